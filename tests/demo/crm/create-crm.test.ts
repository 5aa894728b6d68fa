import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Crm, createCrm } from '../../../demo/crm/create-crm.ts';
import type { CrmRequest } from '../../../demo/crm/crm-request.ts';
import { listen } from '../../browser/support/listen.ts';

const TOKEN = 's3cret';
let crm: Crm;
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  crm = createCrm({ token: TOKEN, slowMs: 30, maxBodyBytes: 1000, keep: 3 });
  server = await listen(createServer((request, response) => void crm.handle(request, response)));
});
afterEach(async () => {
  crm.dispose();
  await server.close();
});

const post = (
  body = '{"type":"LivechatSession"}',
  headers: Record<string, string> = {},
  signal?: AbortSignal,
) =>
  fetch(`${server.url}/crm/webhook`, {
    method: 'POST',
    body,
    headers: { 'X-RocketChat-Livechat-Token': TOKEN, ...headers },
    ...(signal ? { signal } : {}),
  });
const tell = (behaviour: unknown) =>
  fetch(`${server.url}/crm/behaviour`, { method: 'PUT', body: JSON.stringify(behaviour) });
async function received(): Promise<CrmRequest[]> {
  const { requests } = (await (await fetch(`${server.url}/crm/requests`)).json()) as {
    requests: CrmRequest[];
  };
  return requests;
}

test('accepts a webhook with the right token and keeps it as it came', async () => {
  const answer = await post('{"type":"LivechatSession", "n": 1}', { 'X-Extra': 'yes' });
  expect([answer.status, await answer.json()]).toEqual([200, { received: 1 }]);
  const [entry] = await received();
  expect(entry).toMatchObject({
    number: 1,
    body: '{"type":"LivechatSession", "n": 1}',
    verdict: 'accepted',
    status: 200,
  });
  const names = entry?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  expect(names).toContain('x-extra: yes');
  expect(names).toContain(`x-rocketchat-livechat-token: ${TOKEN}`);
});

test.each([
  ['a wrong token', '{}', { 'X-RocketChat-Livechat-Token': 'other' }, 401, 'wrong-token'],
  ['an empty token', '{}', { 'X-RocketChat-Livechat-Token': '' }, 401, 'wrong-token'],
  ['a body that is not JSON', 'type=LivechatSession', {}, 400, 'not-json'],
  ['an empty body', '', {}, 400, 'not-json'],
  ['a body that is too large', JSON.stringify('x'.repeat(1000)), {}, 413, 'too-large'],
])('refuses %s, and keeps a record of it', async (_, body, headers, status, verdict) => {
  expect((await post(body, headers)).status).toBe(status);
  expect(await received()).toMatchObject([{ verdict, status }]);
});

test.each([
  ['created', 201, 'told-201'],
  ['fail', 500, 'told-500'],
])('told %s, answers %i', async (mode, status, verdict) => {
  await tell({ mode });
  expect((await post()).status).toBe(status);
  expect(await received()).toMatchObject([{ verdict, status }]);
});

test('told to fail twice, fails twice and accepts the third', async () => {
  await tell({ mode: 'fail', times: 2 });
  const statuses = [(await post()).status, (await post()).status, (await post()).status];
  expect(statuses).toEqual([500, 500, 200]);
  expect(await (await fetch(`${server.url}/crm/behaviour`)).json()).toEqual({ mode: 'ok' });
});

test('a wrong token does not use up a counted behaviour', async () => {
  await tell({ mode: 'fail', times: 1 });
  expect((await post('{}', { 'X-RocketChat-Livechat-Token': 'other' })).status).toBe(401);
  expect((await post()).status).toBe(500);
});

test('told to be slow, shows the request at once and its status once answered', async () => {
  await tell({ mode: 'slow' });
  const answer = post();
  await expect.poll(received).toMatchObject([{ verdict: 'told-slow' }]);
  expect((await answer).status).toBe(200);
  expect(await received()).toMatchObject([{ verdict: 'told-slow', status: 200 }]);
});

test('told to hang, leaves the sender without an answer until it gives up', async () => {
  await tell({ mode: 'hang' });
  const gaveUp = new AbortController();
  const answer = post('{}', {}, gaveUp.signal);
  await expect.poll(received).toMatchObject([{ verdict: 'told-hang' }]);
  gaveUp.abort();
  await expect(answer).rejects.toThrow();
  expect((await received())[0]).not.toHaveProperty('status');
});

test('told to drop, cuts the connection', async () => {
  await tell({ mode: 'drop' });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(await received()).toMatchObject([{ verdict: 'told-drop' }]);
});

test('refuses a behaviour that is none, with the reason, and stays as it was', async () => {
  await tell({ mode: 'fail' });
  const answer = await tell({ mode: 'explode' });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { error: 'mode must be one of ok, created, fail, slow, hang, drop' },
  ]);
  const broken = await fetch(`${server.url}/crm/behaviour`, { method: 'PUT', body: '{' });
  expect([broken.status, await broken.json()]).toEqual([400, { error: 'the body is not JSON' }]);
  expect((await post()).status).toBe(500);
});

test('keeps the newest requests only, and can be emptied', async () => {
  for (let i = 0; i < 5; i += 1) await post();
  expect((await received()).map(({ number }) => number)).toEqual([5, 4, 3]);
  await fetch(`${server.url}/crm/requests`, { method: 'DELETE' });
  expect(await received()).toEqual([]);
});

test.each([
  ['GET', '/crm/webhook', 405],
  ['POST', '/crm/requests', 405],
  ['GET', '/crm/other', 404],
])('%s %s is %i', async (method, path, status) => {
  expect((await fetch(`${server.url}${path}`, { method })).status).toBe(status);
});

test('tells listeners of each request and each change as it happens', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${server.url}/crm/events`, { signal: stop.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  let heard = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString();
  })().catch(() => {});
  await tell({ mode: 'created', times: 1 });
  await post();
  await expect.poll(() => heard).toContain('event: behaviour\ndata: {"mode":"created","times":1}\n\n');
  await expect
    .poll(() => heard)
    .toMatch(/event: request\ndata: \{"number":1,.*"verdict":"told-201","status":201\}\n\n/);
  await expect.poll(() => heard).toContain('event: behaviour\ndata: {"mode":"ok"}\n\n');
  stop.abort();
  await reading;
});

test('ends hanging requests and listeners when it is disposed of', async () => {
  await tell({ mode: 'hang' });
  const answer = post();
  await expect.poll(received).toHaveLength(1);
  const stream = await fetch(`${server.url}/crm/events`);
  crm.dispose();
  await expect(answer).rejects.toThrow();
  await expect(stream.text()).resolves.toContain('event: behaviour');
});
