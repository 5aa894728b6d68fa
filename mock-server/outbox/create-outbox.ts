import type { EpochMs } from '../ports/clock.ts';
import type { Delivery } from '../store/documents.ts';
import { type StoreReader, StoreUnavailable, type Tx } from '../store/store.ts';
import {
  afterAttempt,
  cancelledDelivery,
  forgottenDelivery,
  type NewDelivery,
  pendingDelivery,
} from './delivery-changes.ts';
import { toDocumentedWebhook } from './dialects/documented.ts';
import { SAMPLE_SESSION } from './dialects/sample-session.ts';
import { newDeliveryId } from './new-delivery-id.ts';
import { nextStep, type QueueEntry } from './next-step.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEvent } from './outbox-event.ts';
import { DOCUMENTED_POLICY, type OutboxOptions } from './outbox-options.ts';
import { sendAttempt } from './send-attempt.ts';

/** Pause before an attempt that could not be stored is stored again, in ms on the server's clock. */
const STORE_AGAIN_MS = 1_000;

/**
 * Webhooks in the documented dialect, over the store:
 *
 * ```
 *   record ──▶ deliveries (pending) ──durable──▶ queue ──nextStep──▶ sendAttempt ──▶ deliveries (attempt stored)
 *                                                  ▲                                     │
 *                                                  └──────── retryDelayMs later ◀────────┘
 * ```
 * An attempt is stored after it was made. A crash in between repeats it: each delivery arrives at least once, with the same id.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, fetch, settings, onAttempt } = options;
  const policy = { ...DOCUMENTED_POLICY, ...options.policy };
  const newId = options.newId ?? newDeliveryId;
  const onFailure = options.onFailure ?? ((error, where) => console.error(`${where}:`, error));

  /** Pending deliveries that are durable, oldest first. */
  const queue = new Map<string, QueueEntry>();
  const underWay = new Set<Promise<void>>();
  const whenTried = new Map<string, () => void>();
  const abort = new AbortController();
  let started = false;
  let cancelWake = (): void => {};

  function enqueue(delivery: Delivery): void {
    if (delivery.state !== 'pending' || queue.has(delivery._id)) return;
    const { _id: id, rid, nextAttemptAt } = delivery;
    const now = clock.now();
    // A clock that was set back must not hold up what is left of an earlier run.
    const dueAt = Math.min(nextAttemptAt?.getTime() ?? now, now + policy.retryDelayMs);
    queue.set(id, { id, dueAt, running: false, ...(rid === undefined ? {} : { rid }) });
  }

  /** Queues deliveries of the open transaction, once they are durable. */
  function enqueueWhenStored(ids: readonly string[]): void {
    queueMicrotask(() => {
      store.settled().then(
        () => {
          for (const delivery of ids.map((id) => store.get('deliveries', id)))
            if (delivery) enqueue(delivery);
          step();
        },
        () => {}, // undone together with its cause, and whoever caused it is told
      );
    });
  }

  function step(): void {
    if (!started || abort.signal.aborted) return;
    cancelWake();
    const { start, wakeAt } = nextStep([...queue.values()], clock.now(), policy.concurrency);
    for (const id of start) run(id);
    cancelWake = wakeAt === undefined ? () => {} : clock.after(Math.max(0, wakeAt - clock.now()), step);
  }

  function run(id: string): void {
    const entry = queue.get(id);
    if (!entry) return;
    entry.running = true;
    const work = attempt(id)
      .catch((error: unknown) => onFailure(error, `webhook delivery ${id}`))
      .finally(() => {
        underWay.delete(work);
        whenTried.get(id)?.();
        settleEntry(id);
        step();
      });
    underWay.add(work);
  }

  /** Brings the queue up to what is stored of a delivery. */
  function settleEntry(id: string): void {
    const entry = queue.get(id);
    const delivery = store.get('deliveries', id);
    if (!entry) return;
    entry.running = false;
    if (delivery?.state !== 'pending') queue.delete(id);
    else entry.dueAt = delivery.nextAttemptAt?.getTime() ?? clock.now();
  }

  async function attempt(id: string): Promise<void> {
    const delivery = store.get('deliveries', id);
    if (delivery?.state !== 'pending') return;
    const { url, secret, timeoutMs } = settings();
    if (url === '') {
      await change(id, (now) => cancelledDelivery(delivery, now));
      return;
    }
    const made = await sendAttempt({
      clock,
      fetch,
      url,
      secret,
      deliveryId: id,
      body: delivery.body,
      number: delivery.attempts.length + 1,
      timeoutMs,
      leastTimeoutRealMs: policy.leastTimeoutRealMs,
      signal: abort.signal,
    });
    // Cut off by `stop`: not an attempt of the receiver's making; the next run makes it again.
    if (abort.signal.aborted && made.status === undefined) return;
    const endedAt = clock.now();
    const stored = await change(id, () => {
      const current = store.get('deliveries', id);
      return current && afterAttempt(current, made, policy.retryDelayMs, endedAt);
    });
    if (stored) onAttempt?.(stored, made);
  }

  /** Stores a change of a delivery; while the store is unavailable, again and again: an attempt that was made is not forgotten. */
  async function change(
    id: string,
    to: (now: EpochMs) => Delivery | undefined,
  ): Promise<Delivery | undefined> {
    for (;;) {
      try {
        const changed = store.transaction((tx) => {
          const delivery = tx.get('deliveries', id) && to(clock.now());
          if (delivery) tx.put('deliveries', delivery);
          return delivery;
        });
        await store.settled();
        return changed;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        onFailure(error, `webhook delivery ${id}`);
        if (!(await pause(STORE_AGAIN_MS))) return undefined;
      }
    }
  }

  /** False when the outbox was stopped meanwhile. */
  function pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (abort.signal.aborted) resolve(false);
      const cancel = clock.after(ms, () => resolve(true));
      abort.signal.addEventListener(
        'abort',
        () => {
          cancel();
          resolve(false);
        },
        { once: true },
      );
    });
  }

  function put(tx: Tx, delivery: NewDelivery): Delivery {
    const pending = pendingDelivery(delivery, clock.now());
    tx.put('deliveries', pending);
    enqueueWhenStored([pending._id]);
    return pending;
  }

  function forget(tx: Tx, rids: readonly string[]): void {
    const deliveries = rids.flatMap((rid) => tx.where('deliveries', 'rid', rid));
    for (const delivery of deliveries) tx.put('deliveries', forgottenDelivery(delivery, clock.now()));
  }

  return {
    record(tx: Tx, event: OutboxEvent) {
      if (event.type === 'visitor-removed') {
        forget(tx, event.rids);
        return;
      }
      const current = settings();
      const webhook = current.url === '' ? undefined : toDocumentedWebhook(tx, event, current);
      if (!webhook) return;
      const { payload, rid } = webhook;
      put(tx, {
        _id: newId(),
        event: payload.type,
        ...(rid === undefined ? {} : { rid }),
        body: JSON.stringify(payload),
        cause: 'event',
        maxAttempts: policy.maxAttempts,
      });
    },

    start() {
      if (started) return;
      started = true;
      for (const delivery of pendingOf(store)) enqueue(delivery);
      step();
    },

    async replay(id) {
      const original = store.get('deliveries', id);
      if (!original || original.body === '') return undefined;
      const { event, rid, body } = original;
      const delivery = store.transaction((tx) =>
        put(tx, {
          _id: newId(),
          event,
          ...(rid === undefined ? {} : { rid }),
          body,
          cause: 'replay',
          replayOf: id,
          maxAttempts: policy.maxAttempts,
        }),
      );
      await store.settled();
      return store.get('deliveries', delivery._id);
    },

    async test() {
      const id = newId();
      const tried = new Promise<void>((resolve) => whenTried.set(id, resolve));
      const delivery = store.transaction((tx) =>
        put(tx, {
          _id: id,
          event: SAMPLE_SESSION.type,
          body: JSON.stringify(SAMPLE_SESSION),
          cause: 'test',
          maxAttempts: 1,
        }),
      );
      try {
        await store.settled();
        await tried;
      } finally {
        whenTried.delete(id);
      }
      return store.get('deliveries', id) ?? delivery;
    },

    async stop(graceMs = 2_000) {
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
    },
  };
}

function pendingOf(reader: StoreReader): Delivery[] {
  return reader.where('deliveries', 'state', 'pending');
}
