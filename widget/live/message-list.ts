import type { Signal, Signals } from '../state/live.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';

/** The messages of the room that the server told of. */
export interface MessageList {
  /** Oldest first; of the same instant in order of their ids. */
  all: Signal<ReceivedMessage[]>;
  /** Adds new ones, replaces older versions. What was removed stays so, whatever page of the history was under way. */
  merge(messages: ReceivedMessage[]): void;
  remove(id: string): void;
  keep(wanted: (message: ReceivedMessage) => boolean): void;
  clear(): void;
}

export function createMessageList({ signal }: Pick<Signals, 'signal'>): MessageList {
  const all = signal<ReceivedMessage[]>([]);
  const removed = new Set<unknown>();
  const list: MessageList = {
    all,
    merge(messages) {
      const byId = new Map(all.peek().map((message) => [message.id, message]));
      for (const message of messages) {
        const known = byId.get(message.id);
        if (!removed.has(message.id) && !(known && known.updatedAt > message.updatedAt))
          byId.set(message.id, message);
      }
      all.value = [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    remove(id) {
      removed.add(id);
      list.keep((message) => message.id !== id);
    },
    keep(wanted) {
      all.value = all.peek().filter(wanted);
    },
    clear() {
      removed.clear();
      all.value = [];
    },
  };
  return list;
}
