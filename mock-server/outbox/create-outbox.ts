import type { Delivery } from '../store/documents.ts';
import type { Tx } from '../store/store.ts';
import { createDispatcher } from './create-dispatcher.ts';
import { forgottenDelivery, type NewDelivery, pendingDelivery } from './delivery-changes.ts';
import { DOCUMENTED } from './dialects/documented.ts';
import { newDeliveryId } from './new-delivery-id.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEvent } from './outbox-event.ts';
import { OUTBOX_POLICY, type OutboxOptions } from './outbox-options.ts';

/** How long `stop` waits for attempts under way, in real ms. */
const GRACE_MS = 2_000;

/** Webhooks: what an event causes is stored with it, then sent by the dispatcher. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, settings, dialect = DOCUMENTED } = options;
  const { maxAttempts } = dialect.policy;
  const policy = { ...OUTBOX_POLICY, ...options.policy };
  const newId = options.newId ?? newDeliveryId;
  const onFailure = options.onFailure ?? ((error, where) => console.error(`${where}:`, error));
  const dispatcher = createDispatcher({ ...options, dialect, policy, onFailure });
  let started = false;

  function put(tx: Tx, delivery: NewDelivery): Delivery {
    const pending = pendingDelivery(delivery, clock.now());
    tx.put('deliveries', pending);
    return pending;
  }

  /** Hands over a delivery of the open transaction, once that is over and durable. */
  function sendWhenStored(id: string): void {
    queueMicrotask(() => {
      store.settled().then(
        () => {
          const delivery = store.get('deliveries', id);
          if (delivery) dispatcher.enqueue(delivery);
        },
        () => {}, // undone together with its cause, and whoever caused it is told
      );
    });
  }

  /** Stores a delivery of our own making. @throws StoreUnavailable */
  async function storeNew(delivery: Omit<NewDelivery, '_id'>): Promise<Delivery> {
    const stored = store.transaction((tx) => put(tx, { ...delivery, _id: newId() }));
    await store.settled();
    return stored;
  }

  const replayOf = ({ _id, event, rid, body }: Delivery): Omit<NewDelivery, '_id'> => ({
    event,
    ...(rid === undefined ? {} : { rid }),
    body,
    cause: 'replay',
    replayOf: _id,
    maxAttempts,
  });

  return {
    record(tx: Tx, event: OutboxEvent) {
      if (event.type === 'visitor-removed') {
        for (const rid of event.rids) {
          for (const delivery of tx.where('deliveries', 'rid', rid)) {
            tx.put('deliveries', forgottenDelivery(delivery, clock.now()));
          }
        }
        return;
      }
      const current = settings();
      const webhook = current.url === '' ? undefined : dialect.toWebhook(tx, event, current);
      if (!webhook) return;
      const { payload, ...room } = webhook;
      const { _id } = put(tx, {
        _id: newId(),
        event: payload.type,
        ...room,
        body: JSON.stringify(payload),
        cause: 'event',
        maxAttempts,
      });
      sendWhenStored(_id);
    },

    start() {
      if (started) return;
      started = true;
      for (const delivery of store.where('deliveries', 'state', 'pending')) dispatcher.enqueue(delivery);
      dispatcher.start();
    },

    async replay(id) {
      const original = store.get('deliveries', id);
      // Emptied when the visitor's data was removed: there is nothing left to send.
      if (!original || original.body === '') return undefined;
      const delivery = await storeNew(replayOf(original));
      dispatcher.enqueue(delivery);
      return delivery;
    },

    async replayFailed(since) {
      const replayed = new Set(Array.from(store.all('deliveries'), ({ replayOf }) => replayOf));
      const dead = store
        .where('deliveries', 'state', 'failed')
        .filter(({ _id, cause, createdAt }) => cause !== 'test' && createdAt >= since && !replayed.has(_id))
        .filter(({ body }) => body !== '');
      const deliveries = store.transaction((tx) =>
        dead.map((delivery) => put(tx, { ...replayOf(delivery), _id: newId() })),
      );
      await store.settled();
      for (const delivery of deliveries) dispatcher.enqueue(delivery);
      return deliveries;
    },

    async test() {
      const sample = dialect.sample(new Date(clock.now()));
      const delivery = await storeNew({
        event: sample.type,
        body: JSON.stringify(sample),
        cause: 'test',
        maxAttempts: 1,
      });
      await new Promise<void>((resolve) => dispatcher.enqueue(delivery, resolve));
      return store.get('deliveries', delivery._id) ?? delivery;
    },

    stop: (graceMs = GRACE_MS) => dispatcher.stop(graceMs),
  };
}
