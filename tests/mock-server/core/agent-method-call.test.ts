import { beforeEach, expect, test } from 'vitest';
import { ANNA, type Caller, SALES, START, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let rid: string;
let token: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, ben] = await Promise.all([server.as('anna'), server.as('ben')]);
  ({ rid, token } = await server.visit(SALES));
  server.pass(1000);
});

const call = async (caller: Caller, name: string, params: unknown[], frame: object = {}) => {
  const message = JSON.stringify({ msg: 'method', id: '7', method: name, params, ...frame });
  const { status, body } = await caller.post(`method.call/${name}`, { message });
  expect([status, body.success]).toEqual([200, true]);
  return JSON.parse(String(body.message));
};

test('sendMessage answers a result frame with EJSON dates', async () => {
  expect(await call(anna, 'sendMessage', [{ rid, msg: 'Hello', _id: 'client-made-id-01' }])).toEqual({
    msg: 'result',
    id: '7',
    result: {
      _id: 'client-made-id-01',
      rid,
      msg: 'Hello',
      ts: { $date: START + 1000 },
      u: { _id: ANNA, username: 'anna', name: 'Anna Keller' },
      _updatedAt: { $date: START + 1000 },
    },
  });
});

test('loadHistory answers system messages too, newest first', async () => {
  await server.post('livechat/message', { token, rid, msg: 'one' });
  const kinds = async (...params: unknown[]) =>
    (await call(anna, 'loadHistory', [rid, ...params])).result.messages.map(
      ({ t, msg }: { t?: string; msg: string }) => t ?? msg,
    );
  expect(await kinds()).toEqual(['one', 'uj', 'command', 'livechat-started']);
  expect(await kinds(null, 2)).toEqual(['one', 'uj']);
  expect(await kinds({ $date: START + 1000 }, 2)).toEqual(['uj', 'command']);
  await server.set({ Hide_System_Messages: ['uj'] });
  expect(await kinds()).toEqual(['one', 'command', 'livechat-started']);
});

test('errors come inside the result frame', async () => {
  expect(await call(ben, 'sendMessage', [{ rid, msg: 'x' }])).toEqual({
    msg: 'result',
    id: '7',
    error: {
      isClientSafe: true,
      error: 'error-not-allowed',
      reason: 'Not allowed',
      message: 'Not allowed [error-not-allowed]',
      errorType: 'Meteor.Error',
    },
  });
  expect((await call(anna, 'eraseRoom', [rid])).error).toMatchObject({
    error: 404,
    message: "Method 'eraseRoom' not found [404]",
  });
  expect((await call(anna, 'constructor', [])).error.error).toBe(404);
  for (const params of [[], [null], [{ rid }], [{ rid, msg: 1 }], [{ rid, msg: 'x', _id: 1 }]]) {
    expect((await call(anna, 'sendMessage', params)).error.reason).toBe('Match failed');
  }
  for (const params of [[], [1], [rid, 'yesterday'], [rid, {}]]) {
    expect((await call(anna, 'loadHistory', params)).error.reason).toBe('Match failed');
  }
  expect((await call(ben, 'loadHistory', [rid])).error.error).toBe('not-allowed');
});

test.each([
  {},
  { message: 'no json' },
  { message: '[]' },
  { message: '{"msg":"method"}' },
  { message: '{"msg":"sub","id":"1","method":"sendMessage","params":[]}' },
  { message: '{"msg":"method","id":"1","method":"sendMessage","params":{}}' },
  { message: '{}', more: 1 },
])('refuses %j', async (body) => {
  expect(await anna.post('method.call/sendMessage', body)).toMatchObject({
    status: 400,
    body: { success: false, errorType: 'invalid-params' },
  });
  expect(server.failures).toEqual([]);
});
