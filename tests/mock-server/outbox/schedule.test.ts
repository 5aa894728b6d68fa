import { expect, test } from 'vitest';
import { signWebhook } from '../../../mock-server/outbox/sign-webhook.ts';
import { REAL_START_MS, startOutbox } from './support/start-outbox.ts';

const HOUR_MS = 3_600_000;
const TEN_GAPS = Array.from({ length: 10 }, () => 10_000);

test.each([201, 204, 301, 302, 304, 400, 404, 410, 429, 500, 503] as const)(
  'status %i is tried 11 times in all, 10 seconds apart, then given up',
  async (status) => {
    const { clock, close, delivery, receiver } = await startOutbox({ script: [status] });
    await close();
    await clock.advance(HOUR_MS);
    expect(receiver.requests).toHaveLength(11);
    expect(receiver.gaps()).toEqual(TEN_GAPS);
    const last = delivery('delivery1');
    expect(last?.state).toBe('failed');
    expect(last?.attempts.map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: 11 }, (_, index) => [index + 1, status]),
    );
    expect(last).not.toHaveProperty('nextAttemptAt');
    expect(clock.pending()).toBe(0);
  },
);

test('a dropped connection is tried 11 times, 10 seconds apart', async () => {
  const { clock, close, delivery, receiver } = await startOutbox({ script: ['reset'] });
  await close();
  await clock.advance(HOUR_MS);
  expect(receiver.gaps()).toEqual(TEN_GAPS);
  expect(delivery('delivery1')).toMatchObject({ state: 'failed' });
  expect(delivery('delivery1')?.attempts[10]).toMatchObject({ number: 11, error: { code: 'reset' } });
});

test('no answer within the time-out is a failed attempt; the 10 seconds run from its end', async () => {
  const { clock, close, delivery, receiver } = await startOutbox({ script: ['hang'] });
  await close();
  await clock.advance(HOUR_MS);
  expect(receiver.gaps()).toEqual(Array.from({ length: 10 }, () => 15_000));
  expect(delivery('delivery1')?.attempts).toHaveLength(11);
  expect(delivery('delivery1')?.attempts[0]).toMatchObject({
    latencyMs: 5_000,
    error: { code: 'timeout', message: 'no answer within 5000 ms' },
  });
});

test('the first 200 ends it', async () => {
  const { clock, close, delivery, receiver, told } = await startOutbox({
    script: [500, 'reset', 201, 200, 500],
  });
  await close();
  await clock.advance(HOUR_MS);
  expect(receiver.requests).toHaveLength(4);
  expect(delivery('delivery1')).toMatchObject({ state: 'delivered' });
  expect(delivery('delivery1')?.attempts.map(({ status }) => status)).toEqual([500, undefined, 201, 200]);
  expect(told).toEqual(['1 pending', '2 pending', '3 pending', '4 delivered']);
});

test('token, id and body are the same at each attempt; time and signature are its own', async () => {
  const { clock, close, delivery, receiver } = await startOutbox({ script: [500] });
  await close();
  await clock.advance(HOUR_MS);
  const { body = '' } = delivery('delivery1') ?? {};
  expect(receiver.requests).toHaveLength(11);
  for (const [index, { at: _, ...request }] of receiver.requests.entries()) {
    // Ten seconds apart on the server's clock, whose time a receiver does not know: the real time counts, a second later each time here.
    const timestamp = REAL_START_MS / 1000 + index;
    expect(request).toEqual({
      url: 'https://crm.example.com/hook',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'delivery1',
        'webhook-signature': await signWebhook({ id: 'delivery1', timestamp, body }, ['the-token']),
        'webhook-timestamp': String(timestamp),
        'x-rocketchat-livechat-token': 'the-token',
      },
      body,
    });
  }
});

test('while the secret changes both sign, and the header carries the new one', async () => {
  const { clock, close, receiver, settings } = await startOutbox({
    script: [500],
    settings: { secret: 'the-new-token', previousSecret: 'the-token' },
  });
  await close();
  settings.previousSecret = '';
  await clock.advance(10_000);
  expect(receiver.requests[0]?.headers['x-rocketchat-livechat-token']).toBe('the-new-token');
  const secrets = [['the-new-token', 'the-token'], ['the-new-token']];
  for (const [index, { headers, body }] of receiver.requests.entries()) {
    const signed = { id: 'delivery1', timestamp: REAL_START_MS / 1000 + index, body };
    expect(headers['webhook-signature']).toBe(await signWebhook(signed, secrets[index] ?? []));
  }
  expect(receiver.requests).toHaveLength(2);
});

test('without a secret there is neither token nor signature', async () => {
  const { close, receiver } = await startOutbox({ settings: { secret: '' } });
  await close();
  expect(receiver.requests[0]?.headers).toEqual({
    'content-type': 'application/json',
    'webhook-id': 'delivery1',
    'webhook-timestamp': String(REAL_START_MS / 1000),
  });
});

test('each attempt is kept: when, where to, how it went, what was answered, when the next is due', async () => {
  const { clock, close, delivery } = await startOutbox({
    script: [500],
    settings: { url: 'https://user:pass@crm.example.com/hook' },
  });
  const start = clock.now();
  await close();
  expect(delivery('delivery1')).toMatchObject({
    event: 'LivechatSession',
    rid: 'RoomOfAnnExample2',
    cause: 'event',
    maxAttempts: 11,
    state: 'pending',
    nextAttemptAt: new Date(start + 10_000),
    attempts: [
      {
        number: 1,
        url: 'https://crm.example.com/hook',
        startedAt: new Date(start),
        latencyMs: 0,
        status: 500,
        responseStart: 'answer 500',
      },
    ],
  });
});

test('URL and secret are read again at each attempt', async () => {
  const { clock, close, receiver, settings } = await startOutbox({ script: [500, 500, 200] });
  await close();
  settings.url = 'https://other.example.com/';
  await clock.advance(10_000);
  settings.secret = 'the-new-token';
  await clock.advance(10_000);
  expect(receiver.requests.map(({ url, headers }) => [url, headers['x-rocketchat-livechat-token']])).toEqual([
    ['https://crm.example.com/hook', 'the-token'],
    ['https://other.example.com/', 'the-token'],
    ['https://other.example.com/', 'the-new-token'],
  ]);
});

test('an emptied URL cancels what waits', async () => {
  const { clock, close, delivery, receiver, settings } = await startOutbox({ script: [500] });
  await close();
  settings.url = '';
  await clock.advance(HOUR_MS);
  expect(receiver.requests).toHaveLength(1);
  expect(delivery('delivery1')).toMatchObject({ state: 'cancelled' });
  expect(delivery('delivery1')).not.toHaveProperty('nextAttemptAt');
});

test.each([
  ['not a url', 'bad-url'],
  ['ftp://crm.example.com/', 'bad-url'],
])('a URL that is %s fails without a request', async (url, code) => {
  const { close, delivery, receiver } = await startOutbox({ settings: { url } });
  await close();
  expect(receiver.requests).toEqual([]);
  expect(delivery('delivery1')?.attempts[0]).toMatchObject({ url: '', error: { code } });
});

test('a secret that no header can carry fails without a request, and is not repeated in the attempt', async () => {
  const { close, delivery, receiver } = await startOutbox({ settings: { secret: 'top\nsecret' } });
  await close();
  expect(receiver.requests).toEqual([]);
  expect(delivery('delivery1')?.attempts[0]).toMatchObject({ error: { code: 'bad-secret' } });
  expect(JSON.stringify(delivery('delivery1')?.attempts)).not.toMatch(/top|secret"?:? ?"top/);
});
