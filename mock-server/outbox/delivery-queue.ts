import type { EpochMs } from '../ports/clock.ts';
import { createMinHeap } from './min-heap.ts';

/** A pending delivery, as far as the order of sending is concerned. */
export interface QueuedDelivery {
  id: string;
  /** Room or visitor: deliveries about the same one leave one after the other. */
  about?: string | undefined;
  dueAt: EpochMs;
}

/**
 * Pending deliveries of a target in the order of their coming. A delivery about a room waits until the older ones of that room are delivered or given up,
 * their retries included; rooms do not wait for each other.
 *
 * ```
 *   room A  a1 ─ a2 ─ a3      heads that wait ──▶ heap by due time ──take──▶ running
 *   room B  b1 ─ b2           no room: a lane of its own
 * ```
 * Each step costs the logarithm of what waits, so ten thousand pending deliveries slow nothing down.
 */
export interface DeliveryQueue {
  has(id: string): boolean;
  add(delivery: QueuedDelivery): void;
  /** Ids to be sent now, the longest due first. They run until `ended`; at most `concurrency` do at a time. */
  take(now: EpochMs): string[];
  /** When to look again; undefined when only the end of an attempt or a new delivery can change anything. */
  wakeAt(now: EpochMs): EpochMs | undefined;
  /** An attempt is over: due again at `dueAt`, or gone, and the next of its room may go. */
  ended(id: string, dueAt: EpochMs | undefined): void;
}

interface Entry extends QueuedDelivery {
  /** Rises with each `add`: breaks ties between equal due times. */
  place: number;
}

export function createDeliveryQueue(concurrency: number): DeliveryQueue {
  const entries = new Map<string, Entry>();
  /** Behind the head of each room, oldest first. A room that is here has a head. */
  const behind = new Map<string, Entry[]>();
  const heads = createMinHeap<Entry>(
    (a, b) => a.dueAt - b.dueAt < 0 || (a.dueAt === b.dueAt && a.place < b.place),
  );
  let places = 0;
  let running = 0;

  return {
    has: (id) => entries.has(id),

    add({ id, about, dueAt }) {
      const entry: Entry = { id, about, dueAt, place: places++ };
      entries.set(id, entry);
      const waiting = about === undefined ? undefined : behind.get(about);
      if (waiting) waiting.push(entry);
      else {
        if (about !== undefined) behind.set(about, []);
        heads.push(entry);
      }
    },

    take(now) {
      const ids: string[] = [];
      for (let head = heads.peek(); head && head.dueAt <= now && running < concurrency; head = heads.peek()) {
        heads.pop();
        running++;
        ids.push(head.id);
      }
      return ids;
    },

    wakeAt(now) {
      const dueAt = heads.peek()?.dueAt;
      return dueAt !== undefined && dueAt > now ? dueAt : undefined;
    },

    ended(id, dueAt) {
      const entry = entries.get(id);
      if (!entry) return;
      running--;
      if (dueAt !== undefined) {
        entry.dueAt = dueAt;
        heads.push(entry);
        return;
      }
      entries.delete(id);
      if (entry.about === undefined) return;
      const next = behind.get(entry.about)?.shift();
      if (next) heads.push(next);
      else behind.delete(entry.about);
    },
  };
}
