import { expect, test } from 'vitest';
import { SALES, START, startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

const register = (
  core: Parameters<typeof ask>[0],
  visitor: Record<string, unknown>,
  headers: Record<string, string> = {},
) => ask(core, 'POST visitor', { visitor }, headers);
const visitorIn = ({ json }: { json: unknown }) => (json as { visitor: Record<string, unknown> }).visitor;

test('a new visitor is guest-1, with what the request tells of their browser', async () => {
  const { core } = await startCore();
  const answer = await register(
    core,
    { token: 't1', name: ' Ann ', email: 'Ann@Example.com', phone: '555', department: 'Sales' },
    { 'User-Agent': 'Test/1.0', Host: 'shop.example' },
  );
  expect(answer.status).toBe(200);
  expect(visitorIn(answer)).toEqual({
    _id: expect.stringMatching(/^[\da-f]{24}$/),
    token: 't1',
    username: 'guest-1',
    name: 'Ann',
    visitorEmails: [{ address: 'ann@example.com' }],
    phone: [{ phoneNumber: '555' }],
    department: SALES,
    status: 'online',
    ip: '203.0.113.7',
    userAgent: 'Test/1.0',
    host: 'shop.example',
    ts: new Date(START).toISOString(),
    _updatedAt: new Date(START).toISOString(),
  });
});

test.each([
  [{ 'X-Real-IP': '198.51.100.1', 'X-Forwarded-For': '198.51.100.2' }, '198.51.100.1'],
  [{ 'X-Forwarded-For': '198.51.100.2, 10.0.0.1' }, '198.51.100.2'],
])('the address of the visitor is taken from %j', async (headers, ip) => {
  const { core } = await startCore();
  expect(visitorIn(await register(core, { token: 't1' }, headers)).ip).toBe(ip);
});

test('guests are numbered through the setting', async () => {
  const { core, set } = await startCore();
  await set({ Livechat_guest_count: 41 });
  const names = [];
  for (const token of ['a', 'b', 'a']) names.push(visitorIn(await register(core, { token })).username);
  expect(names).toEqual(['guest-41', 'guest-42', 'guest-41']);
});

test('a known token changes the visitor, and what is not said stays', async () => {
  const { core } = await startCore();
  const first = visitorIn(await register(core, { token: 't1', name: 'Ann', email: 'a@b.c' }));
  const second = visitorIn(await register(core, { token: 't1', name: 'Anna', email: '', phone: null }));
  expect(second).toMatchObject({ _id: first._id, name: 'Anna', visitorEmails: [{ address: 'a@b.c' }] });
  expect(second).not.toHaveProperty('phone');
});

test('a known phone answers its visitor with their own token', async () => {
  const { core } = await startCore();
  const first = visitorIn(await register(core, { token: 't1', phone: '555' }));
  const second = visitorIn(await register(core, { token: 't2', phone: '555' }));
  expect(second).toMatchObject({ _id: first._id, token: 't1' });
});

test('a known e-mail address answers its visitor with the new token, and the old one is gone', async () => {
  const { core } = await startCore();
  const first = visitorIn(await register(core, { token: 't1', email: 'a@b.c' }));
  const second = visitorIn(await register(core, { token: 't2', email: 'A@B.C' }));
  expect(second).toMatchObject({ _id: first._id, token: 't2' });
  expect((await ask(core, 'GET visitor/t1')).status).toBe(400);
});

test('the token comes before the phone, the phone before the e-mail address', async () => {
  const { core } = await startCore();
  const byToken = visitorIn(await register(core, { token: 't1' }));
  const byPhone = visitorIn(await register(core, { token: 't2', phone: '555' }));
  await register(core, { token: 't3', email: 'a@b.c' });
  expect(visitorIn(await register(core, { token: 'new', phone: '555', email: 'a@b.c' }))._id).toBe(
    byPhone._id,
  );
  expect(visitorIn(await register(core, { token: 't1', phone: '555', email: 'a@b.c' }))._id).toBe(
    byToken._id,
  );
});

test('a new name shows in the open room and in the queue', async () => {
  const { core, store, set, visit } = await startCore({ agentsOnline: true });
  await set({ Livechat_Routing_Method: 'Manual_Selection' });
  const { token, rid } = await visit();
  await register(core, { token, name: 'Renamed' });
  expect(store.get('rooms', rid)).toMatchObject({ fname: 'Renamed', v: { name: 'Renamed' } });
  expect(store.where('inquiries', 'rid', rid)[0]?.name).toBe('Renamed');
});

test.each([
  ['no token', { visitor: {} }, 'Token cannot be empty [error-invalid-token]', 'error-invalid-token'],
  [
    'a blank token',
    { visitor: { token: ' ' } },
    'Token cannot be empty [error-invalid-token]',
    'error-invalid-token',
  ],
  ['no visitor', {}, "Match error: Missing key 'visitor'", undefined],
  [
    'a number as name',
    { visitor: { token: 't', name: 5 } },
    'Match error: Expected string, got number in field visitor.name',
    undefined,
  ],
  [
    'an unknown key',
    { visitor: { token: 't', admin: true } },
    'Match error: Unknown key in field visitor.admin',
    undefined,
  ],
  [
    'an unknown department',
    { visitor: { token: 't', department: 'x' } },
    'error-invalid-department',
    undefined,
  ],
  [
    'a bad address',
    { visitor: { token: 't', email: 'x' } },
    'Invalid email x [error-invalid-email]',
    'error-invalid-email',
  ],
  [
    'a bad address of any length',
    { visitor: { token: 't', email: 'x'.repeat(300) } },
    `Invalid email ${'x'.repeat(100)} [error-invalid-email]`,
    'error-invalid-email',
  ],
])('%s is refused and stores nothing', async (_what, body, error, errorType) => {
  const { core, store } = await startCore();
  const { status, json } = await ask(core, 'POST visitor', body);
  expect([status, json]).toEqual([400, { success: false, error, ...(errorType && { errorType }) }]);
  expect(store.count('visitors')).toBe(0);
  expect(store.get('settings', 'Livechat_guest_count')).toBeUndefined();
});

test('neither id nor user name of a request is taken over', async () => {
  const { core } = await startCore();
  const { _id, username } = visitorIn(await register(core, { token: 't', id: 'mine', username: 'admin' }));
  expect([_id === 'mine', username]).toEqual([false, 'guest-1']);
});

test('the visitor reads themselves by token', async () => {
  const { core } = await startCore();
  const registered = visitorIn(await register(core, { token: 'a/b c', name: 'Ann' }));
  const answer = await ask(core, `GET visitor/${encodeURIComponent('a/b c')}`);
  expect(answer).toMatchObject({ status: 200, json: { visitor: registered, success: true } });
});

test.each(['GET visitor/nobody', 'DELETE visitor/nobody'])('%s is refused', async (line) => {
  const { core } = await startCore();
  const { status, json } = await ask(core, line);
  expect([status, json]).toEqual([
    400,
    { success: false, error: 'Invalid token [invalid-token]', errorType: 'invalid-token' },
  ]);
});

test('a visitor who wants to be forgotten leaves an empty, disabled document and nothing else', async () => {
  const { core, store, events, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  await ask(core, 'POST page.visited', {
    token,
    pageInfo: { change: 'url', title: 'Shop', location: { href: 'https://shop.example/' } },
  });
  const { _id } = visitorIn(await ask(core, `GET visitor/${token}`));
  await ask(core, 'POST room.close', { token, rid });
  const answer = await ask(core, `DELETE visitor/${token}`, {});
  expect(answer.json).toEqual({ visitor: { _id, ts: new Date(START).toISOString() }, success: true });
  expect(
    ['rooms', 'messages', 'subscriptions', 'inquiries'].map((name) => store.count(name as 'rooms')),
  ).toEqual([0, 0, 0, 0]);
  expect(store.get('visitors', String(_id))).toEqual({
    _id,
    status: 'offline',
    disabled: true,
    ts: new Date(START),
    _updatedAt: new Date(START),
  });
  expect(events.at(-1)).toEqual({ type: 'visitor-removed', visitorId: _id, rids: [rid] });
});

test('a visitor with an open room is kept, unless header information may be collected', async () => {
  const { core, store, set, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  const refused = await ask(core, `DELETE visitor/${token}`);
  expect(refused.json).toEqual({
    success: false,
    error: 'Cannot remove visitors with opened rooms [visitor-has-open-rooms]',
    errorType: 'visitor-has-open-rooms',
  });
  expect(store.get('rooms', rid)?.open).toBe(true);
  await set({ Livechat_Allow_collect_and_store_HTTP_header_informations: true });
  expect((await ask(core, `DELETE visitor/${token}`)).status).toBe(200);
  expect(store.count('subscriptions') + store.count('inquiries')).toBe(0);
});

test('presence shows in the visitor, the room and the queue', async () => {
  const { core, store, set, visit } = await startCore({ agentsOnline: true });
  await set({ Livechat_Routing_Method: 'Manual_Selection' });
  const { token, rid } = await visit();
  const { json } = await ask(core, 'POST visitor.status', { token, status: 'away' });
  expect(json).toEqual({ token, status: 'away', success: true });
  const states = [store.where('visitors', 'token', token)[0], store.get('rooms', rid)?.v];
  expect([...states, store.where('inquiries', 'rid', rid)[0]?.v].map((one) => one?.status)).toEqual([
    'away',
    'away',
    'away',
  ]);
});

test.each([
  [{ token: 'nobody', status: 'away' }, 'Invalid token [invalid-token]'],
  [{ token: 't', status: 'asleep' }, 'must be equal to one of the allowed values'],
  [{ status: 'away' }, "must have required property 'token'"],
])('presence of %j is refused', async (body, error) => {
  const { core } = await startCore();
  expect(await ask(core, 'POST visitor.status', body)).toMatchObject({
    status: 400,
    json: { success: false, error },
  });
});

test('the call status of older servers is answered', async () => {
  const { core } = await startCore();
  await register(core, { token: 't1' });
  const body = { token: 't1', callStatus: 'declined', rid: 'r', callId: 'c' };
  expect((await ask(core, 'POST visitor.callStatus', body)).json).toEqual({
    token: 't1',
    callStatus: 'declined',
    success: true,
  });
});
