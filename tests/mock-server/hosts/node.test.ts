import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

let folder: string;
let server: MockServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-'));
  writeFileSync(join(folder, 'porthole.js'), 'loader');
  writeFileSync(join(folder, 'porthole-app.js'), 'app');
  writeFileSync(join(folder, '.secret'), 'secret');
  mkdirSync(join(folder, 'de'));
  writeFileSync(join(folder, 'de', 'text.js'), 'german');
  server = await startMockServer({ filesDir: folder });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function get(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(`${server.url}${path}`);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

test.each([
  ['/porthole.js', 'loader'],
  ['/porthole.js?v=1', 'loader'],
  ['/porthole-app.js?v=0.1.0', 'app'],
  ['/de/text.js', 'german'],
  ['/livechat/rocketchat-livechat.min.js', 'loader'],
  ['/livechat/rocketchat-livechat.min.js?_=201903270000', 'loader'],
  ['/livechat/rocketchat-livechat.min.js?version=1.0.0', 'loader'],
  ['/livechat/1.0.0/rocketchat-livechat.min.js', 'loader'],
  ['/packages/rocketchat_livechat/assets/rocketchat-livechat.min.js?_=201702160944', 'loader'],
  ['/packages/rocketchat_livechat/assets/rocket-livechat.js', 'loader'],
  ['/livechat/porthole-app.js', 'app'],
  ['/livechat/1.0.0/porthole-app.js', 'app'],
  ['/packages/rocketchat_livechat/assets/porthole-app.js?v=0.1.0', 'app'],
])('serves %s to pages of any origin', async (path, text) => {
  const answer = await get(path);
  expect(answer).toMatchObject({ status: 200, text });
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/javascript/);
});

test.each([
  '/nothing.js',
  '/.secret',
  '/%2esecret',
  '/livechat/.secret',
  '/livechat/',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/de',
])('answers 404 in JSON for %s', async (path) => {
  const { status, headers } = await get(path);
  expect(status).toBe(404);
  expect(headers.get('Content-Type')).toBe('application/json');
});

test('says what to do when the widget is not built', async () => {
  rmSync(join(folder, 'porthole.js'));
  expect(await get('/porthole.js')).toMatchObject({
    status: 404,
    text: expect.stringContaining('npm run build'),
  });
});

test('shows at / what is here', async () => {
  expect(await get('/')).toMatchObject({
    status: 200,
    text: expect.stringContaining(`${server.url}/porthole.js`),
  });
});

test('takes sockets at /websocket only', async () => {
  const code = (path: string): Promise<unknown> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`);
      socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode));
      socket.on('open', () => {
        socket.close();
        resolve('open');
      });
    });
  expect(await code('/websocket')).toBe('open');
  expect(await code('/websocket?x=1')).toBe('open');
  expect(await code('/sockjs/1/abc/websocket')).toBe(404);
});

test('closes a socket that sends bytes instead of text', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/websocket`);
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(Buffer.from('{"msg":"ping"}'));
  expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(1003);
});

test('hangs up after a body that it refused unread, so that the next request goes through', async () => {
  const post = (body: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/livechat/message`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  const refused = await post('x'.repeat(1_100_000));
  expect(refused.status).toBe(413);
  expect(refused.headers.get('Connection')).toBe('close');
  await refused.text();
  expect((await post('{}')).status).toBe(400);
});

test.each(['DELETE', 'POST', 'PUT', 'PATCH', 'HELLO'])('takes a %s without a body', async (method) => {
  const answer = await fetch(`${server.url}/api/v1/livechat/message/one`, { method });
  expect(answer.status).toBeLessThan(500);
});

test('takes a body in pieces, and refuses one that grows too large', async () => {
  const send = (pieces: string[]): Promise<Response> =>
    fetch(`${server.url}/api/v1/livechat/visitor`, {
      method: 'POST',
      body: new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(into) {
          for (const piece of pieces) into.enqueue(new TextEncoder().encode(piece));
          into.close();
        },
      }),
      ...{ duplex: 'half' },
    });
  const answer = await send(['{"visitor":{"token":', '"in-pieces"}}']);
  expect(await answer.json()).toMatchObject({ success: true, visitor: { token: 'in-pieces' } });
  expect((await send(Array.from({ length: 40 }, () => 'x'.repeat(64 * 1024)))).status).toBe(413);
});

test.each(['Content-Length: 60000\r\n\r\n{"msg":"', 'Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n'])(
  'a client that goes in the middle of its body is no failure: %j',
  async (rest) => {
    const failures: unknown[] = [];
    const watched = await startMockServer({ onFailure: (error) => failures.push(error) });
    const { hostname, port } = new URL(watched.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/livechat/message HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${rest}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await watched.close();
    expect(failures).toEqual([]);
  },
);

test('answers what is no HTTP with 400 and lives', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
      socket.write('hello\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect((await get('/api/v1/info')).status).toBe(200);
});

test('stops while clients are connected', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/websocket`);
  await new Promise((resolve) => socket.on('open', resolve));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await Promise.all([server.close(), server.close()]);
  expect(await closed).toBe(1001);
  await expect(fetch(server.url)).rejects.toThrow();
});
