import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SALES, START, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let admin: Caller;
let rid: string;
let token: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, ben, admin] = await Promise.all([server.as('anna'), server.as('ben'), server.as('admin')]);
  ({ rid, token } = await server.visit(SALES));
  server.pass(1000);
});

const written = () =>
  server.store.where('messages', 'rid', rid).flatMap(({ t, msg, u }) => (t ? [] : [`${u.username}: ${msg}`]));
const idLike = expect.stringMatching(/^[2-9A-Za-z]{17}$/);

test('chat.sendMessage stores and answers the message', async () => {
  expect(await anna.post('chat.sendMessage', { message: { rid, msg: 'Hello' } })).toEqual({
    status: 200,
    body: {
      message: {
        _id: idLike,
        rid,
        msg: 'Hello',
        ts: new Date(START + 1000).toISOString(),
        u: { _id: ANNA, username: 'anna', name: 'Anna Keller' },
        _updatedAt: new Date(START + 1000).toISOString(),
      },
      success: true,
    },
  });
  expect(written()).toEqual(['anna: Hello']);
});

test('what else clients put into a message is taken and left', async () => {
  const more = { u: { _id: BEN, username: 'ben' }, t: 'livechat-close', token, alias: 'Boss', tshow: false };
  const sent = await anna.post('chat.sendMessage', { message: { rid, msg: 'Hello', ...more } });
  expect(sent.body.message).toEqual({
    ...{ _id: idLike, rid, msg: 'Hello', ts: expect.any(String), _updatedAt: expect.any(String) },
    u: { _id: ANNA, username: 'anna', name: 'Anna Keller' },
  });
  const posted = await anna.post('chat.postMessage', { roomId: [rid], text: 'Again', alias: 'Boss' });
  expect(posted.body.message).toMatchObject({ rid, msg: 'Again', u: { username: 'anna' } });
  expect(posted.body.message).not.toHaveProperty('alias');
});

test('a message without a room is refused in the words of a server', async () => {
  expect(await anna.post('chat.sendMessage', { message: { msg: 'Hello' } })).toEqual({
    status: 400,
    body: { success: false, error: "The 'rid' property on the message object is missing." },
  });
});

test('a repeated _id is one message', async () => {
  const send = () =>
    anna.post('chat.sendMessage', { message: { rid, msg: 'Once', _id: 'client-made-id-01' } });
  const first = await send();
  server.pass(5000);
  expect(await send()).toEqual(first);
  expect(written()).toEqual(['anna: Once']);
});

test('the retry of a stored message is answered even after the room has closed', async () => {
  const message = { rid, msg: 'Once', _id: 'client-made-id-01' };
  const first = await anna.post('chat.sendMessage', { message });
  await anna.post('livechat/room.closeByUser', { rid, comment: 'x' });
  expect(await anna.post('chat.sendMessage', { message })).toEqual(first);
  expect(written()).toEqual(['anna: Once']);
});

test.each([{ roomId: true }, { channel: true }])('chat.postMessage takes %j', async (where) => {
  const target = Object.fromEntries(Object.keys(where).map((key) => [key, rid]));
  expect((await anna.post('chat.postMessage', { ...target, text: 'Hello' })).body).toMatchObject({
    ts: START + 1000,
    channel: rid,
    message: { msg: 'Hello', u: { username: 'anna' } },
    success: true,
  });
});

test.each([
  ['another agent', 'error-not-allowed'],
  ['an unknown room', 'error-invalid-room'],
  ['an empty text', 'error-empty-message'],
  ['a closed room', 'room-closed'],
  ['a text that is too long', 'error-message-size-exceeded'],
  ["somebody else's message id", 'error-invalid-message-id'],
])('refuses %s with %s', async (which, errorType) => {
  const stored = await server.post('livechat/message', { token, rid, msg: 'mine', _id: 'visitor-made-id-1' });
  expect(stored.status).toBe(200);
  if (which === 'a closed room') await anna.post('livechat/room.closeByUser', { rid, comment: 'x' });
  const caller = which === 'another agent' ? ben : which === 'a closed room' ? admin : anna;
  const message = {
    rid: which === 'an unknown room' ? 'none' : rid,
    msg: which === 'an empty text' ? ' \n' : which === 'a text that is too long' ? 'x'.repeat(5001) : 'hi',
    ...(which.startsWith('somebody') ? { _id: 'visitor-made-id-1' } : {}),
  };
  expect(await caller.post('chat.sendMessage', { message })).toMatchObject({
    status: 400,
    body: { success: false, errorType },
  });
  expect(written().filter((line) => !line.endsWith(': mine'))).toEqual([]);
});

test.each([
  ['chat.sendMessage', {}],
  ['chat.sendMessage', { message: {} }],
  ['chat.sendMessage', { message: { rid: 'x', msg: 'y', t: 'livechat-close' } }],
  ['chat.sendMessage', { message: { rid: 'x', msg: 'y', u: { _id: 'z' } } }],
  ['chat.sendMessage', { message: { rid: 'x', msg: { $regex: '' } } }],
  ['chat.postMessage', { text: 'y' }],
  ['chat.postMessage', { roomId: 'x' }],
  ['chat.postMessage', { roomId: 'x', text: 'y', alias: 'Boss' }],
  ['chat.postMessage', '{"roomId":'],
])('%s refuses %j', async (path, body) => {
  expect(await anna.post(path, body)).toMatchObject({ status: 400, body: { success: false } });
  expect(server.failures).toEqual([]);
});

test('chat.getMessage shows a message of a room one may see', async () => {
  await server.post('livechat/message', { token, rid, msg: 'mine', _id: 'visitor-made-id-1' });
  const { body } = await anna.get('chat.getMessage?msgId=visitor-made-id-1');
  expect(body.message).toMatchObject({ _id: 'visitor-made-id-1', msg: 'mine', alias: 'Vera' });
  expect(JSON.stringify(body)).not.toContain(token);
  for (const [caller, id] of [
    [ben, 'visitor-made-id-1'],
    [anna, 'none'],
  ] as const) {
    expect(await caller.get(`chat.getMessage?msgId=${id}`)).toEqual({
      status: 400,
      body: { success: false },
    });
  }
});

test('what is hidden is shown nowhere', async () => {
  const { body } = await anna.post('chat.sendMessage', {
    message: { rid, msg: 'secret', _id: 'hidden-message-01' },
  });
  expect(body.success).toBe(true);
  server.store.transaction((tx) => {
    const message = tx.get('messages', 'hidden-message-01');
    if (message) tx.put('messages', { ...message, _hidden: true });
  });
  expect((await anna.get('chat.getMessage?msgId=hidden-message-01')).status).toBe(400);
  expect((await anna.get(`livechat/${rid}/messages`)).body.messages).toEqual([]);
});

describe('livechat/:rid/messages', () => {
  test('is what people wrote, newest first, in pages, searched', async () => {
    for (const msg of ['one', 'two', 'Three']) await server.post('livechat/message', { token, rid, msg });
    await anna.post('chat.sendMessage', { message: { rid, msg: 'four' } });
    const texts = async (query = '') =>
      ((await anna.get(`livechat/${rid}/messages${query}`)).body.messages as { msg: string }[]).map(
        ({ msg }) => msg,
      );
    expect(await texts()).toEqual(['four', 'Three', 'two', 'one']);
    expect(await texts('?count=2&offset=1')).toEqual(['Three', 'two']);
    expect(await texts('?searchTerm=thr')).toEqual(['Three']);
    expect(await texts('?searchTerm=.')).toEqual([]);
    const { body } = await anna.get(`livechat/${rid}/messages`);
    expect(body).toMatchObject({ count: 4, offset: 0, total: 4, success: true });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  test('is not for others', async () => {
    expect((await ben.get(`livechat/${rid}/messages`)).body).toEqual({
      success: false,
      error: 'not-allowed',
    });
    expect((await ben.get('livechat/none/messages')).body.error).toBe('invalid-room');
    expect((await admin.get(`livechat/${rid}/messages`)).status).toBe(200);
  });
});
