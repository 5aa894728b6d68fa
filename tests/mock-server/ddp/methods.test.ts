import { beforeEach, expect, test } from 'vitest';
import { type Client, type DdpServer, putVisitor, startDdpServer } from './support/ddp-server.ts';

let server: DdpServer;
let client: Client;
beforeEach(async () => {
  server = await startDdpServer();
  client = await server.connected();
});

/** Calls a method; answers the `result` frame. */
async function call(
  on: Client,
  method: string,
  params: string,
): Promise<{ result?: unknown; error?: { error: unknown } }> {
  await on.say(`{"msg":"method","method":"${method}","params":${params},"id":"m"}`);
  expect(on.frames.at(-1)).toBe('{"msg":"updated","methods":["m"]}');
  return JSON.parse(on.frames.at(-2) ?? '{}');
}

const DIGEST = '8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918'; // SHA-256 of "admin"

test.each([
  '[{"user":{"username":"admin"},"password":"admin"}]',
  '[{"user":{"email":"admin@example.com"},"password":"admin"}]',
  `[{"user":{"username":"admin"},"password":{"digest":"${DIGEST}","algorithm":"sha-256"}}]`,
])('logs in with %s', async (params) => {
  const { result } = await call(client, 'login', params);
  expect(result).toEqual({
    id: 'adminSeedAccount2',
    token: expect.stringMatching(/^\w{43}$/),
    tokenExpires: { $date: expect.any(Number) },
    type: 'password',
  });
});

test('shows whoever logs in their own record before the answer, and takes it back', async () => {
  const added = (id: string, username: string) =>
    expect.stringContaining(
      `{"msg":"added","collection":"users","id":"${id}","fields":{"username":"${username}"`,
    );
  const removed = (id: string): string => `{"msg":"removed","collection":"users","id":"${id}"}`;
  const [anna, ben] = ['annaSeedAccount22', 'benSeedAccount222'];
  await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  expect(client.frames.at(-3)).toEqual(added(anna, 'anna'));
  expect(client.frames.join()).not.toMatch(/hash/i);
  await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  expect(client.frames.slice(0, -2)).toEqual([]);
  await call(client, 'login', '[{"user":{"username":"ben"},"password":"ben"}]');
  expect(client.frames.slice(0, -2)).toEqual([removed(anna), added(ben, 'ben')]);
  await call(client, 'logout', '[]');
  expect(client.frames.slice(0, -2)).toEqual([removed(ben)]);
});

test('resumes a login on another socket until it is logged out', async () => {
  const { result } = await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  const { token } = result as { token: string };
  const other = await server.connected();
  expect(await call(other, 'login', `[{"resume":"${token}"}]`)).toMatchObject({
    result: { id: 'annaSeedAccount22', token, type: 'resume' },
  });
  await call(client, 'logout', '[]');
  expect(await call(other, 'login', `[{"resume":"${token}"}]`)).toMatchObject({ error: { error: 403 } });
});

test.each([
  ['a wrong password', '[{"user":{"username":"admin"},"password":"nope"}]', 403],
  ['an unknown user', '[{"user":{"username":"nobody"},"password":"nope"}]', 403],
  ['an unknown token', '[{"resume":"nope"}]', 403],
  ['nothing', '[]', 400],
  ['an algorithm alone', '[{"user":{"username":"admin"},"password":{"algorithm":"sha-256"}}]', 400],
])('refuses a login with %s', async (_, params, code) => {
  expect(await call(client, 'login', params)).toMatchObject({ error: { error: code } });
});

test('drops what was heard as an agent on logout', async () => {
  await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  await client.say(
    '{"msg":"sub","id":"q","name":"stream-livechat-inquiry-queue-observer","params":["public",false]}',
  );
  await call(client, 'logout', '[]');
  expect(client.frames[0]).toBe('{"msg":"nosub","id":"q"}');
});

test('answers livechat:setUpConnection without a result', async () => {
  expect(
    await client.say(
      '{"msg":"method","method":"livechat:setUpConnection","params":[{"token":"T"}],"id":"ddp-1"}',
    ),
  ).toEqual(['{"msg":"result","id":"ddp-1"}', '{"msg":"updated","methods":["ddp-1"]}']);
  for (const params of ['[]', '[{}]', '[{"token":1}]', '["T"]']) {
    expect(await call(client, 'livechat:setUpConnection', params)).toMatchObject({ error: { error: 400 } });
  }
});

test('shows a visitor as offline when the last of their sockets closes', async () => {
  putVisitor(server.store, 'T');
  const tab = await server.connected();
  await call(client, 'livechat:setUpConnection', '[{"token":"T"}]');
  await call(tab, 'livechat:setUpConnection', '[{"token":"T"}]');
  const status = () => server.store.where('visitors', 'token', 'T')[0]?.status;
  await client.hangUp();
  expect(status()).toBe('online');
  await tab.hangUp();
  expect(status()).toBe('offline');
});

test('sets the presence of who is logged in', async () => {
  expect(await call(client, 'UserPresence:away', '[]')).toMatchObject({
    error: { error: 'error-invalid-user' },
  });
  await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  const status = () => server.store.get('users', 'annaSeedAccount22')?.status;
  await call(client, 'UserPresence:away', '[]');
  expect(status()).toBe('away');
  await call(client, 'UserPresence:online', '[]');
  expect(status()).toBe('online');
  await call(client, 'setUserStatus', '["busy"]');
  expect(status()).toBe('busy');
  expect(await call(client, 'setUserStatus', '["asleep"]')).toMatchObject({
    error: { error: 'error-status-not-allowed' },
  });
});

test('hides what went wrong inside and reports it', async () => {
  await server.store.close();
  const { error } = await call(client, 'login', '[{"user":{"username":"anna"},"password":"anna"}]');
  expect(error).toMatchObject({ error: 'error-store-unavailable' });
  expect(server.failures).toHaveLength(1);
});
