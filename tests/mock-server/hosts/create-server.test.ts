import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import type { MockServerOptions } from '../../../mock-server/hosts/mock-server-options.ts';

let folder: string;
let dbFile: string;
let open: MockServer[];
let receivers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-'));
  dbFile = join(folder, 'chat.db');
  [open, receivers] = [[], []];
});
afterEach(async () => {
  for (const server of open) await server.close();
  for (const receiver of receivers) receiver.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: MockServerOptions = {}): Promise<MockServer> {
  const server = await startMockServer(options);
  open.push(server);
  return server;
}

interface Received {
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}
/** A receiver that answers `statuses` in turn, the last one for ever. */
async function receiver(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    let text = '';
    for await (const part of request) text += part;
    received.push({ headers: request.headers, body: JSON.parse(text) });
    answer.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 200).end();
  });
  receivers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function rest(
  server: MockServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, never>> {
  const answer = await fetch(`${server.url}/api/v1/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Record<string, never>>;
}
const sendOfflineMessage = (server: MockServer) =>
  rest(server, 'POST', 'livechat/offline.message', {
    name: 'Ann',
    email: 'ann@example.com',
    message: 'Hello',
  });
const deliveries = (server: MockServer) => [...server.store.all('deliveries')];

test('sends an offline message to the webhook with the token, again until it is answered with 200', async () => {
  const { url, received } = await receiver(500, 201, 200);
  const server = await start({ webhookUrl: url, webhookSecret: 's3cret', timeScale: 1000 });
  await sendOfflineMessage(server);
  await expect.poll(() => deliveries(server)[0]?.state).toBe('delivered');
  expect(received).toHaveLength(3);
  for (const { headers, body } of received) {
    expect(headers['x-rocketchat-livechat-token']).toBe('s3cret');
    expect(body).toMatchObject({
      type: 'LivechatOfflineMessage',
      visitor: { name: 'Ann', email: 'ann@example.com' },
      message: 'Hello',
    });
  }
});

test('gives up after eleven attempts', async () => {
  const { url, received } = await receiver(500);
  const server = await start({ webhookUrl: url, timeScale: 1000 });
  await sendOfflineMessage(server);
  await expect.poll(() => deliveries(server)[0]?.state, { timeout: 5_000 }).toBe('failed');
  expect(received).toHaveLength(11);
});

test('sends the session when a chat ends', async () => {
  const { url, received } = await receiver(200);
  const server = await start({ webhookUrl: url, agentsOnline: true });
  const token = 'a'.repeat(64);
  await rest(server, 'POST', 'livechat/visitor', {
    visitor: { token, name: 'Ann', email: 'ann@example.com' },
  });
  const { room } = await rest(server, 'GET', `livechat/room?token=${token}`);
  const { _id: rid } = room as unknown as { _id: string };
  await rest(server, 'POST', 'livechat/message', { token, rid, msg: 'Hello' });
  await rest(server, 'POST', 'livechat/room.close', { token, rid });
  await expect.poll(() => received).toHaveLength(1);
  expect(received[0]?.body).toMatchObject({ type: 'LivechatSession', _id: rid, visitor: { name: 'Ann' } });
});

test('keeps everything in the file, and settings of an earlier start until a flag says otherwise', async () => {
  const first = await start({ dbFile, webhookUrl: 'http://127.0.0.1:1/first', webhookSecret: 'one' });
  expect(first.seeded).toBe(true);
  await rest(first, 'POST', 'livechat/visitor', { visitor: { token: 'T', name: 'Ann' } });
  await first.close();

  const second = await start({ dbFile, webhookSecret: 'two', agentsOnline: true });
  expect(second.seeded).toBe(false);
  expect(second.store.where('visitors', 'token', 'T')).toMatchObject([{ name: 'Ann' }]);
  expect(second.store.get('settings', 'Livechat_webhookUrl')?.value).toBe('http://127.0.0.1:1/first');
  expect(second.store.get('settings', 'Livechat_secret_token')?.value).toBe('two');
});

test('starts its clock behind nothing that is stored', async () => {
  const first = await start({ dbFile, timeScale: 100_000 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await sendOfflineMessage(first);
  const [stored] = first.store.all('offlineMessages');
  expect(stored?.ts.getTime()).toBeGreaterThan(Date.now() + 1_000_000);
  await first.close();

  const second = await start({ dbFile });
  await sendOfflineMessage(second);
  const times = [...second.store.all('offlineMessages')].map(({ ts }) => ts.getTime());
  expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? Number.POSITIVE_INFINITY);
});

test('frees file and port when it cannot start', async () => {
  const taken = await start();
  const port = Number(new URL(taken.url).port);
  await expect(startMockServer({ dbFile, port })).rejects.toThrow('EADDRINUSE');
  await start({ dbFile });
});
