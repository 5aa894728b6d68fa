import { expect, test } from 'vitest';
import { SALES, START, startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

const FORM = { name: 'Olga', email: 'olga@example.com', message: 'Please call me back' };
const FAILED = 'Error sending Omnichannel offline message';

test.each([
  [FORM, {}],
  [{ ...FORM, department: '', host: 'https://shop.example' }, { host: 'https://shop.example' }],
  [{ ...FORM, department: 'Sales' }, { department: SALES }],
  [{ ...FORM, department: SALES }, { department: SALES }],
  [{ ...FORM, department: 'unknown' }, {}],
])('an offline message %j is stored and told', async (form, more) => {
  const { core, store, events } = await startCore();
  const answer = await ask(core, 'POST offline.message', form);
  expect([answer.status, answer.json]).toEqual([
    200,
    { message: 'Livechat offline message sent', success: true },
  ]);
  const [stored] = store.all('offlineMessages');
  expect(stored).toEqual({ _id: expect.any(String), ...FORM, ts: new Date(START), ...more });
  expect(events).toEqual([{ type: 'offline-message-received', offlineMessageId: stored?._id }]);
});

test.each([
  ['an address that is none', { ...FORM, email: 'olga' }, {}],
  ['an empty address', { ...FORM, email: '' }, {}],
  ['the form switched off', FORM, { Livechat_display_offline_form: false }],
])('with %s it fails, in both words clients look for', async (_what, form, settings) => {
  const { core, store, events, set } = await startCore();
  await set(settings);
  const answer = await ask(core, 'POST offline.message', form);
  expect([answer.status, answer.json]).toEqual([400, { success: false, error: FAILED, message: FAILED }]);
  expect([store.count('offlineMessages'), events]).toEqual([0, []]);
});

test.each([
  [{ name: 'a', email: 'a@b.c' }, "must have required property 'message'"],
  [{ ...FORM, phone: '5' }, 'must NOT have additional properties'],
  [{ ...FORM, name: ['a'] }, 'must be string'],
])('an offline message %j is refused', async (form, error) => {
  const { core } = await startCore();
  const { status, json } = await ask(core, 'POST offline.message', form);
  expect([status, json]).toEqual([400, { success: false, error, errorType: 'invalid-params' }]);
});

const page = (path: string, change = 'url') => ({
  change,
  title: 'Shop',
  location: { href: `https://shop.example/${path}` },
});

test('a page visited is noted as a hidden message of the room', async () => {
  const { core, store, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  const { json } = await ask(core, 'POST page.visited', { token, rid, pageInfo: page('cart') });
  expect(json).toEqual({
    page: { msg: 'Shop - https://shop.example/cart', navigation: { page: page('cart'), token } },
    success: true,
  });
  const noted = store.where('messages', 'rid', rid).at(-1);
  expect(noted).toMatchObject({
    t: 'livechat_navigation_history',
    _hidden: true,
    u: { username: 'rocket.cat' },
  });
  const history = await ask(core, `GET messages.history/${rid}?token=${token}`);
  expect(history.text).not.toContain('navigation');
});

test('where navigation is shown as messages, the history has it without the token', async () => {
  const { core, set, visit } = await startCore({ agentsOnline: true });
  await set({ Livechat_Visitor_navigation_as_a_message: true });
  const { token, rid } = await visit();
  await ask(core, 'POST page.visited', { token, rid, pageInfo: page('cart') });
  const { json } = await ask(core, `GET messages.history/${rid}?token=${token}&limit=1`);
  expect((json as { messages: object[] }).messages[0]).toMatchObject({
    msg: 'Shop - https://shop.example/cart',
    navigation: { page: page('cart') },
  });
  expect(JSON.stringify(json)).not.toContain(token);
});

test('pages from before the chat move into the room, the last 50 of them', async () => {
  const { core, store, visit } = await startCore({ agentsOnline: true });
  const { token } = await visit();
  await ask(core, 'POST room.close', { token, rid: store.where('rooms', 'v.token', token)[0]?._id });
  for (let i = 0; i < 53; i++) await ask(core, 'POST page.visited', { token, pageInfo: page(String(i)) });
  const { json } = await ask(core, `GET room?token=${token}`);
  const { _id: rid } = (json as { room: { _id: string } }).room;
  const pages = store.where('messages', 'navigation.token', token);
  expect([pages.length, new Set(pages.map((one) => one.rid))]).toEqual([50, new Set([rid])]);
  expect(pages[0]?.msg).toBe('Shop - https://shop.example/3');
});

test('a change that is not followed stores nothing', async () => {
  const { core, store } = await startCore();
  const { json } = await ask(core, 'POST page.visited', { token: 't', pageInfo: page('', 'title') });
  expect([json, store.count('messages')]).toEqual([{ success: true }, 0]);
});

test.each([
  ['of somebody else', 'invalid-room'],
  ['that is not there', 'invalid-room'],
])('a page in a room %s is refused', async (what, error) => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const [mine, theirs] = [await visit(), await visit()];
  const rid = what === 'of somebody else' ? theirs.rid : 'nowhere';
  const answer = await ask(core, 'POST page.visited', { token: mine.token, rid, pageInfo: page('') });
  expect(answer).toMatchObject({ status: 400, json: { error } });
});

test('a location holds its address alone', async () => {
  const { core } = await startCore();
  const pageInfo = { change: 'url', title: '', location: { href: 'https://a.b', hash: '#x' } };
  expect(await ask(core, 'POST page.visited', { token: 't', pageInfo })).toMatchObject({
    status: 400,
    json: { error: 'must NOT have additional properties' },
  });
});

async function startWithFields() {
  const server = await startCore({ agentsOnline: true });
  const field = {
    visibility: 'visible',
    type: 'input',
    regexp: '',
    required: false,
    public: true,
    searchable: true,
    _updatedAt: new Date(START),
  } as const;
  server.store.transaction((tx) => {
    tx.put('customFields', {
      ...field,
      _id: 'customerId',
      label: 'Customer',
      scope: 'visitor',
      regexp: '^\\d+$',
    });
    tx.put('customFields', { ...field, _id: 'productId', label: 'Product', scope: 'room' });
  });
  return { ...server, ...(await server.visit()) };
}
const livechatData = (server: Awaited<ReturnType<typeof startWithFields>>) => [
  server.store.where('visitors', 'token', server.token)[0]?.livechatData,
  server.store.get('rooms', server.rid)?.livechatData,
];

test('a custom field goes to the visitor or the room, whichever it is of', async () => {
  const server = await startWithFields();
  const { core, token } = server;
  const one = await ask(core, 'POST custom.field', { token, key: 'customerId', value: '7', overwrite: true });
  expect(one.json).toEqual({ field: { key: 'customerId', value: '7', overwrite: true }, success: true });
  const many = await ask(core, 'POST custom.fields', {
    token,
    customFields: [
      { key: 'customerId', value: '8', overwrite: false },
      { key: 'productId', value: 'p', overwrite: true },
    ],
  });
  expect(many.json).toEqual({
    fields: [
      { Key: 'productId', value: 'p', overwrite: true },
      { Key: 'customerId', value: '8', overwrite: false },
    ],
    success: true,
  });
  expect(livechatData(server)).toEqual([{ customerId: '7' }, { productId: 'p' }]);
});

test.each([
  ['an unknown token', { token: 'nobody' }, 'invalid-token'],
  ['an unknown field', { key: 'nope' }, 'invalid-custom-field'],
  ['a value that does not match', { value: 'x' }, 'Invalid value for Customer field'],
  ['no word on overwriting', { overwrite: undefined }, "must have required property 'overwrite'"],
])('a custom field with %s is refused', async (_what, change, error) => {
  const server = await startWithFields();
  const body = { token: server.token, key: 'customerId', value: '7', overwrite: true, ...change };
  expect(await ask(server.core, 'POST custom.field', body)).toMatchObject({ status: 400, json: { error } });
  expect(livechatData(server)).toEqual([undefined, undefined]);
});

test('of several custom fields all are set or none', async () => {
  const server = await startWithFields();
  const customFields = [
    { key: 'productId', value: 'p', overwrite: true },
    { key: 'customerId', value: 'x', overwrite: true },
  ];
  expect((await ask(server.core, 'POST custom.fields', { token: server.token, customFields })).status).toBe(
    400,
  );
  expect(livechatData(server)).toEqual([undefined, undefined]);
});

test('a registration with custom fields keeps the known ones, and must have the required ones', async () => {
  const { core, store } = await startWithFields();
  const field = store.get('customFields', 'customerId');
  if (!field) throw new Error('no field');
  store.transaction((tx) => tx.put('customFields', { ...field, required: true }));
  const register = (key: string) =>
    ask(core, 'POST visitor', {
      visitor: { token: 'new', customFields: [{ key, value: '5', overwrite: true }] },
    });
  expect((await register('address')).json).toEqual({
    success: false,
    error: 'Missing required custom fields: customerId',
  });
  expect((await register('customerId')).json).toMatchObject({
    visitor: { livechatData: { customerId: '5' } },
  });
});

test('a transcript is noted in the room, also when it has closed', async () => {
  const { core, store, visit } = await startCore({ agentsOnline: true });
  const mine = await visit();
  await ask(core, 'POST room.close', mine);
  const { json } = await ask(core, 'POST transcript', { ...mine, email: 'a@b.c' });
  expect(json).toEqual({ message: 'Omnichannel transcript sent', success: true });
  expect(store.where('messages', 'rid', mine.rid).at(-1)?.t).toBe('livechat_transcript_history');
});

test.each([
  [{ rid: 'nowhere' }, 'error-invalid-room'],
  [{ token: 'nobody' }, 'error-invalid-visitor'],
  [{ email: 'a' }, 'Error sending Omnichannel transcript'],
  [{ email: undefined }, "must have required property 'email'"],
])('a transcript with %j is refused', async (change, error) => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const body = { ...(await visit()), email: 'a@b.c', ...change };
  expect(await ask(core, 'POST transcript', body)).toMatchObject({
    status: 400,
    json: { success: false, error },
  });
});
