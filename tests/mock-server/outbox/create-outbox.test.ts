// Long: a flat list of facts that share one fake clock and receiver.
import { expect, test } from 'vitest';
import { SAMPLE_SESSION } from '../../../mock-server/outbox/dialects/sample-session.ts';
import { OFFLINE_MESSAGE, ROOM } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

const HOUR_MS = 3_600_000;

test('a delivery is stored with what caused it, and not before', async () => {
  const { outbox, store, deliveries, receiver, clock } = await startOutbox();
  const change = () =>
    store.transaction((tx) => {
      outbox.record(tx, { type: 'session-closed', rid: ROOM._id });
      throw new Error('refused after all');
    });
  expect(change).toThrow('refused after all');
  await clock.settle();
  expect(deliveries()).toEqual([]);
  expect(receiver.requests).toEqual([]);
});

test('nothing is stored while there is no URL', async () => {
  const { close, deliveries } = await startOutbox({ settings: { url: '' } });
  await close();
  expect(deliveries()).toEqual([]);
});

test('an offline message goes out', async () => {
  const { store, record, receiver, clock, delivery } = await startOutbox();
  store.transaction((tx) => tx.put('offlineMessages', { ...OFFLINE_MESSAGE }));
  record({ type: 'offline-message-received', offlineMessageId: OFFLINE_MESSAGE._id });
  await clock.settle();
  expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({ type: 'LivechatOfflineMessage' });
  expect(delivery('delivery1')).toMatchObject({ event: 'LivechatOfflineMessage', state: 'delivered' });
  expect(delivery('delivery1')).not.toHaveProperty('rid');
});

test('a later delivery of a room waits for the earlier one, another room does not', async () => {
  const { clock, close, delivery, receiver } = await startOutbox({ script: [500, 200, 200] });
  await close('room1');
  await close('room1');
  await close('room2');
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['delivery1', 'delivery3']);
  await clock.advance(10_000);
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([
    'delivery1',
    'delivery3',
    'delivery1',
    'delivery2',
  ]);
  expect(delivery('delivery2')).toMatchObject({ state: 'delivered' });
});

test('a later delivery of a room goes out once the earlier one is given up', async () => {
  const { clock, close, delivery, receiver } = await startOutbox({
    script: [...Array.from({ length: 11 }, () => 500), 200],
  });
  await close('room1');
  await close('room1');
  await clock.advance(HOUR_MS);
  expect(delivery('delivery1')).toMatchObject({ state: 'failed' });
  expect(delivery('delivery2')).toMatchObject({ state: 'delivered' });
  expect(receiver.requests).toHaveLength(12);
});

test('at most 8 attempts are under way', async () => {
  const { clock, close, receiver, delivery } = await startOutbox({ script: ['hang'] });
  for (let room = 1; room <= 20; room++) await close(`room${room}`);
  expect(receiver.requests).toHaveLength(8);
  await clock.advance(5_000);
  expect(receiver.requests).toHaveLength(16);
  await clock.advance(5_000);
  expect(receiver.requests).toHaveLength(20);
  await clock.advance(HOUR_MS);
  expect(receiver.requests).toHaveLength(220);
  expect(delivery('delivery20')).toMatchObject({ state: 'failed' });
});

test('a replay sends the same bytes as a delivery of its own, retries included', async () => {
  const { clock, close, outbox, receiver, delivery } = await startOutbox({
    script: [...Array.from({ length: 12 }, () => 500), 200],
  });
  await close();
  await clock.advance(HOUR_MS);
  expect(delivery('delivery1')).toMatchObject({ state: 'failed' });
  const replay = await outbox.replay('delivery1');
  expect(replay).toMatchObject({
    _id: 'delivery2',
    cause: 'replay',
    replayOf: 'delivery1',
    event: 'LivechatSession',
    rid: ROOM._id,
    maxAttempts: 11,
    state: 'pending',
    attempts: [],
  });
  await clock.advance(HOUR_MS);
  expect(delivery('delivery2')).toMatchObject({
    state: 'delivered',
    attempts: [{ status: 500 }, { status: 200 }],
  });
  expect(receiver.requests.at(-1)?.body).toBe(receiver.requests[0]?.body);
  expect(delivery('delivery1')?.attempts).toHaveLength(11);
});

test('dead letters from a time on are replayed together, each once, and again only if that fails too', async () => {
  const { clock, close, delivery, outbox, receiver } = await startOutbox({
    script: Array.from({ length: 33 }, (_, index) => (index < 11 ? 500 : 503)),
  });
  await close('room1');
  await clock.advance(HOUR_MS);
  const since = new Date(clock.now());
  await close('room2');
  await close('room3');
  await clock.advance(HOUR_MS);
  expect(['delivery1', 'delivery2', 'delivery3'].map((id) => delivery(id)?.state)).toEqual(
    Array(3).fill('failed'),
  );
  const replayed = await outbox.replayFailed(since);
  expect(replayed.map(({ replayOf, cause, body }) => [replayOf, cause, body])).toEqual([
    ['delivery2', 'replay', delivery('delivery2')?.body],
    ['delivery3', 'replay', delivery('delivery3')?.body],
  ]);
  expect(await outbox.replayFailed(since)).toEqual([]);
  await clock.advance(HOUR_MS);
  expect(receiver.requests).toHaveLength(55);
  expect((await outbox.replayFailed(since)).map(({ replayOf }) => replayOf)).toEqual(
    replayed.map(({ _id }) => _id),
  );
  expect((await outbox.replayFailed(new Date(0))).map(({ replayOf }) => replayOf)).toEqual(['delivery1']);
});

test('there is no replay of a delivery that is not there', async () => {
  const { outbox } = await startOutbox();
  expect(await outbox.replay('nope')).toBeUndefined();
});

test('when a visitor is forgotten, pending deliveries of their rooms are cancelled and emptied', async () => {
  const { clock, close, record, outbox, delivery, receiver } = await startOutbox({ script: [500] });
  await close('room1');
  await close('room1');
  await close('room2');
  record({ type: 'visitor-removed', visitorId: 'v', rids: ['room1'] });
  await clock.advance(HOUR_MS);
  expect(delivery('delivery1')).toMatchObject({ state: 'cancelled', body: '' });
  expect(delivery('delivery1')?.attempts).toHaveLength(1);
  expect(delivery('delivery1')?.attempts[0]).not.toHaveProperty('responseStart');
  expect(delivery('delivery1')).not.toHaveProperty('nextAttemptAt');
  expect(delivery('delivery2')).toMatchObject({ state: 'cancelled', body: '', attempts: [] });
  expect(delivery('delivery3')).toMatchObject({ state: 'failed' });
  expect(receiver.requests.filter(({ headers }) => headers['webhook-id'] === 'delivery1')).toHaveLength(1);
  expect(await outbox.replay('delivery1')).toBeUndefined();
});

test('what was delivered of a forgotten visitor keeps its state and loses its content', async () => {
  const { close, record, delivery } = await startOutbox();
  await close('room1');
  record({ type: 'visitor-removed', visitorId: 'v', rids: ['room1'] });
  expect(delivery('delivery1')).toMatchObject({ state: 'delivered', body: '', attempts: [{ status: 200 }] });
  expect(delivery('delivery1')?.attempts[0]).not.toHaveProperty('responseStart');
});

test('offline messages from the address of a forgotten visitor are cancelled and emptied, those that only name it are not', async () => {
  const { clock, record, delivery, store } = await startOutbox({ script: [500, 500] });
  const leave = (_id: string, email: string, message: string): void => {
    const ts = new Date(clock.now());
    store.transaction((tx) => tx.put('offlineMessages', { _id, name: 'Ann', email, message, ts }));
    record({ type: 'offline-message-received', offlineMessageId: _id });
  };
  leave('o1', 'Ann@shop.example', 'call me');
  leave('o2', 'ben@shop.example', 'tell "ann@shop.example" of it');
  record({ type: 'visitor-removed', visitorId: 'v', rids: [], emails: ['ann@shop.example'] });
  expect(delivery('delivery1')).toMatchObject({ state: 'cancelled', body: '' });
  expect(delivery('delivery2')?.body).toContain('of it');
});

test('an attempt that was under way when the visitor was forgotten brings nothing back', async () => {
  const answer: { give?: (response: Response) => void } = {};
  const { clock, close, record, delivery } = await startOutbox({
    fetch: () => new Promise((resolve) => Object.assign(answer, { give: resolve })),
  });
  await close('room1');
  record({ type: 'visitor-removed', visitorId: 'v', rids: ['room1'] });
  answer.give?.(new Response('hello Ann', { status: 500 }));
  await clock.advance(HOUR_MS);
  expect(delivery('delivery1')).toMatchObject({ state: 'cancelled', body: '', attempts: [{ status: 500 }] });
  expect(JSON.stringify(delivery('delivery1'))).not.toContain('Ann');
  expect(delivery('delivery1')).not.toHaveProperty('nextAttemptAt');
});

test('the test webhook is the sample of the document, sent once', async () => {
  const { clock, outbox, receiver, deliveries } = await startOutbox({ script: [500] });
  const tested = await outbox.test();
  expect(tested).toMatchObject({
    cause: 'test',
    event: 'LivechatSession',
    maxAttempts: 1,
    state: 'failed',
    attempts: [{ number: 1, status: 500 }],
  });
  await clock.advance(HOUR_MS);
  expect(receiver.requests.map(({ body }) => JSON.parse(body))).toEqual([SAMPLE_SESSION]);
  expect(deliveries()).toHaveLength(1);
});

test('a test without a URL is cancelled and has no attempt', async () => {
  const { outbox } = await startOutbox({ settings: { url: '' } });
  expect(await outbox.test()).toMatchObject({ state: 'cancelled', attempts: [] });
});

test('a test that is stopped before its turn answers all the same', async () => {
  const { outbox, clock } = await startOutbox({ started: false });
  const tested = outbox.test();
  await clock.settle();
  await outbox.stop();
  expect(await tested).toMatchObject({ state: 'pending', attempts: [] });
});
