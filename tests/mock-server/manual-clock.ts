import type { Clock, EpochMs } from '../../mock-server/ports/clock.ts';

export interface ManualClock extends Clock {
  /** Lets `ms` pass: each timer runs at its own time, and what it set off (promises, writes) ends before the next. */
  advance(ms: number): Promise<void>;
  /** Lets no time pass, but all that is under way come to rest. */
  settle(): Promise<void>;
  /** Timers that wait. */
  pending(): number;
}

/** A clock that stands still until it is told to move. */
export function createManualClock(startAt: EpochMs = Date.UTC(2025, 0, 15, 9)): ManualClock {
  let now = startAt;
  const timers = new Set<{ due: EpochMs; fn: () => void }>();

  /**
   * A few turns of the event loop: a store with a journal writes in the next one, and promises hang on that. Signatures are made by other
   * threads, in the order they were asked for: a small job of our own at the end of that line waits for them.
   */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };

  return {
    now: () => now,
    after(delayMs, fn) {
      const timer = { due: now + delayMs, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.due);
        next.fn();
        await settle();
      }
      now = end;
    },
    settle,
    pending: () => timers.size,
  };
}
