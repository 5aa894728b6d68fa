import type { ChatMessage, EpochMs } from '../../state/porthole.ts';

/** What stands under each other in the list. */
export type Block =
  | { kind: 'day'; key: string; at: EpochMs; daysAgo: number }
  | { kind: 'system'; key: string; message: ChatMessage }
  /** Messages of one author, each within a minute of the one before. */
  | { kind: 'group'; key: string; messages: ChatMessage[]; last: ChatMessage };

const MINUTE = 60_000;
const midnight = (at: EpochMs) => new Date(at).setHours(0, 0, 0, 0);

/** Oldest first. Days are those of the visitor's calendar. */
export function messageBlocks(messages: readonly ChatMessage[], now: EpochMs): Block[] {
  const blocks: Block[] = [];
  let day = 0;
  for (const message of messages) {
    const { id, at, from, author } = message;
    if (midnight(at) !== day) {
      day = midnight(at);
      // Rounded: a day with a clock change is not 24 hours long.
      blocks.push({ kind: 'day', key: `d${day}`, at, daysAgo: Math.round((midnight(now) - day) / 864e5) });
    }
    const before = blocks.at(-1);
    if (from === 'system') blocks.push({ kind: 'system', key: id, message });
    else if (
      before?.kind === 'group' &&
      before.last.from === from &&
      before.last.author?.username === author?.username &&
      at - before.last.at < MINUTE
    ) {
      before.messages.push(message);
      before.last = message;
    } else blocks.push({ kind: 'group', key: id, messages: [message], last: message });
  }
  return blocks;
}
