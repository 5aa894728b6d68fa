import { createOutbox } from '../../../../mock-server/outbox/create-outbox.ts';
import type { Dialect } from '../../../../mock-server/outbox/dialect.ts';
import type { Outbox } from '../../../../mock-server/outbox/outbox.ts';
import type { OutboxEvent } from '../../../../mock-server/outbox/outbox-event.ts';
import type { OutboxPolicy, OutboxSettings } from '../../../../mock-server/outbox/outbox-options.ts';
import type { Target } from '../../../../mock-server/outbox/target.ts';
import type { Attempt, Delivery } from '../../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import type { Journal, Store } from '../../../../mock-server/store/store.ts';
import { createManualClock, type ManualClock } from '../../manual-clock.ts';
import { putSession, ROOM } from './documents.ts';
import { createFakeReceiver, type FakeReceiver, type Reaction } from './fake-receiver.ts';

export interface TestOutbox {
  outbox: Outbox;
  store: Store;
  clock: ManualClock;
  receiver: FakeReceiver;
  settings: OutboxSettings;
  failures: unknown[];
  /** State and number of attempt at each call of `onAttempt`. */
  told: string[];
  /** Closes a room, by default the one of the documents, and answers its delivery. */
  close(rid?: string): Promise<Delivery | undefined>;
  record(event: OutboxEvent): void;
  delivery(id: string): Delivery | undefined;
  deliveries(): Delivery[];
}

export interface TestOutboxOptions {
  script?: Reaction[];
  journal?: Journal;
  policy?: Partial<OutboxPolicy>;
  dialect?: Dialect;
  targets?: readonly Target[];
  settings?: Partial<OutboxSettings>;
  store?: Store;
  clock?: ManualClock;
  fetch?: typeof globalThis.fetch;
  /** Whether it sends from the beginning. @default true */
  started?: boolean;
}

/** Real time as the outbox sees it at the first request; each later one sees a second more. */
export const REAL_START_MS = Date.UTC(2030, 5, 1);

/** An outbox over a store with one closed room, a clock that stands still, and a receiver that follows a script. */
export async function startOutbox(options: TestOutboxOptions = {}): Promise<TestOutbox> {
  const clock = options.clock ?? createManualClock();
  const store = options.store ?? createMemoryStore(options.journal);
  if (!options.store) {
    store.transaction(putSession);
    await store.settled();
  }
  const receiver = createFakeReceiver(clock.now, options.script);
  const settings: OutboxSettings = {
    url: 'https://crm.example.com/hook',
    secret: 'the-token',
    timeoutMs: 5_000,
    onClose: true,
    onOfflineMessage: true,
    onStart: false,
    onQueued: false,
    onTaken: false,
    onForward: false,
    onVisitorMessage: false,
    onAgentMessage: false,
    onCapture: false,
    withNavigation: false,
    ...options.settings,
  };
  const failures: unknown[] = [];
  const told: string[] = [];
  const realNow = (): number => REAL_START_MS + receiver.requests.length * 1_000;
  let count = 0;
  const outbox = createOutbox({
    store,
    clock,
    fetch: options.fetch ?? receiver.fetch,
    settings: () => settings,
    realNow,
    ...(options.dialect ? { dialect: options.dialect } : {}),
    ...(options.targets ? { targets: options.targets } : {}),
    policy: { leastTimeoutRealMs: 0, ...options.policy },
    onAttempt: ({ state }: Delivery, { number }: Attempt) => told.push(`${number} ${state}`),
    onFailure: (error) => failures.push(error),
    newId: () => `delivery${++count}`,
  });
  if (options.started !== false) outbox.start();
  const deliveries = (): Delivery[] => [...store.all('deliveries')];
  return {
    outbox,
    store,
    clock,
    receiver,
    settings,
    failures,
    told,
    async close(rid = ROOM._id) {
      const before = new Set(deliveries().map(({ _id }) => _id));
      store.transaction((tx) => {
        if (!tx.get('rooms', rid)) tx.put('rooms', { ...ROOM, _id: rid });
        outbox.record(tx, { type: 'session-closed', rid });
      });
      await clock.settle();
      return deliveries().find(({ _id }) => !before.has(_id));
    },
    record: (event) => store.transaction((tx) => outbox.record(tx, event)),
    delivery: (id) => store.get('deliveries', id),
    deliveries,
  };
}
