import type { QueuedChat } from './queued-chat.ts';

/** The waiting chats with their place, 1 is next: each department has a queue of its own, and so have those without one. */
export function queuePlaces(queue: readonly QueuedChat[]): { chat: QueuedChat; place: number }[] {
  const lengths = new Map<string | undefined, number>();
  return queue.map((chat) => {
    const place = (lengths.get(chat.department) ?? 0) + 1;
    lengths.set(chat.department, place);
    return { chat, place };
  });
}
