import { expect, test } from 'vitest';
import {
  createRdStationTarget,
  type RdStationSettings,
} from '../../../mock-server/outbox/rd-station-target.ts';
import type { Room, Visitor } from '../../../mock-server/store/documents.ts';
import { ROOM, VISITOR } from './support/documents.ts';
import type { Reaction } from './support/fake-receiver.ts';
import { startOutbox } from './support/start-outbox.ts';

const HOUR_MS = 3_600_000;
const LEAD = {
  identificador: 'rocketchat-livechat',
  client_id: VISITOR._id,
  email: 'ann@example.com',
  nome: 'Ann Example',
  telefone: '+49 30 1234567',
};

/** An outbox without webhook, so that what is sent is for RD Station. */
async function start(settings: Partial<RdStationSettings> = {}, script?: Reaction[]) {
  const current = {
    token: 'rd-secret',
    url: 'https://rd.example.com/conversions',
    timeoutMs: 5_000,
    ...settings,
  };
  const targets = [createRdStationTarget(() => current)];
  const bench = await startOutbox({ settings: { url: '' }, targets, ...(script ? { script } : {}) });
  const sent = () => bench.receiver.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { ...bench, current, sent };
}

type Bench = Awaited<ReturnType<typeof start>>;
const saved = async ({ record, clock }: Bench, rid?: string) => {
  record({ type: 'visitor-saved', visitorId: VISITOR._id, ...(rid === undefined ? {} : { rid }) });
  await clock.settle();
};
function changeVisitor({ store }: Bench, change: (visitor: Visitor) => Visitor): void {
  store.transaction((tx) => tx.put('visitors', change(VISITOR)));
}

test('a registration is a lead with what is known of the visitor', async () => {
  const bench = await start();
  await saved(bench);
  expect(bench.sent()).toEqual([{ token_rdstation: 'rd-secret', ...LEAD, customerId: '4711' }]);
  expect(bench.receiver.requests[0]?.url).toBe('https://rd.example.com/conversions');
  expect(Object.keys(bench.receiver.requests[0]?.headers ?? {})).toEqual([
    'content-type',
    'webhook-id',
    'webhook-timestamp',
  ]);
  expect(bench.delivery('delivery1')).toMatchObject({
    target: 'rd-station',
    event: 'RDStationConversion',
    visitorId: VISITOR._id,
    state: 'delivered',
  });
  expect(bench.delivery('delivery1')).not.toHaveProperty('rid');
});

test('the end of a session, and what an agent writes down, carry tags and fields of the room', async () => {
  const lead = { ...LEAD, tags: ['returns', 'cups'], productId: '123456', customerId: '4711' };
  const bench = await start();
  await bench.close();
  await saved(bench, ROOM._id);
  expect(bench.sent()).toEqual(Array(2).fill({ token_rdstation: 'rd-secret', ...lead }));
  expect(bench.deliveries().map(({ rid }) => rid)).toEqual([ROOM._id, ROOM._id]);
});

test.each([
  ['no name: the username', ({ name: _, ...rest }: Visitor) => rest, { nome: 'guest-7' }],
  ['no phone: no field', ({ phone: _, ...rest }: Visitor) => rest, { telefone: undefined }],
  ['no custom fields', ({ livechatData: _, ...rest }: Visitor) => rest, { customerId: undefined }],
])('%s', async (_what, change, fields) => {
  const bench = await start();
  changeVisitor(bench, change);
  await saved(bench);
  expect(bench.sent()).toEqual([expect.objectContaining({ email: 'ann@example.com' })]);
  for (const [key, value] of Object.entries(fields)) expect(bench.sent()[0]?.[key]).toBe(value);
});

test('a custom field takes the place of no other field, and that of the visitor wins', async () => {
  const bench = await start();
  changeVisitor(bench, (visitor) => ({
    ...visitor,
    livechatData: { email: 'other@example.com', token_rdstation: 'x', client_id: 'x', both: 'visitor' },
  }));
  const room: Room = { ...ROOM, livechatData: { both: 'room', tags: 'x' } };
  bench.store.transaction((tx) => tx.put('rooms', room));
  await bench.close();
  expect(bench.sent()).toEqual([
    { token_rdstation: 'rd-secret', ...LEAD, tags: ['returns', 'cups'], both: 'visitor' },
  ]);
});

test.each([
  ['nobody without an e-mail address', (visitor: Visitor): Visitor => ({ ...visitor, visitorEmails: [] })],
  ['nobody who was removed', (visitor: Visitor): Visitor => ({ ...visitor, disabled: true })],
])('%s is a lead', async (_who, change) => {
  const bench = await start();
  changeVisitor(bench, change);
  await saved(bench);
  await bench.close();
  expect(bench.deliveries()).toEqual([]);
});

test.each([{ token: '' }, { url: '' }])('with %j nothing is sent', async (settings) => {
  const bench = await start(settings);
  await saved(bench);
  await bench.close();
  expect(bench.deliveries()).toEqual([]);
  expect(bench.outbox.whyOff('rd-station')).toContain('not_set');
});

test('other events are none of its business', async () => {
  const bench = await start();
  bench.record({ type: 'session-started', rid: ROOM._id });
  bench.record({ type: 'lead-captured', rid: ROOM._id });
  bench.record({ type: 'message-stored', rid: ROOM._id, messageId: 'messageNumber2' });
  expect(bench.deliveries()).toEqual([]);
});

test('the token is nowhere in what is stored, and a corrected one helps what is waiting', async () => {
  const bench = await start({ token: 'wrong-token' }, [500, 200]);
  await bench.close();
  expect(JSON.stringify(bench.deliveries())).not.toContain('wrong-token');
  bench.current.token = 'right-token';
  await bench.clock.advance(10_000);
  expect(bench.sent().map(({ token_rdstation }) => token_rdstation)).toEqual(['wrong-token', 'right-token']);
  expect(bench.delivery('delivery1')).toMatchObject({ state: 'delivered' });
});

test.each([
  [200, 1, 'delivered'],
  [201, 1, 'delivered'],
  [302, 1, 'failed'],
  [401, 1, 'failed'],
  [429, 11, 'failed'],
  [500, 11, 'failed'],
  ['reset', 11, 'failed'],
] as const)(
  'RD Station that answers %s is asked %i times, and the lead is %s',
  async (answer, attempts, state) => {
    const bench = await start({}, [answer]);
    await bench.close();
    await bench.clock.advance(HOUR_MS);
    expect(bench.delivery('delivery1')).toMatchObject({ state, attempts: { length: attempts } });
  },
);

test('an emptied token cancels the leads that wait', async () => {
  const bench = await start({}, [500]);
  await bench.close();
  bench.current.token = '';
  await bench.clock.advance(HOUR_MS);
  expect(bench.delivery('delivery1')).toMatchObject({ state: 'cancelled', attempts: { length: 1 } });
});
