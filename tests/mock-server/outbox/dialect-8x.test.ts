import { expect, test } from 'vitest';
import { DIALECT_8X } from '../../../mock-server/outbox/dialects/8x.ts';
import { DOCUMENTED } from '../../../mock-server/outbox/dialects/documented.ts';
import type { OutboxEvent } from '../../../mock-server/outbox/outbox-event.ts';
import type { OutboxSettings } from '../../../mock-server/outbox/outbox-options.ts';
import { OFFLINE_MESSAGE, ROOM } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

type Switch = keyof { [K in keyof OutboxSettings as OutboxSettings[K] extends boolean ? K : never]: true };
const OFF = { onClose: false, onOfflineMessage: false };
const rid = ROOM._id;

/** Event, its type, and the switch that it is behind; `LivechatEdit` has none. */
const EVENTS: [OutboxEvent, type: string, Switch | undefined][] = [
  [{ type: 'session-started', rid }, 'LivechatSessionStart', 'onStart'],
  [{ type: 'session-queued', rid }, 'LivechatSessionQueued', 'onQueued'],
  [{ type: 'session-taken', rid }, 'LivechatSessionTaken', 'onTaken'],
  [{ type: 'session-forwarded', rid, oldDepartmentId: 'D' }, 'LivechatSessionForwarded', 'onForward'],
  [{ type: 'session-closed', rid }, 'LivechatSession', 'onClose'],
  [{ type: 'closed-session-edited', rid }, 'LivechatEdit', undefined],
  [{ type: 'lead-captured', rid }, 'LeadCapture', 'onCapture'],
  [{ type: 'message-stored', rid, messageId: 'messageNumber2' }, 'Message', 'onVisitorMessage'],
  [{ type: 'message-stored', rid, messageId: 'messageNumber3' }, 'Message', 'onAgentMessage'],
  [{ type: 'message-stored', rid, messageId: 'messageNumber7' }, 'Message', 'onAgentMessage'],
  [
    { type: 'offline-message-received', offlineMessageId: OFFLINE_MESSAGE._id },
    'LivechatOfflineMessage',
    'onOfflineMessage',
  ],
];

async function typesOf(event: OutboxEvent, settings: Partial<OutboxSettings>): Promise<string[]> {
  const { record, deliveries, store } = await startOutbox({ dialect: DIALECT_8X, settings, started: false });
  store.transaction((tx) => tx.put('offlineMessages', { ...OFFLINE_MESSAGE }));
  record(event);
  return deliveries().map((delivery) => delivery.event);
}

test.each(EVENTS)('%j is %s, behind %s', async (event, type, switched) => {
  expect(await typesOf(event, OFF)).toEqual(switched === undefined ? [type] : []);
  if (switched) expect(await typesOf(event, { ...OFF, [switched]: true })).toEqual([type]);
  expect(await typesOf(event, { onClose: true, onOfflineMessage: true, url: '' })).toEqual([]);
});

test('no event is behind the switch of another', async () => {
  for (const [event, type, own] of EVENTS) {
    const others = EVENTS.flatMap(([, , one]) => (one && one !== own ? [one] : []));
    const settings = { ...OFF, ...Object.fromEntries(others.map((one) => [one, true])) };
    expect([event, await typesOf(event, settings)]).toEqual([event, own === undefined ? [type] : []]);
  }
});

test.each(['messageNumber1', 'messageNumber5', 'messageNumber6', 'none'])(
  'message %s, which nobody wrote or nobody sees, is not sent',
  async (messageId) => {
    const on = { onVisitorMessage: true, onAgentMessage: true, withNavigation: true };
    expect(await typesOf({ type: 'message-stored', rid, messageId }, on)).toEqual([]);
  },
);

test('the documented dialect knows two webhooks, whatever the other switches say', async () => {
  const switches = Object.fromEntries(EVENTS.flatMap(([, , one]) => (one ? [[one, true]] : [])));
  const { record, deliveries, store } = await startOutbox({ settings: switches, started: false });
  store.transaction((tx) => tx.put('offlineMessages', { ...OFFLINE_MESSAGE }));
  for (const [event] of EVENTS) record(event);
  expect(deliveries().map(({ event }) => event)).toEqual(['LivechatSession', 'LivechatOfflineMessage']);
});

test('nothing is sent of a visitor who was removed', async () => {
  const { record, deliveries, store } = await startOutbox({ dialect: DIALECT_8X, started: false });
  store.transaction((tx) => {
    const visitor = tx.get('visitors', ROOM.v._id);
    if (visitor) tx.put('visitors', { ...visitor, disabled: true });
  });
  record({ type: 'session-closed', rid });
  expect(deliveries()).toEqual([]);
});

/** Answer of the receiver, attempts that it gets, and what becomes of the delivery. */
test.each([
  [200, 1, 'delivered'],
  [201, 1, 'failed'],
  [204, 1, 'failed'],
  [302, 1, 'failed'],
  [400, 1, 'failed'],
  [401, 1, 'failed'],
  [404, 1, 'failed'],
  [429, 5, 'failed'],
  [500, 5, 'failed'],
  [503, 5, 'failed'],
  ['reset', 5, 'failed'],
  ['hang', 5, 'failed'],
] as const)(
  'a receiver that answers %s gets %i attempts, and the delivery has %s',
  async (answer, attempts, state) => {
    const bench = await startOutbox({ dialect: DIALECT_8X, script: [answer] });
    const delivery = await bench.close();
    await bench.clock.advance(600_000);
    expect(bench.delivery(delivery?._id ?? '')).toMatchObject({ state, attempts: { length: attempts } });
    expect(bench.delivery(delivery?._id ?? '')).not.toHaveProperty('nextAttemptAt');
    // Four times the five seconds it may take, from the end of each attempt on.
    const gap = answer === 'hang' ? 25_000 : 20_000;
    expect(bench.receiver.gaps()).toEqual(Array(attempts - 1).fill(gap));
  },
);

test('the pause follows Livechat_http_timeout, read again at each attempt', async () => {
  const bench = await startOutbox({ dialect: DIALECT_8X, script: [500], settings: { timeoutMs: 1_000 } });
  await bench.close();
  await bench.clock.advance(3_999);
  bench.settings.timeoutMs = 2_000;
  await bench.clock.advance(600_000);
  expect(bench.receiver.gaps()).toEqual([4_000, 8_000, 8_000, 8_000]);
});

test('the token is sent while there is one; a test-send sends it even when empty', async () => {
  const bench = await startOutbox({ dialect: DIALECT_8X, settings: { secret: '' } });
  await bench.close();
  await bench.outbox.test();
  bench.settings.secret = 's3cret';
  await bench.close('another');
  expect(
    bench.receiver.requests.map(({ headers }) => [headers['x-rocketchat-livechat-token'], headers.accept]),
  ).toEqual([
    [undefined, undefined],
    ['', 'application/json'],
    ['s3cret', undefined],
  ]);
});

test('a test-send is the sample of today: times of now, no code, one attempt', async () => {
  const bench = await startOutbox({ dialect: DIALECT_8X, script: [500] });
  const { attempts, state } = await bench.outbox.test();
  await bench.clock.advance(600_000);
  expect([attempts.length, state, bench.receiver.requests.length]).toEqual([1, 'failed', 1]);
  const at = '2025-01-15T09:00:00.000Z';
  const sample = JSON.parse(bench.receiver.requests[0]?.body ?? '');
  expect(sample).toMatchObject({
    type: 'LivechatSession',
    createdAt: at,
    messages: [{ ts: at }, { ts: at }],
  });
  expect(sample).not.toHaveProperty('code');
});

test('a redirect is followed, in the documented dialect it is an answer', async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push(`${init?.method} ${input}`);
    const moved = new Response(null, { status: 307, headers: { Location: '/new' } });
    return Promise.resolve(asked.at(-1)?.endsWith('/new') ? new Response('ok') : moved);
  };
  const states: unknown[] = [];
  for (const dialect of [DIALECT_8X, DOCUMENTED]) {
    const bench = await startOutbox({ dialect, fetch });
    await bench.close();
    states.push(bench.delivery('delivery1')?.state);
  }
  expect(asked).toEqual([
    'POST https://crm.example.com/hook',
    'POST https://crm.example.com/new',
    'POST https://crm.example.com/hook',
  ]);
  expect(states).toEqual(['delivered', 'pending']);
});
