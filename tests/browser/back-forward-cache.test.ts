import { chromium } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { startMockServer } from '../../mock-server/hosts/create-server.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { findChromium } from './support/find-chromium.ts';
import { CHROMIUM_ARGS } from './support/launch.ts';
import { porthole } from './support/page-object.ts';
import { logInAgent } from './support/rest-agent.ts';
import { snippet, startSite } from './support/site.ts';

const PATIENCE = { timeout: 30_000 };
const open: { close(): Promise<unknown> }[] = [];
const kept = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  open.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

test('a chat is kept whole by the browser when the visitor goes to another page and back, and catches up', async () => {
  const mock = kept(await startMockServer());
  const proxy = kept(await startFaultProxy(mock.url));
  const site = kept(await startSite({ body: snippet(proxy.url), cache: 'no-cache' }));
  site.setPage('/other', { body: '' });
  const anna = await logInAgent(mock.url, 'anna');
  await anna.setAvailable(true);
  // Under automation the cache is off unless it is asked for.
  const browser = kept(
    await chromium.launch({
      executablePath: findChromium(),
      args: CHROMIUM_ARGS,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  );
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await page.addInitScript(() =>
    addEventListener('pageshow', ({ persisted }) =>
      document.documentElement.setAttribute('kept', `${persisted}`),
    ),
  );
  await page.goto(site.url);
  const visitor = porthole(page);
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say('Hello?');
  await expect.poll(() => anna.openRooms(), PATIENCE).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  await expect.poll(() => proxy.openSockets(), PATIENCE).toBe(1);
  await visitor.composer.fill('half a sent');

  await page.goto(`${site.url}/other`);
  await expect.poll(() => proxy.openSockets(), PATIENCE).toBe(0);
  await anna.say(rid, 'While you were away');
  await page.goBack({ waitUntil: 'commit' });
  // Why not, if it was not.
  const reasons = (): unknown =>
    performance.getEntriesByType('navigation').map((entry) => entry.toJSON().notRestoredReasons);
  expect(await page.evaluate(reasons)).toEqual([null]);
  expect(await page.locator('html').getAttribute('kept')).toBe('true');
  await visitor.message('While you were away').waitFor(PATIENCE);
  expect(await visitor.composer.inputValue()).toBe('half a sent');
  await expect.poll(() => proxy.openSockets(), PATIENCE).toBe(1);
  await anna.say(rid, 'And after');
  await visitor.message('And after').waitFor(PATIENCE);
  expect(await visitor.texts()).toEqual(['Hello?', 'While you were away', 'And after']);
});
