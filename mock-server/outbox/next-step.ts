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
 * What is to be done at `now`. `queue` holds the pending deliveries, oldest first. A delivery of a room waits until the older ones of
 * that room are delivered or given up, their retries included; rooms do not wait for each other. At most `concurrency` run at a time.
 */
export function nextStep(queue: Iterable<QueueEntry>, now: EpochMs, concurrency: number): Step {
  const rooms = new Set<string>();
  const due: QueueEntry[] = [];
  let wakeAt = Number.POSITIVE_INFINITY;
  let free = concurrency;
  for (const entry of queue) {
    if (entry.running) free--;
    if (entry.rid !== undefined) {
      if (rooms.has(entry.rid)) continue;
      rooms.add(entry.rid);
    }
    if (entry.running) continue;
    if (entry.dueAt <= now) due.push(entry);
    else wakeAt = Math.min(wakeAt, entry.dueAt);
  }
  due.sort((a, b) => a.dueAt - b.dueAt);
  const start = due.slice(0, Math.max(0, free)).map((entry) => entry.id);
  return wakeAt === Number.POSITIVE_INFINITY ? { start } : { start, wakeAt };
}
