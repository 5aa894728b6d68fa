import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import {
  findOfficialWidget,
  OfficialWidgetMissing,
} from '../../../mock-server/hosts/find-official-widget.ts';
import type { MockServerOptions } from '../../../mock-server/hosts/mock-server-options.ts';

const servers: MockServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: MockServerOptions = {}): Promise<MockServer> {
  const server = await startMockServer({ widget: 'official', ...options });
  servers.push(server);
  return server;
}

const BUILD = join(
  dirname(createRequire(import.meta.url).resolve('@rocket.chat/livechat/package.json')),
  'build',
);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the page of the frame knows the address of the server before its scripts run', async () => {
  const { url } = await start();
  const answer = await fetch(`${url}/livechat?mode=popout`);
  const page = await answer.text();
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(page).toContain(`<body><script>SERVER_URL = "${url}";</script><script src="livechat/`);
});

test('the address is the public one, and cannot end the script', async () => {
  const { url } = await start({ siteUrl: 'https://chat.example.com/</script>' });
  const page = await (await fetch(`${url}/livechat`)).text();
  expect(page).toContain('SERVER_URL = "https://chat.example.com/\\u003c/script>";');
});

test('every file that the page names is the one of the package, and so is the loader', async () => {
  const { url } = await start();
  const page = await (await fetch(`${url}/livechat`)).text();
  const named = [...page.matchAll(/src="livechat\/([^"]+)"/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  for (const name of [...named, 'rocketchat-livechat.min.js']) {
    const answer = await fetch(`${url}/livechat/${name}`);
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/javascript/);
    expect(sha(new Uint8Array(await answer.arrayBuffer()))).toBe(sha(readFileSync(join(BUILD, name))));
  }
});

test.each([
  '/livechat/1.0.0/rocketchat-livechat.min.js',
  '/packages/rocketchat_livechat/assets/rocketchat-livechat.min.js?_=201702160944',
  '/packages/rocketchat_livechat/assets/rocket-livechat.js',
])('the loader is also where older snippets look for it: %s', async (path) => {
  const { url } = await start();
  const answer = await fetch(`${url}${path}`);
  expect(sha(new Uint8Array(await answer.arrayBuffer()))).toBe(
    sha(readFileSync(join(BUILD, 'rocketchat-livechat.min.js'))),
  );
});

test.each(['/livechat/', '/livechat/index.html'])('%s leads to the page', async (path) => {
  const { url } = await start();
  const answer = await fetch(`${url}${path}?mode=popout`);
  expect([answer.status, answer.url]).toEqual([200, `${url}/livechat?mode=popout`]);
});

test.each(['/livechat/nothing.js', '/livechat/%2e%2e/package.json', '/livechatter'])(
  'answers 404 in JSON for %s',
  async (path) => {
    const { url } = await start();
    const answer = await fetch(`${url}${path}`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/json']);
  },
);

test.each([
  [
    'shop.example.com, blog.example.com',
    'https://blog.example.com/a?b',
    'frame-ancestors https://blog.example.com',
  ],
  ['shop.example.com:8080', 'http://shop.example.com:8080/', 'frame-ancestors http://shop.example.com:8080'],
  ['shop.example.com', 'https://evil.example.com/', "frame-ancestors 'none'"],
  ['*.example.com', 'https://shop.example.com/', "frame-ancestors 'none'"],
  ['shop.example.com', undefined, null],
  ['', 'https://evil.example.com/', null],
])('with the list "%s", a page at %s gets the policy %s', async (list, referer, policy) => {
  const { url, core } = await start();
  await core.writeSettings({ Livechat_AllowedDomainsList: list });
  const answer = await fetch(`${url}/livechat`, referer ? { headers: { Referer: referer } } : {});
  expect(answer.headers.get('Content-Security-Policy')).toBe(policy);
});

test('by default there is no page there: our widget needs no frame', async () => {
  const { url } = await start({ widget: 'ours' });
  const answer = await fetch(`${url}/livechat`);
  expect(answer.status).toBe(404);
});

test('the package is looked for in the current folder first, then beside the server', () => {
  expect(findOfficialWidget(tmpdir())).toBe(BUILD);
});

test('a package that is not there is an error that says what to install', () => {
  const empty = mkdtempSync(join(tmpdir(), 'porthole-'));
  try {
    const missing = (): string => findOfficialWidget(empty, join(empty, 'server.js'));
    expect(missing).toThrow(OfficialWidgetMissing);
    expect(missing).toThrow(/npm install .*@rocket\.chat\/livechat@/);
  } finally {
    rmSync(empty, { recursive: true });
  }
});
