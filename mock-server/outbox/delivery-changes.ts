import type { EpochMs } from '../ports/clock.ts';
import type { Attempt, Delivery } from '../store/documents.ts';
import type { Dialect } from './dialect.ts';

export type NewDelivery = Pick<Delivery, '_id' | 'event' | 'body' | 'cause' | 'maxAttempts'> &
  Partial<Pick<Delivery, 'rid' | 'replayOf'>>;

/** A delivery that has not been tried yet: due at once. */
export function pendingDelivery(delivery: NewDelivery, now: EpochMs): Delivery {
  const at = new Date(now);
  return { ...delivery, state: 'pending', attempts: [], nextAttemptAt: at, createdAt: at, _updatedAt: at };
}

/** With one attempt more, that ended `now`. Only status 200 counts as delivered. */
export function afterAttempt(
  delivery: Delivery,
  attempt: Attempt,
  { retries, retryDelayMs }: Pick<Dialect, 'retries'> & { retryDelayMs: number },
  now: EpochMs,
): Delivery {
  const { nextAttemptAt: _, ...rest } = delivery;
  const tried = { ...rest, attempts: [...delivery.attempts, attempt], _updatedAt: new Date(now) };
  // The visitor's data was removed while the attempt was under way: it stays removed.
  if (delivery.state !== 'pending') return forgottenDelivery(tried, now);
  if (attempt.status === 200) return { ...tried, state: 'delivered' };
  const last = tried.attempts.length >= delivery.maxAttempts;
  if (last || !retries(attempt.status)) return { ...tried, state: 'failed' };
  return { ...tried, nextAttemptAt: new Date(now + retryDelayMs) };
}

/** No more attempts. */
export function cancelledDelivery(delivery: Delivery, now: EpochMs): Delivery {
  const { nextAttemptAt: _, ...rest } = delivery;
  return { ...rest, state: 'cancelled', _updatedAt: new Date(now) };
}

/** Without what it said of a person: the body, and the answers of the receiver, which may repeat it. Cancelled if it was pending. */
export function forgottenDelivery(delivery: Delivery, now: EpochMs): Delivery {
  const ended = delivery.state === 'pending' ? cancelledDelivery(delivery, now) : delivery;
  const attempts = delivery.attempts.map(({ responseStart: _, ...attempt }) => attempt);
  return { ...ended, body: '', attempts, _updatedAt: new Date(now) };
}
