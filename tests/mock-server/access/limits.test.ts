import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { type NodeHost, startNodeHost } from '../../../mock-server/hosts/node.ts';
import { type AccessWorld, buildAccessWorld } from './support/access-world.ts';

let fresh: () => AccessWorld;
let host: NodeHost | undefined;
let mock: MockServer | undefined;
beforeEach(async () => {
  fresh ??= await buildAccessWorld();
});
afterEach(async () => {
  await host?.close();
  await mock?.close();
  [host, mock] = [undefined, undefined];
});

async function start(options: Partial<Parameters<typeof startNodeHost>[0]> = {}): Promise<{
  url: string;
  world: AccessWorld;
}> {
  const world = fresh();
  host = await startNodeHost({ port: 0, core: () => world.core, ...options });
  return { url: host.url, world };
}

/** Status of a refused upgrade, or 101. */
const upgrade = (url: string, opened: WebSocket[]): Promise<number | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`);
    opened.push(socket);
    socket.on('error', () => {});
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode));
    socket.on('open', () => resolve(101));
  });

test.each([
  ['in all', { all: 3, ofAddress: 100 }],
  ['of one address', { all: 100, ofAddress: 3 }],
])(
  'takes no more sockets than it may hold %s, and one more when one has gone',
  async (_what, socketLimits) => {
    const { url } = await start({ socketLimits });
    const opened: WebSocket[] = [];
    const answers: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) answers.push(await upgrade(url, opened));
    expect(answers).toEqual([101, 101, 101, 503]);
    opened[0]?.terminate();
    await expect.poll(() => upgrade(url, opened)).toBe(101);
  },
);

test('drops a client that does not read, and goes on telling the others', { timeout: 60_000 }, async () => {
  const { url, world } = await start();
  const { rid, token } = world.target('own');
  const client = async (subscriptions: number) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`);
    const seen = { ready: 0, messages: 0, closed: false };
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"ready"')) seen.ready += 1;
      if (text.includes('"changed"')) seen.messages += 1;
    });
    socket.on('close', () => {
      seen.closed = true;
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"msg":"connect","version":"1","support":["1"]}');
    const access = { useCollection: false, args: [{ token, visitorToken: token }] };
    for (let id = 0; id < subscriptions; id++)
      socket.send(
        JSON.stringify({ msg: 'sub', id: `${id}`, name: 'stream-room-messages', params: [rid, access] }),
      );
    await expect.poll(() => seen.ready, { timeout: 10_000 }).toBe(subscriptions);
    return { socket, seen };
  };
  const lazy = await client(200);
  const keen = await client(1);
  lazy.socket.pause();
  const MESSAGES = 60;
  for (let i = 0; i < MESSAGES; i++) {
    const answer = await fetch(`${url}/api/v1/livechat/message`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, rid, msg: 'x'.repeat(5_000) }),
    });
    expect(answer.status).toBe(200);
  }
  await expect.poll(() => keen.seen.messages, { timeout: 10_000 }).toBe(MESSAGES);
  lazy.socket.resume();
  await expect.poll(() => lazy.seen.closed, { timeout: 10_000 }).toBe(true);
  expect(lazy.seen.messages).toBeLessThan(MESSAGES * 200);
  expect(keen.seen.closed).toBe(false);
  keen.socket.terminate();
});

test.each([
  ['its head', 'GET /api/info HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'its body',
    'POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  ],
  ['anything', ''],
])('hangs up on a client that takes too long for %s', { timeout: 20_000 }, async (_what, start_) => {
  const { url } = await start({ requestWaits: { head: 300, whole: 600 } });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => {
    answer += String(data);
  });
  socket.on('error', () => {});
  socket.write(start_);
  const drip = setInterval(() => start_.endsWith(' ') && socket.writable && socket.write('x'), 50);
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(drip);
  expect(answer).toMatch(start_ ? /^HTTP\/1\.1 408/ : /^$|^HTTP\/1\.1 408/);
  expect((await fetch(`${url}/api/info`)).status).toBe(200);
});

test('a frame that is too large ends its socket with 1009, and 200 subscriptions are the most', async () => {
  const { url, world } = await start();
  const { rid, token } = world.target('own');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`);
  const frames: string[] = [];
  socket.on('message', (data) => void frames.push(String(data)));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"msg":"connect","version":"1","support":["1"]}');
  const access = { useCollection: false, args: [{ token, visitorToken: token }] };
  for (let id = 0; id < 201; id++)
    socket.send(
      JSON.stringify({ msg: 'sub', id: `${id}`, name: 'stream-room-messages', params: [rid, access] }),
    );
  await expect.poll(() => frames.some((frame) => frame.includes('error-too-many-subscriptions'))).toBe(true);
  expect(frames.filter((frame) => frame.includes('"ready"'))).toHaveLength(200);
  socket.send(`{"msg":"${'x'.repeat(1024 * 1024)}"}`);
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1009);
});

test('no token and no password shows in logs, at / or in /db', async () => {
  const lines: string[] = [];
  mock = await startMockServer({
    agentsOnline: true,
    webhookUrl: 'http://127.0.0.1:9/hook',
    webhookSecret: 'webhook-secret-of-this-test',
    log: (line) => lines.push(line),
    onFailure: (error, where) => lines.push(`${where}: ${error}`),
  });
  const { url } = mock;
  const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
    (await (
      await fetch(`${url}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    ).json()) as Record<string, never>;
  const token = 'c'.repeat(64);
  await post('livechat/visitor', { visitor: { token, name: 'Vera', email: 'vera@example.com' } });
  const opened = await (await fetch(`${url}/api/v1/livechat/room?token=${token}`)).json();
  const { _id: rid } = (opened as { room: { _id: string } }).room;
  await post('livechat/message', { token, rid, msg: 'hello' });
  const { data } = (await post('login', { user: 'anna', password: 'anna' })) as unknown as {
    data: { userId: string; authToken: string };
  };
  await post(
    'livechat/room.closeByUser',
    { rid, comment: 'bye' },
    {
      'X-User-Id': data.userId,
      'X-Auth-Token': data.authToken,
    },
  );
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  const collections = Object.keys((await (await fetch(`${url}/db`)).json()) as object);
  expect(collections.length).toBeGreaterThan(5);
  const pages = [`${url}/`, `${url}/db`, ...collections.map((name) => `${url}/db/${name}?_limit=100`)];
  const shown = [
    ...lines,
    ...(await Promise.all(pages.map(async (page) => (await fetch(page)).text()))),
  ].join('\n');
  const hashes = [...mock.store.all('users')].map(({ passwordHash }) => passwordHash);
  for (const secret of [token, data.authToken, 'webhook-secret-of-this-test', ...hashes])
    expect(shown).not.toContain(secret);
  expect(hashes.every((hash) => hash.startsWith('pbkdf2$'))).toBe(true);
  expect([...mock.store.all('loginTokens')].map(({ _id }) => _id)).not.toContain(data.authToken);
});
