import type { Signal } from '@preact/signals';
import type { Outcome } from '../../kit/rest.ts';
import type { AgentApi } from '../agent-api.ts';
import type { ChatRoom } from '../model/chat-room.ts';

/** Ends the chat, since a server keeps whoever has an open one, then removes the visitor's data. The name goes here too. */
export async function removeVisitor(api: AgentApi, room: Signal<ChatRoom>): Promise<Outcome<unknown>> {
  const { rid, open, visitor } = room.value;
  if (open) {
    const closed = await api.close(rid, 'The data of this chat are removed.', []);
    if (!closed.ok) return closed;
    room.value = { ...room.value, open: false };
  }
  const outcome = await api.removeVisitor(visitor.id);
  if (outcome.ok) room.value = { ...room.value, name: 'Removed visitor', topic: '', tags: [], fields: [] };
  return outcome;
}
