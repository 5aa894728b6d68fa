/** Milliseconds since 1970 on the server's clock. */
export type EpochMs = number;

/**
 * The server's time. Retry delays, business hours, inactivity and queue timers all read this one clock and no other, so that a flag
 * or a test can speed it up.
 */
export interface Clock {
  now(): EpochMs;
  /** Calls `fn` once, `delayMs` on this clock from now; the answer cancels it. */
  after(delayMs: number, fn: () => void): () => void;
}

/** Longest real delay that `setTimeout` takes; a longer one fires at once. @see HTML "run steps after a timeout" (signed 32 bit) */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export interface ScaledClockOptions {
  /** How many times faster than real time; 100 makes 10 s pass in 0.1 s. @default 1 */
  scale?: number;
  /** Where the clock starts, for a store whose newest document is ahead of real time. @default real time */
  startAt?: EpochMs;
}

/** A clock that runs `scale` times as fast as real time. */
export function createScaledClock({ scale = 1, startAt }: ScaledClockOptions = {}): Clock {
  const realStart = Date.now();
  const start = startAt ?? realStart;
  const clock: Clock = {
    now: () => Math.floor(start + (Date.now() - realStart) * scale),
    after(delayMs, fn) {
      const due = clock.now() + delayMs;
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        const left = (due - clock.now()) / scale;
        timer = setTimeout(
          () => (due - clock.now() > 0 ? arm() : fn()),
          Math.min(Math.max(left, 0), LONGEST_TIMEOUT_MS),
        );
      };
      arm();
      return () => clearTimeout(timer);
    },
  };
  return clock;
}
