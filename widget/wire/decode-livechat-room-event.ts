import type { AgentPresence } from './agent.ts';
import type { QueueInfo } from './config.ts';
import { type DecodedAgent, decodeAgent, decodePresence } from './decode-agent.ts';
import { decodeQueueInfo } from './decode-queue-info.ts';

/** `data` is undefined when nobody serves the room any more, or it has no place in the queue. */
export type DecodedRoomEvent =
  | { type: 'agentData'; data: DecodedAgent | undefined }
  | { type: 'queueData'; data: QueueInfo | undefined }
  | { type: 'agentStatus'; status: AgentPresence };

/** First argument of a `stream-livechat-room` frame; undefined also for `visitorData`, of which the widget has no use. */
export function decodeLivechatRoomEvent(event: unknown): DecodedRoomEvent | undefined {
  const { type, data, status: told } = Object(event);
  if (type === 'agentData') return { type, data: decodeAgent(data) };
  if (type === 'queueData') return { type, data: decodeQueueInfo(data) };
  const status = decodePresence(told);
  return type === 'agentStatus' && status ? { type, status } : undefined;
}
