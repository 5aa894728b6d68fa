import type { EpochMs } from '../ports/clock.ts';
import type { Attempt, Delivery } from '../store/documents.ts';
import { StoreUnavailable, type Tx } from '../store/store.ts';
import { afterAttempt, cancelledDelivery } from './delivery-changes.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import type { OutboxOptions, OutboxPolicy } from './outbox-options.ts';
import { startOf } from './read-start.ts';
import { RESPONSE_CHARS, sendAttempt } from './send-attempt.ts';
import type { Target } from './target.ts';

/** Sends the pending deliveries of one target when they are due, and stores what came of it. */
export interface Dispatcher {
  /** Takes a delivery that is durable. Calls `ended` once, after its next attempt or when there will be none. */
  enqueue(delivery: Delivery, ended?: () => void): void;
  start(): void;
  /** Ends timers, waits for attempts under way, at most `graceMs` real time, and cuts off the rest. */
  stop(graceMs: number): Promise<void>;
}

type DispatcherOptions = Pick<OutboxOptions, 'store' | 'clock' | 'fetch' | 'onAttempt' | 'realNow'> & {
  target: Target;
  policy: OutboxPolicy;
  onFailure(error: unknown, where: string): void;
};

/** Pause before an attempt that could not be stored is stored again, in ms on the server's clock. */
const STORE_AGAIN_MS = 1_000;

/**
 * ```
 *   enqueue ──▶ queue ────take────▶ sendAttempt ──▶ attempt stored ──▶ delivered, failed, or
 *                 ▲                                                        │
 *                 └────────────────── retryDelayMs after its end ◀─────────┘
 * ```
 * An attempt is stored after it was made. A crash in between repeats it: each delivery arrives at least once, with the same id.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, fetch, target, policy, onAttempt, onFailure } = options;
  const realNow = options.realNow ?? Date.now;
  const queue = createDeliveryQueue(policy.concurrency);
  /** Who waits for the next attempt of a delivery, by its id. */
  const waiting = new Map<string, () => void>();
  const underWay = new Set<Promise<void>>();
  const abort = new AbortController();
  const where = (id: string): string => `${target.name} delivery ${id}`;
  let started = false;
  let cancelWake = (): void => {};

  function step(): void {
    if (!started || abort.signal.aborted) return;
    cancelWake();
    const now = clock.now();
    for (const id of queue.take(now)) run(id);
    const wakeAt = queue.wakeAt(now);
    cancelWake = wakeAt === undefined ? () => {} : clock.after(Math.max(0, wakeAt - clock.now()), step);
  }

  function run(id: string): void {
    const work = attempt(id)
      .then(() => store.get('deliveries', id)?.nextAttemptAt?.getTime())
      .catch((error: unknown) => {
        onFailure(error, where(id));
        // What is stored still says "due": without a pause, a fault of ours would be sent to the receiver without end.
        return clock.now() + target.retryDelayMs();
      })
      .then((dueAt) => {
        underWay.delete(work);
        queue.ended(id, dueAt);
        tellEnd(id);
        step();
      });
    underWay.add(work);
  }

  function tellEnd(id: string): void {
    waiting.get(id)?.();
    waiting.delete(id);
  }

  async function attempt(id: string): Promise<void> {
    const delivery = store.get('deliveries', id);
    if (delivery?.state !== 'pending') return;
    // Read at each attempt, so that a corrected address helps what is already waiting. @see Rocket.Chat `webhooks.ts`
    if (target.whyOff() !== undefined) {
      await change(id, cancelledDelivery);
      return;
    }
    const made = await sendAttempt({
      body: delivery.body,
      ...target.request(delivery),
      clock,
      fetch,
      realNow,
      answerChars: Math.max(RESPONSE_CHARS, target.keptAnswerChars),
      deliveryId: id,
      number: delivery.attempts.length + 1,
      leastTimeoutRealMs: policy.leastTimeoutRealMs,
      signal: abort.signal,
    });
    // Cut off by `stop`, not by the receiver: the next run makes this attempt.
    if (abort.signal.aborted && made.status === undefined) return;
    const endedAt = clock.now();
    const attempt = withShortResponse(made);
    const stored = await change(
      id,
      (before) => afterAttempt(before, attempt, target, endedAt),
      (tx) => keepAnswer(tx, delivery.rid, made),
    );
    if (stored) onAttempt?.(stored, attempt);
  }

  /** What the receiver said of a room stays with it, for the webhooks to come. @see Rocket.Chat `saveCRMDataByRoomId` */
  function keepAnswer(tx: Tx, rid: string | undefined, { status, responseStart }: Attempt): void {
    const room = rid === undefined ? undefined : tx.get('rooms', rid);
    if (!room || target.keptAnswerChars === 0 || status === undefined || !target.isDelivered(status)) return;
    const { crmData: _before, ...rest } = room;
    const crmData = responseStart && startOf(responseStart, target.keptAnswerChars);
    tx.put('rooms', crmData ? { ...rest, crmData } : rest);
  }

  /**
   * Stores a change of a delivery and answers it once it is durable. While the store is unavailable, tries again and again, since an attempt
   * that was made is not forgotten. Undefined: the delivery is gone, or the outbox was stopped.
   */
  async function change(
    id: string,
    to: (delivery: Delivery, now: EpochMs) => Delivery,
    also?: (tx: Tx) => void,
  ): Promise<Delivery | undefined> {
    for (;;) {
      try {
        const changed = store.transaction((tx) => {
          const before = tx.get('deliveries', id);
          const after = before && to(before, clock.now());
          if (after) tx.put('deliveries', after);
          if (after) also?.(tx);
          return after;
        });
        await store.settled();
        return changed;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        onFailure(error, where(id));
        if (!(await pause(STORE_AGAIN_MS))) return undefined;
      }
    }
  }

  /** False when the outbox was stopped meanwhile. */
  function pause(ms: number): Promise<boolean> {
    if (abort.signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const stopped = (): void => {
        cancel();
        resolve(false);
      };
      const cancel = clock.after(ms, () => {
        abort.signal.removeEventListener('abort', stopped);
        resolve(true);
      });
      abort.signal.addEventListener('abort', stopped, { once: true });
    });
  }

  return {
    enqueue(delivery, ended) {
      const { _id: id, rid, visitorId, nextAttemptAt, state } = delivery;
      if (state !== 'pending' || queue.has(id) || abort.signal.aborted) {
        ended?.();
        return;
      }
      const now = clock.now();
      // A clock that was set back must not hold up what is left of an earlier run.
      const dueAt = Math.min(nextAttemptAt?.getTime() ?? now, now + target.retryDelayMs());
      queue.add({ id, about: visitorId ?? rid, dueAt });
      if (ended) waiting.set(id, ended);
      step();
    },

    start() {
      started = true;
      step();
    },

    async stop(graceMs) {
      started = false;
      cancelWake();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(underWay), grace]);
      clearTimeout(timer);
      abort.abort();
      await Promise.all(underWay);
      for (const id of [...waiting.keys()]) tellEnd(id);
    },
  };
}

function withShortResponse(attempt: Attempt): Attempt {
  const { responseStart, ...rest } = attempt;
  return responseStart === undefined
    ? rest
    : { ...rest, responseStart: startOf(responseStart, RESPONSE_CHARS) };
}
