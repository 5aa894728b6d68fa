import type { Ports } from '../../../widget/ports/ports.ts';
import { createCall } from '../../../widget/transport/create-call.ts';
import { type ChatRest, createChatRest } from '../../../widget/transport/create-chat-rest.ts';
import { createRest, type Rest } from '../../../widget/transport/create-rest.ts';

export type WholeRest = Rest & ChatRest;

/** All REST calls of the widget: those before a chat and those of a chat. */
export function wholeRest(server: string, ports: Pick<Ports, 'fetch' | 'clock' | 'report'>): WholeRest {
  const call = createCall(server, ports);
  return { ...createRest(call), ...createChatRest(call, ports.report) };
}
