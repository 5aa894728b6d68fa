import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SNIPPET_ADDRESS } from '../../../demo/server/create-demo-server.ts';
import { firstFreePort } from '../../../demo/server/first-free-port.ts';
import { type Demo, type Receivers, startDemo } from '../../../demo/server/start-demo.ts';
import { listen } from '../../browser/support/listen.ts';

const MOCK = 'http://127.0.0.1:3999';
const SNIPPET = `<script async src="${SNIPPET_ADDRESS}/porthole.js" data-server="${SNIPPET_ADDRESS}"></script>`;
const DESK = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'empty', 'X-Porthole-Desk': '1' };

let pages: string;
let demo: Demo;
const startMock = vi.fn(async (_receivers: Receivers) => ({
  url: MOCK,
  close: closeMock,
}));
const closeMock = vi.fn(async () => {});

const start = (port = 0): Promise<Demo> =>
  startDemo({
    pages,
    port,
    host: '127.0.0.1',
    timeScale: 2,
    admin: { user: 'admin', password: 'pass' },
    startMock,
  });

beforeEach(async () => {
  vi.clearAllMocks();
  pages = await mkdtemp(join(tmpdir(), 'porthole-pages-'));
  for (const name of ['site', 'agent', 'admin']) {
    await mkdir(join(pages, name));
    await writeFile(join(pages, name, 'index.html'), `<h1>${name}</h1>${SNIPPET}`);
  }
  await writeFile(join(pages, 'index.html'), '<h1>window</h1>');
  demo = await start();
});
afterEach(async () => {
  await demo.close();
  await rm(pages, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${demo.url}${path}`, { headers, redirect: 'manual' });

test("the shop carries the README's snippet with the mock's address in it", async () => {
  const html = await (await get('/site/')).text();
  expect(html).toBe(`<h1>site</h1><script async src="${MOCK}/porthole.js" data-server="${MOCK}"></script>`);
});

test('the shop has the strictest policy with which the snippet can work', async () => {
  const policy = (await get('/site/')).headers.get('content-security-policy')?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    `script-src 'self' ${MOCK}`,
    `connect-src ${MOCK} ws://127.0.0.1:3999`,
    `img-src 'self' ${MOCK} data: blob:`,
    `media-src ${MOCK} blob:`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ]);
});

test.each(['/', '/agent/', '/admin/'])('scripts of %s come from the demo alone', async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
});

test.each([
  ['/site', 302],
  ['/agent', 302],
  ['/nothing', 404],
  ['/../package.json', 404],
  ['/%2e%2e/package.json', 404],
])('%s is %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('tells every page where the mock is, without any credentials', async () => {
  expect(await (await get('/demo.json')).json()).toEqual({ mock: MOCK, timeScale: 2 });
});

test("tells the desk the admin's credentials, the CRM's secret and the mock's time", async () => {
  const before = Date.now();
  const facts = await (await get('/admin/desk.json', DESK)).json();
  expect(facts).toEqual({
    mock: MOCK,
    timeScale: 2,
    admin: { user: 'admin', password: 'pass' },
    crm: { url: `${demo.url}/crm/webhook`, token: startMock.mock.calls[0]?.[0].webhook.secret },
    messenger: {
      sendUrl: `${demo.url}/messenger/send`,
      apiKey: expect.any(String),
      secret: expect.any(String),
      verifyToken: expect.any(String),
    },
    rdStation: { url: `${demo.url}/rd-station/conversions`, token: expect.stringMatching(/^rd-/) },
    now: expect.any(Number),
  });
  expect(facts.now).toBeGreaterThanOrEqual(before);
});

test.each([
  ['a page of another site', { ...DESK, 'Sec-Fetch-Site': 'cross-site' }],
  ['a page of another port', { ...DESK, 'Sec-Fetch-Site': 'same-site' }],
  ['a navigation', { ...DESK, 'Sec-Fetch-Dest': 'document' }],
  ['a page that is not the desk', { ...DESK, 'X-Porthole-Desk': '' }],
  ['a bare request', {}],
])('tells %s nothing of them', async (_, headers) => {
  const answer = await get('/admin/desk.json', headers);
  expect([answer.status, await answer.json()]).toEqual([403, { error: 'for the webhook desk only' }]);
});

test('the mock is told to send its webhooks to the CRM, with the secret that the CRM wants', async () => {
  const { url, secret } = startMock.mock.calls[0]?.[0].webhook ?? { url: '', secret: '' };
  expect(url).toBe(`${demo.url}/crm/webhook`);
  const send = (token: string) =>
    fetch(url, { method: 'POST', body: '{}', headers: { 'X-RocketChat-Livechat-Token': token } });
  expect([(await send(secret)).status, (await send('other')).status]).toEqual([200, 401]);
});

test('takes the next port when the wanted one is taken', async () => {
  const other = await start(demo.port);
  expect(other.port).toBeGreaterThan(demo.port);
  await other.close();
});

test('closes the mock and gives the port back', async () => {
  const { port } = demo;
  await demo.close();
  expect(closeMock).toHaveBeenCalledOnce();
  const again = await listen(createServer(), port);
  await again.close();
  demo = await start();
});

test('keeps no port when the mock cannot start', async () => {
  const port = await firstFreePort(41_000, '127.0.0.1');
  startMock.mockRejectedValueOnce(new Error('no'));
  await expect(start(port)).rejects.toThrow('no');
  const again = await listen(createServer(), port);
  await again.close();
});

test('other methods than GET and HEAD are refused', async () => {
  expect((await fetch(`${demo.url}/`, { method: 'POST' })).status).toBe(405);
});
