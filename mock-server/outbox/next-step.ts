import type { EpochMs } from '../ports/clock.ts';

/** A pending delivery, as far as the order of sending is concerned. */
export interface QueueEntry {
  id: string;
  /** Deliveries of one room leave one after the other. */
  rid?: string;
  dueAt: EpochMs;
  /** An attempt is under way. */
  running: boolean;
}

export interface Step {
  /** Ids to be sent now, the longest due first. */
  start: string[];
  /** When to look again; absent when only the end of an attempt or a new delivery can change anything. */
  wakeAt?: EpochMs;
}

/**
 * What is to be done at `now`. `queue` holds the pending deliveries, oldest first. A delivery of a room waits until the older ones of that room
 * are delivered or given up, their retries included; rooms do not wait for each other. At most `concurrency` run at a time.
 */
export function nextStep(queue: readonly QueueEntry[], now: EpochMs, concurrency: number): Step {
  const heads = headsOf(queue);
  const free = concurrency - queue.filter((entry) => entry.running).length;
  const waiting = heads.filter((entry) => !entry.running).sort((a, b) => a.dueAt - b.dueAt);
  const due = waiting.filter((entry) => entry.dueAt <= now);
  const start = due.slice(0, Math.max(0, free)).map((entry) => entry.id);
  const next = waiting.find((entry) => entry.dueAt > now);
  return next ? { start, wakeAt: next.dueAt } : { start };
}

/** The oldest of each room, and all that have none. */
function headsOf(queue: readonly QueueEntry[]): QueueEntry[] {
  const rooms = new Set<string>();
  return queue.filter(({ rid }) => {
    if (rid === undefined) return true;
    if (rooms.has(rid)) return false;
    rooms.add(rid);
    return true;
  });
}
