import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createDdp, type Ddp, type DdpOptions } from '../../../demo/kit/ddp/create-ddp.ts';

type Frame = Record<string, unknown>;
let server: WebSocketServer;
let ddp: Ddp | undefined;
/** Frames that the server got, per connection. */
let got: Frame[][];
/** What the server does with a frame; by default what Rocket.Chat does. */
let answer: (socket: WebSocket, frame: Frame) => void;

function usual(socket: WebSocket, { msg, id, method }: Frame): void {
  if (msg === 'connect') send(socket, { msg: 'connected', session: 'x' });
  if (msg === 'method' && method === 'login') send(socket, { msg: 'result', id, result: {} });
  if (msg === 'sub') send(socket, { msg: 'ready', subs: [id] });
}
const send = (socket: WebSocket, frame: Frame): void => socket.send(JSON.stringify(frame));
const sendAll = (frame: Frame): void => {
  for (const client of server.clients) send(client, frame);
};

beforeEach(async () => {
  got = [];
  answer = usual;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const frames: Frame[] = [];
    got.push(frames);
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Frame;
      frames.push(frame);
      answer(socket, frame);
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => {
  ddp?.close();
  for (const client of server.clients) client.terminate();
  server.close();
});

function start(options: Partial<DdpOptions> = {}): Ddp {
  const { port } = server.address() as { port: number };
  ddp = createDdp({
    url: `ws://127.0.0.1:${port}`,
    resume: 'token-1',
    pauseMs: 5,
    openSocket: (url) => new WebSocket(url) as unknown as globalThis.WebSocket,
    ...options,
  });
  return ddp;
}

test('connects, then logs in with the token, then subscribes', async () => {
  const { state, subscribe } = start();
  subscribe('stream-notify-user', 'me/rooms-changed', () => {});
  await expect.poll(() => got[0]?.length).toBe(3);
  expect(state.value).toBe('ready');
  expect(got[0]).toMatchObject([
    { msg: 'connect', version: '1', support: ['1'] },
    { msg: 'method', method: 'login', params: [{ resume: 'token-1' }] },
    {
      msg: 'sub',
      name: 'stream-notify-user',
      params: ['me/rooms-changed', { useCollection: false, args: [] }],
    },
  ]);
});

test('gives the arguments of an event to who listens to it, and to nobody else', async () => {
  const { state, subscribe } = start();
  const mine = vi.fn();
  const other = vi.fn();
  subscribe('stream-room-messages', 'R1', mine);
  subscribe('stream-room-messages', 'R2', other);
  await expect.poll(() => state.value).toBe('ready');
  sendAll({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'R1', args: [1, 2] },
  });
  await expect.poll(() => mine.mock.calls).toEqual([[[1, 2]]]);
  expect(other).not.toHaveBeenCalled();
});

test('hears nothing more once it has stopped listening', async () => {
  const { state, subscribe } = start();
  const heard = vi.fn();
  const stop = subscribe('stream-room-messages', 'R1', heard);
  await expect.poll(() => state.value).toBe('ready');
  stop();
  await expect.poll(() => got[0]?.at(-1)).toMatchObject({ msg: 'unsub' });
  sendAll({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'R1', args: [1] },
  });
  sendAll({ msg: 'ping' });
  await expect.poll(() => got[0]?.at(-1)).toEqual({ msg: 'pong' });
  expect(heard).not.toHaveBeenCalled();
});

test('comes back after a lost socket, logs in again and subscribes again', async () => {
  const { state, readyCount, subscribe } = start();
  subscribe('stream-room-messages', 'R1', () => {});
  await expect.poll(() => readyCount.value).toBe(1);
  for (const client of server.clients) client.terminate();
  await expect.poll(() => readyCount.value).toBe(2);
  expect(state.value).toBe('ready');
  expect(got[1]?.map(({ msg }) => msg)).toEqual(['connect', 'method', 'sub']);
});

test('finds a silent socket by ping and opens another', async () => {
  const { readyCount } = start({ pingAfterMs: 20 });
  await expect.poll(() => got[0]?.at(-1)).toEqual({ msg: 'ping' });
  await expect.poll(() => readyCount.value).toBeGreaterThan(1);
});

test('keeps a socket that answers its pings', async () => {
  answer = (socket, frame) => (frame.msg === 'ping' ? send(socket, { msg: 'pong' }) : usual(socket, frame));
  const { readyCount } = start({ pingAfterMs: 100 });
  const pings = () => got[0]?.filter(({ msg }) => msg === 'ping').length ?? 0;
  await expect.poll(pings).toBeGreaterThan(2);
  expect([readyCount.value, got.length]).toEqual([1, 1]);
});

test('answers a ping with its id', async () => {
  const { state } = start();
  await expect.poll(() => state.value).toBe('ready');
  sendAll({ msg: 'ping', id: '42' });
  await expect.poll(() => got[0]?.at(-1)).toEqual({ msg: 'pong', id: '42' });
});

test('gives up for good when the login is refused', async () => {
  answer = (socket, frame) =>
    frame.method === 'login'
      ? send(socket, { msg: 'result', id: frame.id, error: { error: 403, message: 'logged out' } })
      : usual(socket, frame);
  const { state } = start();
  await expect.poll(() => state.value).toBe('refused');
  await expect.poll(() => server.clients.size).toBe(0);
  expect(got).toHaveLength(1);
});

test('shows that it waits, and tries at once when asked to', async () => {
  const { state, readyCount, retryNow } = start({ pauseMs: 60_000 });
  await expect.poll(() => state.value).toBe('ready');
  for (const client of server.clients) client.terminate();
  await expect.poll(() => state.value).toBe('waiting');
  retryNow();
  await expect.poll(() => readyCount.value).toBe(2);
});

test('opens nothing more once closed', async () => {
  const { state, close } = start();
  await expect.poll(() => state.value).toBe('ready');
  close();
  await expect.poll(() => server.clients.size).toBe(0);
  expect([state.value, got.length]).toEqual(['closed', 1]);
});
