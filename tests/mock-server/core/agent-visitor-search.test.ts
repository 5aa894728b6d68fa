import { beforeEach, expect, test } from 'vitest';
import { type Caller, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
let anna: Caller;
let visit: { token: string; rid: string };
let visitorId: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
  anna = await server.as('anna');
  visit = await server.visit();
  visitorId = server.store.get('rooms', visit.rid)?.v._id ?? '';
  await server.post('livechat/visitor', { visitor: { token: visit.token, phone: '555-1' } });
});

test('visitors are found by name, user name, whole address, whole number and searchable field', async () => {
  await admin.post('livechat/custom-fields.save', {
    customFieldData: {
      field: 'shoe',
      label: 'Shoe',
      scope: 'visitor',
      visibility: 'visible',
      searchable: true,
    },
  });
  await server.post('livechat/custom.field', {
    token: visit.token,
    key: 'shoe',
    value: 'Size 42',
    overwrite: true,
  });
  const find = async (term: string) => {
    const { body } = await anna.get(`livechat/visitors.search?term=${encodeURIComponent(term)}`);
    return (body.visitors as { _id: string }[]).map(({ _id }) => _id);
  };
  for (const term of ['ver', 'GUEST-', `vera-${visit.token}@example.com`, '555-1', 'size 42', '']) {
    expect([term, await find(term)]).toEqual([term, [visitorId]]);
  }
  for (const term of ['nobody', 'example.com', '555']) expect([term, await find(term)]).toEqual([term, []]);
  const { body } = await anna.get('livechat/visitors.search?term=ver');
  expect(JSON.stringify(body)).not.toContain(`"token"`);
});

test('suggestions are names', async () => {
  const complete = async (selector: string) =>
    (await anna.get(`livechat/visitors.autocomplete?selector=${encodeURIComponent(selector)}`)).body;
  const vera = { _id: visitorId, name: 'Vera', username: 'guest-1', custom_name: 'Vera' };
  expect(await complete('{"term":"VER"}')).toEqual({ items: [vera], success: true });
  expect((await complete(`{"term":"ver","exceptions":["${visitorId}"]}`)).items).toEqual([]);
  expect((await complete('ver')).errorType).toBe('error-invalid-params');
});

test('earlier chats of a visitor, to those who may see the room at hand', async () => {
  await server.post('livechat/message', { ...visit, msg: 'My cup leaks' });
  await anna.post('livechat/room.closeByUser', { rid: visit.rid, comment: 'x' });
  server.pass(1_000);
  const { body } = await server.get(`livechat/room?token=${visit.token}`);
  const { _id: rid, servedBy } = body.room as { _id: string; servedBy: { username: string } };
  const caller = await server.as(servedBy.username);
  const history = async (kind: string, query = '') => {
    const answer = await caller.get(`livechat/visitors.${kind}/room/${rid}/visitor/${visitorId}${query}`);
    return (answer.body.history as { _id: string }[]).map(({ _id }) => _id);
  };
  expect(await history('chatHistory')).toEqual([rid, visit.rid]);
  expect(await history('searchChats')).toEqual([rid, visit.rid]);
  expect(await history('searchChats', '?closedChatsOnly=true')).toEqual([visit.rid]);
  expect(await history('searchChats', '?searchText=CUP')).toEqual([visit.rid]);
  expect(await history('searchChats', '?source=widget')).toEqual([]);

  const other = await server.as(servedBy.username === 'anna' ? 'ben' : 'anna');
  for (const kind of ['chatHistory', 'searchChats']) {
    const why = async (room: string) =>
      (await other.get(`livechat/visitors.${kind}/room/${room}/visitor/${visitorId}`)).body;
    expect(await why(rid)).toEqual({ success: false, error: 'error-not-allowed' });
    expect(await why('none')).toEqual({ success: false, error: 'invalid-room' });
  }
});

test('open rooms of a token, for managers', async () => {
  const path = `livechat/visitor/${visit.token}/room`;
  expect((await admin.get(path)).body).toEqual({
    rooms: [{ _id: visit.rid, t: 'l', servedBy: expect.objectContaining({ username: 'anna' }) }],
    success: true,
  });
  expect((await anna.get(path)).status).toBe(403);
});
