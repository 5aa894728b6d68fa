import type { Clock } from '../../../widget/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass; calls what is due, in order. */
  pass(ms: number): void;
  /** How many calls are still to come. */
  readonly waiting: number;
}

export function fakeClock(): FakeClock {
  let now = 1_700_000_000_000;
  let due: { at: number; fn: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, fn) {
      const call = { at: now + delayMs, fn };
      due.push(call);
      return () => {
        due = due.filter((other) => other !== call);
      };
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        due = due.filter((other) => other !== next);
        now = next.at;
        next.fn();
      }
      now = end;
    },
    get waiting() {
      return due.length;
    },
  };
}
