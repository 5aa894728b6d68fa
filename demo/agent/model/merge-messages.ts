import type { ChatMessage } from './chat-message.ts';

/**
 * Puts messages that came in beside those that are there: the newer copy of the same id wins, and all are in order of time. What the
 * server has stored beats what is still on its way.
 */
export function mergeMessages(have: readonly ChatMessage[], came: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(have.map((message) => [message.id, message]));
  for (const message of came) {
    const known = byId.get(message.id);
    if (known?.state === 'sent' && message.state !== 'sent') continue;
    byId.set(message.id, message);
  }
  // Equal times keep the order in which they came: `sort` is stable.
  return [...byId.values()].sort((a, b) => a.at - b.at);
}
