import { expect, test } from 'vitest';
import { startCore } from './start-core.ts';

test('messages of a visitor are brought in, in a room of theirs', async () => {
  const server = await startCore({ agentsOnline: true });
  const anna = await server.as('anna');
  const bring = (token: string, ...texts: string[]) =>
    anna.post('livechat/messages', { visitor: { token }, messages: texts.map((msg) => ({ msg })) });
  expect((await bring('from-elsewhere', 'one', 'two')).body).toEqual({
    messages: ['one', 'two'].map((msg) => ({ username: 'guest-1', msg, ts: '2025-01-15T09:00:00.000Z' })),
    success: true,
  });
  const { token, rid } = await server.visit();
  await bring(token, 'three');
  expect(server.store.where('messages', 'rid', rid).at(-1)).toMatchObject({ msg: 'three', token });
  expect(server.store.count('rooms')).toBe(2);
});

test('is for those who are signed in, all or nothing', async () => {
  const server = await startCore({ agentsOnline: true });
  const body = { visitor: { token: 't' }, messages: [{ msg: 'a' }, { msg: 'x'.repeat(6_000) }] };
  expect((await server.post('livechat/messages', body)).status).toBe(401);
  const { status, body: answer } = await (await server.as('anna')).post('livechat/messages', body);
  expect([status, answer.error]).toEqual([400, 'message-length-exceeds-character-limit']);
  expect([server.store.count('visitors'), server.store.count('rooms')]).toEqual([0, 0]);
});
