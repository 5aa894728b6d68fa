import type { Clock, EpochMs } from '../../ports/clock.ts';
import { MeteorError } from '../meteor-error.ts';

/** Failures within {@link FAILURE_WINDOW_MS} after which a name is refused from an address. */
export const FAILURES_ALLOWED = 5;
export const FAILURE_WINDOW_MS = 60_000;
/** Names watched at once; past it those without a recent failure are forgotten. */
const WATCHED = 10_000;

/** Slows down guessing of passwords. One per core: REST and DDP count together. */
export interface LoginThrottle {
  /**
   * Runs `attempt`, counting it when it answers undefined and starting afresh when it succeeds.
   * @throws MeteorError `error-too-many-requests` with `details.seconds` to wait; `attempt` is not run then
   */
  guard<T>(username: string, ip: string, attempt: () => Promise<T | undefined>): Promise<T | undefined>;
}

interface Watch {
  failures: EpochMs[];
  /** Attempts on one name run one after another: a burst cannot outrun the count. */
  last: Promise<void>;
  waiting: number;
}

export function createLoginThrottle(clock: Clock): LoginThrottle {
  const watches = new Map<string, Watch>();

  const recent = (watch: Watch): EpochMs[] =>
    watch.failures.filter((at) => at > clock.now() - FAILURE_WINDOW_MS);

  function forgetQuiet(): void {
    for (const [key, watch] of watches) {
      if (watch.waiting === 0 && recent(watch).length === 0) watches.delete(key);
    }
  }

  async function attemptOn<T>(watch: Watch, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    watch.failures = recent(watch);
    const [first] = watch.failures.slice(-FAILURES_ALLOWED);
    if (first !== undefined && watch.failures.length >= FAILURES_ALLOWED) {
      throw tooManyRequests(first + FAILURE_WINDOW_MS - clock.now());
    }
    const result = await attempt();
    watch.failures = result === undefined ? [...watch.failures, clock.now()] : [];
    return result;
  }

  return {
    async guard(username, ip, attempt) {
      // NUL cannot be part of an address, so no name can borrow another's key.
      const key = `${ip}\0${username.toLowerCase()}`;
      if (watches.size >= WATCHED) forgetQuiet();
      const watch = watches.get(key) ?? { failures: [], last: Promise.resolve(), waiting: 0 };
      watches.set(key, watch);
      watch.waiting += 1;
      const mine = watch.last.then(() => attemptOn(watch, attempt));
      watch.last = mine.then(
        () => {},
        () => {},
      );
      try {
        return await mine;
      } finally {
        watch.waiting -= 1;
        if (watch.waiting === 0 && watch.failures.length === 0) watches.delete(key);
      }
    },
  };
}

/** @see Rocket.Chat `ApiClass.ts` (rate limiter): same code, text and details */
export function tooManyRequests(timeToReset: number): MeteorError {
  const seconds = Math.max(1, Math.ceil(timeToReset / 1000));
  return new MeteorError(
    'error-too-many-requests',
    `Error, too many requests. Please slow down. You must wait ${seconds} seconds before trying this endpoint again.`,
    { timeToReset, seconds },
  );
}
