import type { LivechatOfflineMessageWebhook } from '../../widget/wire/webhooks.ts';
import type { Delivery, DeliveryTarget } from '../store/documents.ts';
import type { Tx } from '../store/store.ts';
import { createDispatcher } from './create-dispatcher.ts';
import {
  cancelledDelivery,
  forgottenDelivery,
  type NewDelivery,
  pendingDelivery,
} from './delivery-changes.ts';
import { DOCUMENTED } from './dialects/documented.ts';
import { newDeliveryId } from './new-delivery-id.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEvent } from './outbox-event.ts';
import { OUTBOX_POLICY, type OutboxOptions } from './outbox-options.ts';
import { createWebhookTarget } from './webhook-target.ts';

type VisitorRemoved = Extract<OutboxEvent, { type: 'visitor-removed' }>;
/** Of messages that were left while nobody was there; both dialects call it so. */
const OFFLINE: LivechatOfflineMessageWebhook['type'] = 'LivechatOfflineMessage';
/** How long `stop` waits for attempts under way, in real ms. */
const GRACE_MS = 2_000;

/** What an event causes is stored with it, then sent: by a dispatcher for each target, so that a dead one delays no other. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, settings, dialect = DOCUMENTED } = options;
  const policy = { ...OUTBOX_POLICY, ...options.policy };
  const newId = options.newId ?? newDeliveryId;
  const onFailure = options.onFailure ?? ((error, where) => console.error(`${where}:`, error));
  const targets = [createWebhookTarget(dialect, settings), ...(options.targets ?? [])];
  const senders = new Map(
    targets.map((target) => {
      const dispatcher = createDispatcher({ ...options, target, policy, onFailure });
      return [target.name, { target, dispatcher }] as const;
    }),
  );
  let started = false;

  const senderOf = ({ target = 'webhook' }: Pick<Delivery, 'target'>) => senders.get(target);
  const whyOff = (name: DeliveryTarget): string | undefined => {
    const sender = senders.get(name);
    return sender ? sender.target.whyOff() : `${name}: this server sends nothing there`;
  };

  function put(tx: Tx, delivery: NewDelivery): Delivery {
    const pending = pendingDelivery(delivery, clock.now());
    tx.put('deliveries', pending);
    return pending;
  }

  function enqueue(delivery: Delivery, ended?: () => void): void {
    const sender = senderOf(delivery);
    if (sender) sender.dispatcher.enqueue(delivery, ended);
    else ended?.();
  }

  /** Hands over a delivery of the open transaction, once that is over and durable. */
  function sendWhenStored(id: string): void {
    queueMicrotask(() => {
      store.settled().then(
        () => {
          const delivery = store.get('deliveries', id);
          if (delivery) enqueue(delivery);
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

  const replayOf = (original: Delivery): Omit<NewDelivery, '_id'> => {
    const { _id, target = 'webhook', event, rid, visitorId, body, maxAttempts } = original;
    return {
      target,
      event,
      ...(rid === undefined ? {} : { rid }),
      ...(visitorId === undefined ? {} : { visitorId }),
      body,
      cause: 'replay',
      replayOf: _id,
      maxAttempts: senderOf(original)?.target.maxAttempts ?? maxAttempts,
    };
  };

  /** Empties everything that tells of the visitor, whomever it was for. */
  function forget(tx: Tx, { visitorId, rids, emails = [] }: VisitorRemoved): void {
    // As a whole value in the JSON text: what somebody wrote has its quotes escaped.
    const addresses = emails.map((email) => JSON.stringify(email).toLowerCase());
    const names = ({ event, body }: Delivery): boolean =>
      event === OFFLINE && addresses.some((address) => body.toLowerCase().includes(address));
    const about = [
      ...(addresses.length > 0 ? [...tx.all('deliveries')].filter(names) : []),
      ...rids.flatMap((rid) => tx.where('deliveries', 'rid', rid)),
      ...tx.where('deliveries', 'visitorId', visitorId),
    ];
    for (const { _id } of about) {
      const delivery = tx.get('deliveries', _id);
      if (delivery) tx.put('deliveries', forgottenDelivery(delivery, clock.now()));
    }
  }

  /** Nobody would ever send these: the version that stored them knew a target that this one does not. */
  function cancelUnknown(): void {
    const pending = store.where('deliveries', 'state', 'pending');
    const unknown = pending.filter((delivery) => !senderOf(delivery));
    if (unknown.length === 0) return;
    store.transaction((tx) => {
      for (const delivery of unknown) tx.put('deliveries', cancelledDelivery(delivery, clock.now()));
    });
  }

  return {
    record(tx, event) {
      if (event.type === 'visitor-removed') return forget(tx, event);
      for (const target of targets) {
        const message = target.whyOff() === undefined ? target.toMessage(tx, event) : undefined;
        if (!message) continue;
        const { name, maxAttempts } = target;
        const { _id } = put(tx, { _id: newId(), target: name, ...message, cause: 'event', maxAttempts });
        sendWhenStored(_id);
      }
    },

    start() {
      if (started) return;
      started = true;
      cancelUnknown();
      for (const delivery of store.where('deliveries', 'state', 'pending')) enqueue(delivery);
      for (const { dispatcher } of senders.values()) dispatcher.start();
    },

    whyOff,

    async replay(id) {
      const original = store.get('deliveries', id);
      // Emptied when the visitor's data was removed: there is nothing left to send.
      if (!original || original.body === '') return undefined;
      const delivery = await storeNew(replayOf(original));
      enqueue(delivery);
      return delivery;
    },

    async replayFailed(since, only) {
      const replayed = new Set(Array.from(store.all('deliveries'), ({ replayOf }) => replayOf));
      const dead = store
        .where('deliveries', 'state', 'failed')
        .filter(({ _id, cause, createdAt }) => cause !== 'test' && createdAt >= since && !replayed.has(_id))
        .filter(({ body, target = 'webhook' }) => {
          return body !== '' && (only ?? target) === target && whyOff(target) === undefined;
        });
      const deliveries = store.transaction((tx) =>
        dead.map((delivery) => put(tx, { ...replayOf(delivery), _id: newId() })),
      );
      await store.settled();
      for (const delivery of deliveries) enqueue(delivery);
      return deliveries;
    },

    async test() {
      const sample = dialect.sample(new Date(clock.now()));
      const delivery = await storeNew({
        target: 'webhook',
        event: sample.type,
        body: JSON.stringify(sample),
        cause: 'test',
        maxAttempts: 1,
      });
      await new Promise<void>((resolve) => enqueue(delivery, resolve));
      return store.get('deliveries', delivery._id) ?? delivery;
    },

    async stop(graceMs = GRACE_MS) {
      await Promise.all([...senders.values()].map(({ dispatcher }) => dispatcher.stop(graceMs)));
    },
  };
}
