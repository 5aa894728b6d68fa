import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Sending, sendAttempt } from '../../../mock-server/outbox/send-attempt.ts';
import { createScaledClock } from '../../../mock-server/ports/clock.ts';
import type { Attempt } from '../../../mock-server/store/documents.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One attempt with real time and the real `fetch`. */
function send(url: string, options: Partial<Sending> = {}): Promise<Attempt> {
  return sendAttempt({
    clock: createScaledClock(),
    fetch,
    realNow: Date.now,
    url,
    secret: 'the-token',
    deliveryId: 'delivery1',
    body: '{"type":"LivechatSession"}',
    number: 1,
    timeoutMs: 5_000,
    leastTimeoutRealMs: 0,
    signal: new AbortController().signal,
    ...options,
  });
}

test('posts the body with its headers', async () => {
  const seen: unknown[] = [];
  const address = await listen((request, response) => {
    const { method, url, headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push(method, url, headers['content-type'], headers['x-rocketchat-livechat-token']);
      seen.push(headers['webhook-id'], Buffer.concat(chunks).toString());
      response.end('thanks');
    });
  });
  expect(await send(`http://${address}/hook?a=1#part`)).toMatchObject({
    number: 1,
    url: `http://${address}/hook?a=***`,
    status: 200,
    responseStart: 'thanks',
  });
  expect(seen).toEqual([
    'POST',
    '/hook?a=1',
    'application/json',
    'the-token',
    'delivery1',
    '{"type":"LivechatSession"}',
  ]);
});

test('user and password of the URL go into a header and nowhere else', async () => {
  const seen: unknown[] = [];
  const address = await listen((request, response) => {
    seen.push(request.headers.authorization);
    response.end(request.headers.authorization);
  });
  const attempt = await send(`http://us%20er:p%C3%A4ss@${address}/`);
  expect(seen).toEqual([`Basic ${Buffer.from('us er:päss').toString('base64')}`]);
  expect(attempt).toMatchObject({ url: `http://${address}/`, responseStart: 'Basic [secret]' });
});

test('a receiver that echoes the request does not put the token into the log', async () => {
  const address = await listen((request, response) => {
    response.end(`${'x'.repeat(1_995)}${request.headers['x-rocketchat-livechat-token']}`);
  });
  const { responseStart } = await send(`http://${address}/`);
  expect(responseStart).toBe(`${'x'.repeat(1_995)}[secr`);
});

test('nor when the end of what is kept falls into the token', async () => {
  const address = await listen((_request, response) => {
    response.write(`${'x'.repeat(1_995)}the-t`);
    setTimeout(() => response.end('oken'), 20);
  });
  expect((await send(`http://${address}/`)).responseStart).toBe(`${'x'.repeat(1_995)}[secr`);
});

test('a redirect is an answer and is not followed', async () => {
  let requests = 0;
  const address = await listen((_request, response) => {
    requests++;
    response.writeHead(307, { Location: '/elsewhere' }).end();
  });
  const attempt = await send(`http://${address}/`);
  expect(attempt).toMatchObject({ status: 307 });
  expect(attempt).not.toHaveProperty('responseStart');
  expect(requests).toBe(1);
});

test('of a long answer the first 2,000 characters are kept', async () => {
  const address = await listen((_request, response) => response.end('ä'.repeat(5_000)));
  expect((await send(`http://${address}/`)).responseStart).toBe('ä'.repeat(2_000));
});

test('an answer without end is let go of', async () => {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const address = await listen((_request, response) => {
    const more = setInterval(() => response.write('y'.repeat(1_000)), 1);
    response.on('close', () => {
      clearInterval(more);
      close();
    });
  });
  const attempt = await send(`http://${address}/`);
  expect(attempt).toMatchObject({ status: 200, responseStart: 'y'.repeat(2_000) });
  await closed;
});

test('an answer that stops in the middle keeps its status and what came', async () => {
  const address = await listen((_request, response) => {
    response.writeHead(500).write('the first half');
  });
  expect(await send(`http://${address}/`, { timeoutMs: 100 })).toMatchObject({
    status: 500,
    responseStart: 'the first half',
  });
});

test('silence ends with the time-out', async () => {
  const address = await listen(() => {});
  expect(await send(`http://${address}/`, { timeoutMs: 50 })).toMatchObject({
    error: { code: 'timeout', message: 'no answer within 50 ms' },
  });
});

test('a fast clock leaves a receiver the least real time', async () => {
  const address = await listen((_request, response) => {
    setTimeout(() => response.end('late on the fast clock'), 50);
  });
  const attempt = await send(`http://${address}/`, {
    clock: createScaledClock({ scale: 10_000 }),
    leastTimeoutRealMs: 5_000,
  });
  expect(attempt).toMatchObject({ status: 200 });
  expect(attempt.latencyMs).toBeGreaterThan(5_000);
});

test('a dropped connection is named', async () => {
  const address = await listen((request) => request.socket.destroy());
  expect(await send(`http://${address}/`)).toMatchObject({ error: { code: 'reset' } });
});

test('an address where nobody listens is named', async () => {
  const free = createTcpServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ error: { code: 'refused' } });
});

test('an answer that is not HTTP is named', async () => {
  const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const attempt = await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.close();
  expect(attempt).toMatchObject({ error: { code: 'bad-answer' } });
});

test('a port that fetch refuses is named', async () => {
  expect(await send('http://127.0.0.1:6000/')).toMatchObject({ error: { code: 'bad-port' } });
});

test('an attempt that is cut off ends at once', async () => {
  const abort = new AbortController();
  const address = await listen(() => abort.abort());
  const attempt = await send(`http://${address}/`, { signal: abort.signal });
  expect(attempt.status).toBeUndefined();
});
