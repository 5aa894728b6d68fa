import type { Attempt, Delivery } from '../../store/documents.ts';

/**
 * One attempt in words, e.g.
 * `12:00:10 webhook LivechatSession attempt 2 of 11 → http://localhost:8080/hook: 500 in 12 ms, next in 10 s`.
 */
export function attemptLine(delivery: Delivery, attempt: Attempt): string {
  const { target = 'webhook', event, maxAttempts, cause } = delivery;
  const why = cause === 'event' ? '' : ` (${cause})`;
  const answer = attempt.error
    ? `no answer: ${attempt.error.message}`
    : `${attempt.status} in ${attempt.latencyMs} ms`;
  const time = attempt.startedAt.toISOString().slice(11, 19);
  return `${time} ${target} ${event}${why} attempt ${attempt.number} of ${maxAttempts} → ${attempt.url}: ${answer}, ${outcome(delivery, attempt)}`;
}

function outcome({ state, nextAttemptAt }: Delivery, { startedAt, latencyMs }: Attempt): string {
  if (state !== 'pending' || nextAttemptAt === undefined) return state === 'pending' ? 'tried again' : state;
  const waitMs = nextAttemptAt.getTime() - startedAt.getTime() - latencyMs;
  return `next in ${Math.round(waitMs / 100) / 10} s`;
}
