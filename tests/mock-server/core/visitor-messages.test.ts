import { beforeEach, expect, test } from 'vitest';
import type { Message } from '../../../mock-server/store/documents.ts';
import { START, startCore, type TestCore } from './start-core.ts';
import { type Asked, ask } from './visitor-ask.ts';

let server: TestCore;
let mine: { token: string; rid: string };
let theirs: { token: string; rid: string };

beforeEach(async () => {
  server = await startCore();
  await server.set({
    Livechat_Routing_Method: 'Manual_Selection',
    Livechat_accept_chats_with_no_agents: true,
  });
  mine = await server.visit();
  theirs = await server.visit();
});

const send = (body: object) => ask(server.core, 'POST message', { ...mine, ...body });
const messageIn = ({ json }: Asked) =>
  (json as { message: Record<string, unknown> & { _id: string } }).message;
const refusal = ({ status, json }: Asked) => [status, (json as { error: string }).error];

test('a message comes back as it was stored', async () => {
  const answer = await send({ msg: 'Hello <b>', _id: 'my-own_id-1' });
  expect(answer.status).toBe(200);
  const at = new Date(START).toISOString();
  expect(answer.json).toEqual({
    message: {
      _id: 'my-own_id-1',
      rid: mine.rid,
      msg: 'Hello <b>',
      ts: at,
      u: { _id: expect.any(String), username: 'guest-1', name: 'Vera' },
      token: mine.token,
      alias: 'Vera',
      _updatedAt: at,
    },
    success: true,
  });
});

test('without an id the server makes one of 17 characters', async () => {
  expect(messageIn(await send({ msg: 'Hello' }))._id).toMatch(/^[23456789A-HJ-NP-TW-Za-km-z]{17}$/);
});

test('sent again under its id, a message is answered and not doubled', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => send({ msg: 'Hello', _id: 'same' })));
  expect(second?.json).toEqual(first?.json);
  const history = await ask(server.core, `GET messages.history/${mine.rid}?token=${mine.token}`);
  expect((history.json as { messages: unknown[] }).messages).toHaveLength(2);
});

test('a number as text becomes text', async () => {
  expect(messageIn(await send({ msg: 42 })).msg).toBe('42');
});

test('a form is read like JSON', async () => {
  const form = new URLSearchParams({ ...mine, msg: 'From a form' }).toString();
  const answer = await ask(server.core, 'POST message', form, {
    'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
  });
  expect(messageIn(answer).msg).toBe('From a form');
});

test('a message is refused', async () => {
  const other = messageIn(await ask(server.core, 'POST message', { ...theirs, msg: 'x' }))._id;
  const used = 'This message id cannot be used [error-invalid-message-id]';
  expect(refusal(await send({}))).toEqual([400, "must have required property 'msg'"]);
  expect(refusal(await send({ msg: 'x', admin: true }))).toEqual([
    400,
    'must NOT have additional properties',
  ]);
  expect(refusal(await send({ msg: { $ne: '' } }))).toEqual([400, 'must be string']);
  expect(refusal(await send({ msg: 'x', agent: { agentId: 'a' } }))).toEqual([
    400,
    "must have required property 'username'",
  ]);
  expect(refusal(await send({ msg: 'x', token: 'nobody' }))).toEqual([400, 'invalid-token']);
  expect(refusal(await send({ msg: 'x', rid: 'nowhere' }))).toEqual([400, 'invalid-room']);
  expect(refusal(await send({ msg: 'x', rid: theirs.rid }))).toEqual([400, 'invalid-room']);
  expect(refusal(await send({ msg: 'x', _id: 'a/b' }))).toEqual([400, used]);
  expect(refusal(await send({ msg: 'x', _id: other }))).toEqual([400, used]);
  expect(refusal(await send({ msg: 'x'.repeat(5001) }))).toEqual([
    400,
    'message-length-exceeds-character-limit',
  ]);
  await ask(server.core, 'POST room.close', mine);
  expect(refusal(await send({ msg: 'x' }))).toEqual([400, 'room-closed']);
});

test('a message is read, changed and deleted by its author', async () => {
  const { _id } = messageIn(await send({ msg: 'Helo' }));
  const query = new URLSearchParams(mine);
  expect(messageIn(await ask(server.core, `GET message/${_id}?${query}`)).msg).toBe('Helo');

  server.pass(1000);
  const edited = messageIn(await ask(server.core, `PUT message/${_id}`, { ...mine, msg: 'Hello' }));
  const at = new Date(START + 1000).toISOString();
  expect(edited).toMatchObject({
    msg: 'Hello',
    ts: new Date(START).toISOString(),
    editedAt: at,
    editedBy: { username: 'guest-1' },
    _updatedAt: at,
  });

  const deleted = await ask(server.core, `DELETE message/${_id}`, mine);
  expect(deleted.json).toEqual({ message: { _id, ts: at }, success: true });
  expect(refusal(await ask(server.core, `GET message/${_id}?${query}`))).toEqual([400, 'invalid-message']);
});

test('a deleted message leaves an empty one where deleted ones are shown', async () => {
  await server.set({ Message_ShowDeletedStatus: true });
  const { _id } = messageIn(await send({ msg: 'Oops' }));
  await ask(server.core, `DELETE message/${_id}`, mine);
  expect(server.store.get('messages', _id)).toMatchObject({ t: 'rm', msg: '' });
});

test('nobody changes what is not theirs to change', async () => {
  const own = messageIn(await send({ msg: 'mine' }))._id;
  const other = messageIn(await ask(server.core, 'POST message', { ...theirs, msg: 'theirs' }))._id;
  const started = server.store.where('messages', 'rid', mine.rid)[0]?._id;
  const put = async (id: unknown, body: object = {}) =>
    refusal(await ask(server.core, `PUT message/${id}`, { ...mine, msg: 'x', ...body }));
  const remove = async (id: unknown, body?: object) =>
    refusal(await ask(server.core, `DELETE message/${id}`, body ?? mine));
  const notOwn = [400, 'Message is not yours to change [error-action-not-allowed]'];
  expect([await put(other), await remove(other)]).toEqual([
    [400, 'invalid-message'],
    [400, 'invalid-message'],
  ]);
  expect([await put(started), await remove(started)]).toEqual([notOwn, notOwn]);
  const fromAgent = {
    ...server.store.get('messages', own),
    _id: 'by-agent',
    u: { _id: 'a', username: 'anna' },
  };
  server.store.transaction((tx) => tx.put('messages', fromAgent as Message));
  expect([await put('by-agent'), await remove('by-agent')]).toEqual([notOwn, notOwn]);
  expect(await put(own, { rid: theirs.rid })).toEqual([400, 'invalid-room']);
  expect(await put(own, { msg: 'x'.repeat(5001) })).toEqual([400, 'message-length-exceeds-character-limit']);
  expect(await remove(own, {})).toEqual([400, "must have required property 'token'"]);
  await server.set({ Message_AllowEditing: false, Message_AllowDeleting: false });
  expect(await put(own)).toEqual([400, 'Message editing not allowed [error-action-not-allowed]']);
  expect(await remove(own)).toEqual([400, 'Message deleting not allowed [error-action-not-allowed]']);
  await server.set({ Message_AllowEditing: true, Message_AllowDeleting: true });
  await ask(server.core, 'POST room.close', mine);
  expect([await put(own), await remove(own)]).toEqual([
    [400, 'room-closed'],
    [400, 'room-closed'],
  ]);
});

test('the history of a queued room with one message is that message and the start', async () => {
  await send({ msg: 'Hello' });
  const { json } = await ask(server.core, `GET messages.history/${mine.rid}?token=${mine.token}`);
  const { messages } = json as { messages: { msg: string; t?: string }[] };
  expect(messages.map(({ msg, t }) => t ?? msg)).toEqual(['Hello', 'livechat-started']);
});

test.each([
  ['limit=2', ['5', '4']],
  ['count=2', ['5', '4']],
  ['limit=2&offset=1', ['4', '3']],
  ['limit=0&offset=4', ['1', 'livechat-started']],
  [`end=${new Date(START + 3000).toISOString()}`, ['2', '1', 'livechat-started']],
  [`end=${new Date(START + 3000).toISOString()}&limit=1`, ['2']],
  ['ls=2020-01-01&searchText=x', ['5', '4', '3', '2', '1', 'livechat-started']],
])('history with %s', async (query, texts) => {
  for (const msg of ['1', '2', '3', '4', '5']) {
    server.pass(1000);
    await send({ msg });
  }
  const { json } = await ask(server.core, `GET messages.history/${mine.rid}?token=${mine.token}&${query}`);
  const { messages } = json as { messages: { msg: string; t?: string }[] };
  expect(messages.map(({ msg, t }) => t ?? msg)).toEqual(texts);
});

test('history shows 20 messages unless told', async () => {
  for (let i = 0; i < 25; i++) await send({ msg: String(i) });
  const { json } = await ask(server.core, `GET messages.history/${mine.rid}?token=${mine.token}`);
  expect((json as { messages: unknown[] }).messages).toHaveLength(20);
});

test('history is there after the room has closed, for its visitor alone', async () => {
  await ask(server.core, 'POST room.close', mine);
  const history = (rid: string, query: string) => ask(server.core, `GET messages.history/${rid}?${query}`);
  expect((await history(mine.rid, `token=${mine.token}`)).status).toBe(200);
  expect(refusal(await history(theirs.rid, `token=${mine.token}`))).toEqual([400, 'invalid-room']);
  expect(refusal(await history(mine.rid, ''))).toEqual([400, "must have required property 'token'"]);
  expect(refusal(await history(mine.rid, `token=${mine.token}&limit=-1`))).toEqual([400, 'must be >= 0']);
  expect(refusal(await history(mine.rid, `token=${mine.token}&limit=x`))).toEqual([400, 'must be integer']);
  expect(refusal(await history(mine.rid, `token=${mine.token}&end=x`))).toEqual([
    400,
    'Invalid date [error-invalid-date]',
  ]);
});
