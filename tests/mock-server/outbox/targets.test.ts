import { expect, test } from 'vitest';
import type { Target } from '../../../mock-server/outbox/target.ts';
import { ROOM, VISITOR } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

const HOUR_MS = 3_600_000;

/** A second target, that has something to say of each end of a session. */
function bird(facts: { off?: boolean; key?: string } = {}): Target {
  return {
    name: 'rd-station',
    whyOff: () => (facts.off ? 'the bird sleeps' : undefined),
    toMessage: (_reader, event) =>
      event.type === 'session-closed'
        ? { event: 'tweet', rid: event.rid, visitorId: VISITOR._id, body: '{"tweet":1}' }
        : undefined,
    request: ({ body }) => ({
      url: 'https://bird.example.com/in?key=secret-of-the-bird',
      method: 'PUT',
      body: body.replace('1', facts.key ?? '1'),
      headers: { 'X-Bird': 'yes' },
      hidden: [facts.key ?? ''],
      timeoutMs: 1_000,
    }),
    maxAttempts: 3,
    retryDelayMs: () => 60_000,
    isDelivered: (status) => status === 202,
    retries: (status) => status !== 400,
    keptAnswerChars: 0,
  };
}

const isBird = (url: string): boolean => url.startsWith('https://bird');

/** `fetch` with a receiver for each target. */
function twoReceivers(answers: { webhook: () => Promise<Response>; bird: () => Promise<Response> }) {
  const requests: { url: string; method: string; headers: Headers; body: string }[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = String(input);
    requests.push({
      url,
      method: String(init?.method),
      headers: new Headers(init?.headers),
      body: String(init?.body),
    });
    return isBird(url) ? answers.bird() : answers.webhook();
  };
  return { requests, fetch };
}
const status = (code: number) => () => Promise.resolve(new Response('as you say', { status: code }));
const silence = () => new Promise<Response>(() => {});

test('an event causes a delivery for each target, sent in its own way', async () => {
  const { requests, fetch } = twoReceivers({ webhook: status(200), bird: status(202) });
  const { close, deliveries } = await startOutbox({ fetch, targets: [bird()] });
  await close();
  expect(deliveries().map(({ target, event, state }) => [target, event, state])).toEqual([
    ['webhook', 'LivechatSession', 'delivered'],
    ['rd-station', 'tweet', 'delivered'],
  ]);
  expect(deliveries()[1]).toMatchObject({ rid: ROOM._id, visitorId: VISITOR._id, maxAttempts: 3 });
  expect(deliveries()[1]?.attempts[0]?.url).toBe('https://bird.example.com/in?key=***');
  const [tweet, webhook] = [...requests].sort((a, b) => a.url.localeCompare(b.url));
  expect([webhook?.method, webhook?.headers.get('x-rocketchat-livechat-token')]).toEqual([
    'POST',
    'the-token',
  ]);
  expect([tweet?.method, tweet?.body]).toEqual(['PUT', '{"tweet":1}']);
  expect([...(tweet?.headers.keys() ?? [])]).toEqual([
    'content-type',
    'webhook-id',
    'webhook-timestamp',
    'x-bird',
  ]);
});

test('each target has its own schedule and its own idea of success', async () => {
  const { requests, fetch } = twoReceivers({ webhook: status(202), bird: status(200) });
  const { close, clock, delivery } = await startOutbox({ fetch, targets: [bird()] });
  await close();
  await clock.advance(HOUR_MS);
  expect(delivery('delivery1')).toMatchObject({ state: 'failed', attempts: { length: 11 } });
  expect(delivery('delivery2')).toMatchObject({ state: 'failed', attempts: { length: 3 } });
  expect(requests.filter(({ url }) => isBird(url))).toHaveLength(3);
});

test('a target that never answers delays no other, however much waits for it', async () => {
  const { requests, fetch } = twoReceivers({ webhook: status(200), bird: silence });
  const bench = await startOutbox({ fetch, targets: [bird()], policy: { concurrency: 2 } });
  for (let room = 0; room < 20; room++) await bench.close(`room${room}`);
  expect(bench.deliveries().filter(({ state }) => state === 'delivered')).toHaveLength(20);
  // All tell of one visitor, so the bird hears one after the other.
  expect(requests.filter(({ url }) => isBird(url))).toHaveLength(1);
});

test('deliveries about one visitor leave one after the other, whatever room they are of', async () => {
  let answer = 500;
  const { requests, fetch } = twoReceivers({ webhook: status(200), bird: () => status(answer)() });
  const { close, clock, delivery } = await startOutbox({ fetch, targets: [bird()] });
  await close('room1');
  await close('room2');
  const heard = () =>
    requests.flatMap(({ url, headers }) => (isBird(url) ? [headers.get('webhook-id')] : []));
  expect(heard()).toEqual(['delivery2']);
  answer = 202;
  await clock.advance(60_000);
  expect(heard()).toEqual(['delivery2', 'delivery2', 'delivery4']);
  expect(delivery('delivery4')).toMatchObject({ state: 'delivered' });
});

test('a target that is off gets nothing, and what waits for it is cancelled; the other goes on', async () => {
  const facts = { off: true };
  const { requests, fetch } = twoReceivers({ webhook: status(500), bird: status(500) });
  const { close, clock, deliveries, outbox } = await startOutbox({ fetch, targets: [bird(facts)] });
  await close();
  expect(deliveries()).toHaveLength(1);
  expect(outbox.whyOff('rd-station')).toBe('the bird sleeps');
  facts.off = false;
  expect(outbox.whyOff('rd-station')).toBeUndefined();
  await close();
  facts.off = true;
  await clock.advance(HOUR_MS);
  const ended = deliveries().map(({ target, state, attempts }) => [target, state, attempts.length]);
  expect(ended).toEqual([
    ['webhook', 'failed', 11],
    ['webhook', 'failed', 11],
    ['rd-station', 'cancelled', 1],
  ]);
  expect(requests.filter(({ url }) => isBird(url))).toHaveLength(1);
});

test('without a webhook URL the others are told all the same', async () => {
  const { fetch } = twoReceivers({ webhook: status(200), bird: status(202) });
  const { close, deliveries, outbox } = await startOutbox({
    fetch,
    targets: [bird()],
    settings: { url: '' },
  });
  await close();
  expect(deliveries().map(({ target, state }) => [target, state])).toEqual([['rd-station', 'delivered']]);
  expect(outbox.whyOff('webhook')).toContain('Webhook_URL_not_set');
});

test('what a target adds when it sends is read anew, not stored, and taken out of the answers', async () => {
  const facts = { key: 'first-key' };
  const { requests, fetch } = twoReceivers({
    webhook: status(200),
    bird: () => Promise.resolve(new Response(`you sent ${facts.key} to secret-of-the-bird`, { status: 500 })),
  });
  const { close, clock, delivery } = await startOutbox({ fetch, targets: [bird(facts)] });
  await close();
  facts.key = 'second-key';
  await clock.advance(60_000);
  expect(requests.filter(({ url }) => isBird(url)).map(({ body }) => body)).toEqual([
    '{"tweet":first-key}',
    '{"tweet":second-key}',
  ]);
  expect(delivery('delivery2')?.attempts.map(({ responseStart }) => responseStart)).toEqual([
    'you sent [secret] to [secret]',
    'you sent [secret] to [secret]',
  ]);
  expect(JSON.stringify(delivery('delivery2'))).not.toMatch(/-key|secret-of/);
});

test('a forgotten visitor is emptied for every target, found by room or by visitor', async () => {
  const { fetch } = twoReceivers({ webhook: status(500), bird: status(500) });
  const { close, record, clock, deliveries } = await startOutbox({ fetch, targets: [bird()] });
  await close();
  record({ type: 'visitor-removed', visitorId: VISITOR._id, rids: [] });
  expect(deliveries().map(({ target, state, body }) => [target, state, body])).toEqual([
    ['webhook', 'pending', expect.stringContaining('Ann')],
    ['rd-station', 'cancelled', ''],
  ]);
  record({ type: 'visitor-removed', visitorId: 'somebody', rids: [ROOM._id] });
  expect(deliveries().map(({ state, body }) => [state, body])).toEqual([
    ['cancelled', ''],
    ['cancelled', ''],
  ]);
  await clock.advance(HOUR_MS);
  expect(deliveries().flatMap(({ attempts }) => attempts)).toHaveLength(2);
});

test('a replay goes to the target of the original; of dead letters those of a target can be picked', async () => {
  const facts = { off: false };
  const { requests, fetch } = twoReceivers({ webhook: status(500), bird: status(400) });
  const { close, clock, outbox, delivery } = await startOutbox({ fetch, targets: [bird(facts)] });
  await close();
  await clock.advance(HOUR_MS);
  const replay = await outbox.replay('delivery2');
  expect(replay).toMatchObject({
    target: 'rd-station',
    visitorId: VISITOR._id,
    maxAttempts: 3,
    replayOf: 'delivery2',
  });
  await clock.settle();
  expect(isBird(requests.at(-1)?.url ?? '')).toBe(true);
  expect(delivery('delivery3')).toMatchObject({ state: 'failed', attempts: { length: 1 } });
  const since = new Date(0);
  facts.off = true;
  expect((await outbox.replayFailed(since, 'rd-station')).map(({ replayOf }) => replayOf)).toEqual([]);
  facts.off = false;
  expect((await outbox.replayFailed(since, 'rd-station')).map(({ replayOf }) => replayOf)).toEqual([
    'delivery3',
  ]);
  expect((await outbox.replayFailed(since)).map(({ replayOf }) => replayOf)).toEqual(['delivery1']);
});

test('a delivery of an earlier version has no target: it is a webhook', async () => {
  const first = await startOutbox({ started: false });
  await first.close();
  first.store.transaction((tx) => {
    for (const { target: _, ...old } of first.deliveries()) tx.put('deliveries', old);
  });
  const later = await startOutbox({ store: first.store, clock: first.clock, targets: [bird()] });
  await later.clock.settle();
  expect(later.receiver.requests.map(({ url }) => url)).toEqual(['https://crm.example.com/hook']);
});

test('what waits for a target that this server does not know is cancelled', async () => {
  const first = await startOutbox({ targets: [bird()], started: false });
  await first.close();
  const later = await startOutbox({ store: first.store, clock: first.clock });
  await later.clock.settle();
  expect(later.deliveries().map(({ target, state }) => [target, state])).toEqual([
    ['webhook', 'delivered'],
    ['rd-station', 'cancelled'],
  ]);
});
