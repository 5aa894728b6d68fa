import type { Clock } from '../../../../mock-server/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass and runs what falls due, in order. */
  advance(ms: number): void;
}

export function createFakeClock(startAt: number): FakeClock {
  let now = startAt;
  const timers = new Set<{ due: number; fn: () => void }>();
  return {
    now: () => now,
    after(delayMs, fn) {
      const timer = { due: now + delayMs, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.due);
        next.fn();
      }
      now = end;
    },
  };
}
