import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { serverUrl } from '../../../widget/wire/server-url.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { nodePorts } from '../support/node-ports.ts';
import { type WholeRest, wholeRest } from '../support/whole-rest.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers all alike, and what it was asked. */
async function answering(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ rest: WholeRest; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${text}`.trim());
      response.writeHead(status, headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { rest: wholeRest(serverUrl(`${url}/chat/`), nodePorts()), url, asked };
}

test('asks below the path of the server, with exactly the keys its schemas allow', async () => {
  const { rest, asked } = await answering(200, '{"success":true}');
  await rest.config({ token: '', department: '' });
  await rest.config({ token: 'a b', department: 'sales' });
  await rest.visitor({ token: 'T', name: 'Ann', email: '', department: '' });
  await rest.room('T');
  await rest.message({ _id: 'M', token: 'T', rid: 'R', msg: 'hello' });
  await rest.storedMessage('M', { token: 'T', rid: 'R' });
  await rest.history('R', { token: 'T', limit: 20, offset: 0 });
  await rest.close({ token: 'T', rid: 'R' });
  await rest.offlineMessage({ name: 'A', email: 'a@b.c', message: 'm', department: '', host: 'h' });
  const pageInfo = { change: 'url', title: 'Cart', location: { href: 'https://shop.example/' } };
  await rest.pageVisited({ token: 'T', rid: 'R', pageInfo });
  expect(asked.map((text) => text.replace('/chat/api/v1/livechat/', ''))).toEqual([
    'GET config',
    'GET config?token=a%20b&department=sales',
    'POST visitor {"visitor":{"token":"T","name":"Ann"}}',
    'GET room?token=T',
    'POST message {"_id":"M","token":"T","rid":"R","msg":"hello"}',
    'GET message/M?token=T&rid=R',
    'GET messages.history/R?token=T&limit=20',
    'POST room.close {"token":"T","rid":"R"}',
    'POST offline.message {"name":"A","email":"a@b.c","message":"m","host":"h"}',
    `POST page.visited {"token":"T","rid":"R","pageInfo":${JSON.stringify(pageInfo)}}`,
  ]);
});

test.each([
  [
    400,
    '{"success":false,"error":"Sorry, no online agents [no-agent-online]","errorType":"no-agent-online"}',
    'no-agent-online',
    'Sorry, no online agents',
  ],
  [400, '{"success":false,"error":"[room-closed]","errorType":"room-closed"}', 'room-closed', ''],
  // As 8.x says it: most of what visitors are refused is a plain code.
  [400, '{"success":false,"error":"room-closed"}', 'room-closed', 'room-closed'],
  [
    400,
    '{"success":false,"error":"message-length-exceeds-character-limit"}',
    'too-long',
    'message-length-exceeds-character-limit',
  ],
  [400, '{"success":false,"error":"[room-closed]"}', 'room-closed', ''],
  [
    400,
    '{"success":false,"error":"message-length-exceeds-character-limit [message-length-exceeds-character-limit]"}',
    'too-long',
    'message-length-exceeds-character-limit',
  ],
  [
    400,
    '{"success":false,"error":"[error-omnichannel-is-disabled]","errorType":"error-omnichannel-is-disabled"}',
    'omnichannel-disabled',
    '',
  ],
  [
    400,
    '{"success":false,"error":"Invalid email x [error-invalid-email-address]","errorType":"error-invalid-email-address"}',
    'invalid-email',
    'Invalid email x',
  ],
  [
    400,
    '{"success":false,"message":"Error sending Omnichannel offline message"}',
    'refused',
    'Error sending Omnichannel offline message',
  ],
  [403, '{"success":false,"error":"forbidden"}', 'refused', 'forbidden'],
  [404, '<h1>Not Found</h1>', 'bad-answer', ''],
  [413, '', 'too-long', ''],
  [500, '{"success":false,"error":"Internal server error"}', 'unreachable', 'Internal server error'],
  [502, '<html>', 'unreachable', ''],
  [200, '<html>log in to this network</html>', 'bad-answer', ''],
  [200, '{"success":true,"visitor":{}}', 'bad-answer', ''],
])('status %d with %s is a problem "%s"', async (status, body, code, detail) => {
  const { rest } = await answering(status, body);
  expect(await rest.visitor({ token: 'T', name: '', email: '', department: '' })).toMatchObject({
    ok: false,
    problem: { code, detail },
  });
});

test('how long to wait is taken from the header, else from the text', async () => {
  const text =
    '{"success":false,"error":"Error, too many requests. Please slow down. You must wait 37 seconds before trying this endpoint again. [error-too-many-requests]","errorType":"error-too-many-requests"}';
  const { rest: byText } = await answering(429, text);
  expect(await byText.room('T')).toMatchObject({ problem: { code: 'rate-limited' }, retryAfterMs: 37_000 });
  const { rest: byHeader } = await answering(429, text, { 'Retry-After': '5' });
  expect(await byHeader.room('T')).toMatchObject({ retryAfterMs: 5_000 });
  const { rest: silent } = await answering(429, '');
  expect(await silent.room('T')).toMatchObject({ retryAfterMs: 0 });
});

test('a server that is not there is unreachable', async () => {
  const { rest, url } = await answering(200, '{}');
  const gone = wholeRest(url.replace(/\d+$/, '9'), nodePorts());
  expect(await gone.room('T')).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
  expect(rest).toBeDefined();
});

test('a server that answers only those who may not read is told apart, until an answer was readable', async () => {
  let blocked = true;
  const rest = wholeRest('https://chat.example.com', {
    async fetch(_input, init) {
      if (blocked && init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      return new Response('{"room":{"_id":"R"}}');
    },
    clock: fakeClock(),
    report() {},
  });
  expect(await rest.room('T')).toMatchObject({ problem: { code: 'cors' } });
  blocked = false;
  expect(await rest.room('T')).toEqual({ ok: true, value: 'R' });
  blocked = true;
  expect(await rest.room('T')).toMatchObject({ problem: { code: 'unreachable' } });
});

test('a request without an answer ends after 15 s', async () => {
  const clock = fakeClock();
  let aborted = false;
  const rest = wholeRest('https://chat.example.com', {
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          aborted = true;
          reject(new DOMException('aborted', 'AbortError'));
        });
      }),
    clock,
    report() {},
  });
  const answer = rest.room('T');
  clock.pass(14_999);
  expect(aborted).toBe(false);
  clock.pass(1);
  expect(await answer).toMatchObject({ problem: { code: 'unreachable' } });
  expect(clock.waiting).toBe(0);
});

test('so does one that failed at once, while the question why stays without an answer', async () => {
  const clock = fakeClock();
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const rest = wholeRest('https://chat.example.com', {
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        if (init?.mode !== 'no-cors') return reject(new TypeError('Failed to fetch'));
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        asked();
      }),
    clock,
    report() {},
  });
  const answer = rest.room('T');
  await isAsked;
  clock.pass(15_000);
  expect(await answer).toMatchObject({ problem: { code: 'unreachable' } });
});
