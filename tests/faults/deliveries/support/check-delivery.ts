import type { Delivery } from '../../../../mock-server/store/documents.ts';
import type { ReceivedDelivery } from './failing-receiver.ts';

const ATTEMPTS = 11;
const PAUSE_MS = 10_000;

/** How late retries were, in ms on the server's clock; none is early. */
export interface Lateness {
  latestMs: number;
}

/**
 * What is not as documented about a delivery that is over, by what the server stored and what the receiver saw: 10 retries, each 10 seconds after
 * the attempt before has ended, until the first 200; always the same bytes.
 */
export function faultsOfDelivery(
  delivery: Delivery,
  received: ReceivedDelivery | undefined,
  late: Lateness,
): string[] {
  const { _id: id, attempts, state } = delivery;
  const faults: string[] = [];
  const check = (fine: boolean, what: string): void => {
    if (!fine) faults.push(`${id}: ${what}`);
  };
  const last = attempts.at(-1);
  if (state === 'delivered') check(last?.status === 200, `delivered by ${last?.status}`);
  else
    check(state === 'failed' && attempts.length === ATTEMPTS, `${state} after ${attempts.length} attempts`);
  check(!attempts.slice(0, -1).some(({ status }) => status === 200), 'sent after success');
  check(
    attempts.every(({ number }, at) => number === at + 1),
    'attempts are not numbered 1, 2, …',
  );
  for (const [at, { startedAt }] of attempts.entries()) {
    const before = attempts[at - 1];
    if (!before) continue;
    const pause = startedAt.getTime() - before.startedAt.getTime() - before.latencyMs;
    check(pause >= PAUSE_MS, `attempt ${at + 1} came ${pause} ms after the one before`);
    late.latestMs = Math.max(late.latestMs, pause - PAUSE_MS);
  }
  if (!received) return [...faults, `${id}: the receiver never saw it`];
  const stored = attempts.map(({ status, error }) => String(status ?? error?.code));
  const seen = received.answers.map((answer) => (answer === 'hang' ? 'timeout' : answer));
  check(stored.join() === seen.join(), `stored ${stored}, received ${seen}`);
  check(received.bodies.length === 1, `${received.bodies.length} different bodies`);
  check(received.unsigned === 0, `${received.unsigned} requests without a right signature`);
  return faults;
}

/** Deliveries of a room that were accepted before an older one of it was. */
export function inversions(
  deliveries: readonly Delivery[],
  received: ReadonlyMap<string, ReceivedDelivery>,
): string[] {
  const newest = new Map<string, number>();
  return deliveries.flatMap(({ _id, rid, state }) => {
    if (rid === undefined || state !== 'delivered') return [];
    const at = received.get(_id)?.acceptedAt ?? 0;
    const before = newest.get(rid) ?? 0;
    newest.set(rid, Math.max(at, before));
    return at < before ? [`${_id}: accepted before an older one of its room`] : [];
  });
}
