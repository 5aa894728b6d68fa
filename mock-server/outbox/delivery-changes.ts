import type { EpochMs } from '../ports/clock.ts';
import type { Attempt, Delivery } from '../store/documents.ts';
import type { TargetPolicy } from './target.ts';

export type NewDelivery = Pick<Delivery, '_id' | 'event' | 'body' | 'cause' | 'maxAttempts'> &
  Required<Pick<Delivery, 'target'>> &
  Partial<Pick<Delivery, 'rid' | 'visitorId' | 'replayOf'>>;

/** A delivery that has not been tried yet: due at once. */
export function pendingDelivery(delivery: NewDelivery, now: EpochMs): Delivery {
  const at = new Date(now);
  return { ...delivery, state: 'pending', attempts: [], nextAttemptAt: at, createdAt: at, _updatedAt: at };
}

/** With one attempt more, that ended `now`. */
export function afterAttempt(
  delivery: Delivery,
  attempt: Attempt,
  target: Pick<TargetPolicy, 'retries' | 'isDelivered' | 'retryDelayMs'>,
  now: EpochMs,
): Delivery {
  const { nextAttemptAt: _, ...rest } = delivery;
  const tried = { ...rest, attempts: [...delivery.attempts, attempt], _updatedAt: new Date(now) };
  // The visitor's data was removed while the attempt was under way: it stays removed.
  if (delivery.state !== 'pending') return forgottenDelivery(tried, now);
  if (attempt.status !== undefined && target.isDelivered(attempt.status))
    return { ...tried, state: 'delivered' };
  const last = tried.attempts.length >= delivery.maxAttempts;
  if (last || !target.retries(attempt.status)) return { ...tried, state: 'failed' };
  return { ...tried, nextAttemptAt: new Date(now + target.retryDelayMs()) };
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
