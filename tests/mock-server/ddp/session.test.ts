import { beforeEach, expect, test } from 'vitest';
import { CONNECT, type DdpServer, startDdpServer } from './support/ddp-server.ts';

let server: DdpServer;
beforeEach(async () => {
  server = await startDdpServer();
});

const SUBSCRIBE = (id: string): string =>
  `{"msg":"sub","id":"${id}","name":"stream-notify-user","params":["nobody/x",false]}`;

test('greets, then answers connect with a session of 17 characters', async () => {
  const client = server.open();
  expect(await client.say()).toEqual([]);
  const fresh = server.open();
  expect(fresh.frames).toEqual(['{"server_id":"0"}']);
  const [answer] = await fresh.say(CONNECT);
  expect(answer).toMatch(/^\{"msg":"connected","session":"[23456789A-HJ-NP-TWXYZa-km-z]{17}"\}$/);
});

test('refuses a version it does not speak and closes', async () => {
  const client = server.open();
  expect(await client.say('{"msg":"connect","version":"2","support":["2"]}')).toEqual([
    '{"msg":"failed","version":"1"}',
  ]);
  expect(client.closed?.code).toBe(1000);
});

test.each(['{"msg":"ping"}', SUBSCRIBE('1'), '[]', 'hello'])(
  'closes when the first frame is %s',
  async (frame) => {
    const client = server.open();
    const [answer] = await client.say(frame);
    expect(answer).toMatch(/^\{"msg":"error","reason":/);
    expect(client.closed?.code).toBe(1002);
    expect(await client.say(CONNECT)).toEqual([]);
  },
);

test('answers a second connect with an error and goes on', async () => {
  const client = await server.connected();
  expect(await client.say(CONNECT, '{"msg":"ping"}')).toEqual([
    '{"msg":"pong"}',
    `{"msg":"error","reason":"Already connected","offendingMessage":${CONNECT}}`,
  ]);
});

test('answers ping with the id it carried', async () => {
  const client = await server.connected();
  expect(await client.say('{"msg":"ping"}', '{"msg":"ping","id":"x"}')).toEqual([
    '{"msg":"pong"}',
    '{"msg":"pong","id":"x"}',
  ]);
});

test.each([
  ['{"msg":"hello"}', '{"msg":"error","reason":"Bad request","offendingMessage":{"msg":"hello"}}'],
  ['[]', '{"msg":"error","reason":"Bad request","offendingMessage":[]}'],
  ['{', '{"msg":"error","reason":"Parse error"}'],
  ['{"msg":"unsub"}', '{"msg":"error","reason":"Malformed message","offendingMessage":{"msg":"unsub"}}'],
])('answers %s with an error and goes on', async (frame, answer) => {
  const client = await server.connected();
  expect(await client.say(frame)).toEqual([answer]);
  expect(await client.say('{"msg":"ping"}')).toEqual(['{"msg":"pong"}']);
});

test('sends a client away after twenty malformed frames', async () => {
  const client = await server.connected();
  await client.say(...Array.from({ length: 19 }, () => '{'));
  expect(client.closed).toBeUndefined();
  await client.say('{');
  expect(client.closed?.code).toBe(1008);
});

test('closes with 1009 when a frame is larger than 64 KiB', async () => {
  const client = await server.connected();
  await client.say(`{"msg":"ping","x":"${'x'.repeat(64 * 1024)}"}`);
  expect(client.closed?.code).toBe(1009);
});

test('sends a client away that piles up frames', async () => {
  const client = await server.connected();
  await client.say(...Array.from({ length: 1001 }, (_, at) => `{"msg":"unsub","id":"${at}"}`));
  expect(client.closed?.code).toBe(1008);
});

test('pings after 30 s of silence and closes 30 s later when nothing comes', async () => {
  const client = await server.connected();
  server.clock.advance(29_999);
  expect(client.frames).toEqual([]);
  server.clock.advance(1);
  expect(client.frames).toEqual(['{"msg":"ping"}']);
  server.clock.advance(29_999);
  expect(client.closed).toBeUndefined();
  server.clock.advance(1);
  expect(client.closed?.code).toBe(1001);
  expect(client.frames).toEqual(['{"msg":"ping"}']);
});

test('counts any frame as a sign of life', async () => {
  const client = await server.connected();
  server.clock.advance(20_000);
  await client.say('{"msg":"pong"}');
  server.clock.advance(29_999);
  expect(client.frames).toEqual([]);
  server.clock.advance(1);
  expect(client.frames).toEqual(['{"msg":"ping"}']);
  await client.say('{"msg":"pong"}');
  server.clock.advance(30_000);
  expect(client.closed).toBeUndefined();
  expect(client.frames).toEqual(['{"msg":"ping"}']);
});

test('closes a socket that never says connect', () => {
  const client = server.open();
  server.clock.advance(60_000);
  expect(client.closed?.code).toBe(1001);
});

test('answers an unknown method with 404 and still says updated', async () => {
  const client = await server.connected();
  expect(await client.say('{"msg":"method","method":"nope","params":[],"id":"7"}')).toEqual([
    `{"msg":"result","id":"7","error":{"isClientSafe":true,"error":404,"reason":"Method 'nope' not found","message":"Method 'nope' not found [404]","errorType":"Meteor.Error"}}`,
    '{"msg":"updated","methods":["7"]}',
  ]);
  const [inherited] = await client.say('{"msg":"method","method":"toString","params":[],"id":"8"}');
  expect(inherited).toContain('404');
});

test('answers an unknown publication with 404', async () => {
  const client = await server.connected();
  expect(await client.say('{"msg":"sub","id":"s","name":"stream-x","params":["y"]}')).toEqual([
    `{"msg":"nosub","id":"s","error":{"isClientSafe":true,"error":404,"reason":"Subscription 'stream-x' not found","message":"Subscription 'stream-x' not found [404]","errorType":"Meteor.Error"}}`,
  ]);
});

test('answers unsub of an unknown id with nosub and no error', async () => {
  const client = await server.connected();
  expect(await client.say('{"msg":"unsub","id":"ddp-2"}')).toEqual(['{"msg":"nosub","id":"ddp-2"}']);
});

test('closes every session when the core is disposed', async () => {
  const client = await server.connected();
  server.core.dispose();
  expect(client.closed?.code).toBe(1001);
});
