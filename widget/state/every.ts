import type { Clock } from '../ports/clock.ts';

/** Calls `fn` again and again, first after one period; the answer ends it. */
export function every(clock: Clock, periodMs: number, fn: () => void): () => void {
  let cancel: () => void;
  const next = (): void => {
    cancel = clock.after(periodMs, () => {
      next();
      fn();
    });
  };
  next();
  return () => cancel();
}
