import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../../mock-server/store/store.ts';
import { createManualClock } from '../manual-clock.ts';
import { createStubJournal } from '../store/support/stub-journal.ts';
import { ROOM } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

const HOUR_MS = 3_600_000;

test('what an earlier run left goes out after the start, where it stood', async () => {
  const first = await startOutbox({ script: [500] });
  await first.close();
  await first.clock.advance(10_000);
  expect(first.clock.pending()).toBe(1);
  await first.outbox.stop();
  expect(first.clock.pending()).toBe(0);
  const { clock, store } = first;
  await clock.advance(HOUR_MS);
  const second = await startOutbox({ store, clock, script: [500, 200] });
  await clock.settle();
  expect(second.receiver.requests).toHaveLength(1);
  await clock.advance(10_000);
  expect(second.delivery('delivery1')).toMatchObject({ state: 'delivered' });
  expect(second.delivery('delivery1')?.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

test('a clock that was set back holds nothing up for longer than one pause', async () => {
  const first = await startOutbox({ script: [500] });
  await first.close();
  await first.outbox.stop();
  const clock = createManualClock(first.clock.now() - 1_000 * HOUR_MS);
  const second = await startOutbox({ store: first.store, clock });
  await clock.advance(10_000);
  expect(second.delivery('delivery1')).toMatchObject({ state: 'delivered' });
});

test('an attempt that is cut off by the stop is made again by the next run', async () => {
  const first = await startOutbox({ script: ['hang'] });
  await first.close();
  await first.outbox.stop(0);
  expect(first.delivery('delivery1')).toMatchObject({ state: 'pending', attempts: [] });
  expect(first.clock.pending()).toBe(0);
  const second = await startOutbox({ store: first.store, clock: first.clock });
  await first.clock.settle();
  expect(second.delivery('delivery1')).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }] });
});

test('nothing leaves before its change is durable, and nothing at all when it could not be made so', async () => {
  const disk = createStubJournal();
  const { clock, store, outbox, receiver, deliveries } = await startOutbox({ journal: disk });
  disk.failWith(new Error('disk full'));
  store.transaction((tx) => outbox.record(tx, { type: 'session-closed', rid: ROOM._id }));
  await expect(store.settled()).rejects.toThrow(StoreUnavailable);
  await clock.advance(HOUR_MS);
  expect(receiver.requests).toEqual([]);
  expect(deliveries()).toEqual([]);
});

test('an attempt that cannot be stored is neither forgotten nor repeated', async () => {
  const disk = createStubJournal();
  const { clock, store, outbox, receiver, delivery, failures, told } = await startOutbox({ journal: disk });
  store.transaction((tx) => outbox.record(tx, { type: 'session-closed', rid: ROOM._id }));
  await store.settled();
  disk.failWith(new Error('disk full'));
  await clock.advance(60_000);
  expect(receiver.requests).toHaveLength(1);
  expect(delivery('delivery1')).toMatchObject({ state: 'pending', attempts: [] });
  expect(failures[0]).toBeInstanceOf(StoreUnavailable);
  disk.heal();
  await clock.advance(60_000);
  expect(receiver.requests).toHaveLength(1);
  expect(delivery('delivery1')).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }] });
  expect(told).toEqual(['1 delivered']);
});

test('a fault of the outbox itself is told and pauses the delivery', async () => {
  const { clock, close, failures, receiver, settings, delivery } = await startOutbox();
  let calls = 0;
  Object.defineProperty(settings, 'timeoutMs', {
    get: () => {
      calls++;
      if (calls === 2) throw new Error('a fault');
      return 5_000;
    },
  });
  await close();
  expect(calls).toBe(1);
  expect(receiver.requests).toHaveLength(1);
  await close('room2');
  expect(failures).toEqual([new Error('a fault')]);
  expect(receiver.requests).toHaveLength(1);
  await clock.advance(10_000);
  expect(delivery('delivery2')).toMatchObject({ state: 'delivered' });
});
