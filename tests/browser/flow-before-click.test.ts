import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('a page asks for two things and keeps nothing before a click', async () => {
  const { proxy, visitor } = await theatre.stage({ agentsOnline: true });
  const { page, watch, launcher } = await visitor();
  await launcher.waitFor();
  await page.waitForLoadState('networkidle');

  expect(watch.requests().filter((line) => line.includes(proxy.url))).toEqual([
    `GET ${proxy.url}/porthole.js`,
    `GET ${proxy.url}/api/v1/livechat/config`,
  ]);
  expect(watch.sockets()).toEqual([]);
  expect(await watch.stored()).toEqual([]);
  expect(watch.errors()).toEqual([]);
});

test('a pop-up that is opened and closed without a word keeps no socket', async () => {
  const { visitor, proxy } = await theatre.stage({ agentsOnline: true });
  const { launcher, open, dialog, watch, page } = await visitor();
  await open();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  expect(proxy.openSockets()).toBe(0);
  expect(watch.errors()).toEqual([]);
});

test('nothing shows where livechat is switched off', async () => {
  const { mock, visitor } = await theatre.stage();
  await mock.core.writeSettings({ Livechat_enabled: false });
  const { page, launcher, watch } = await visitor();
  await page.waitForLoadState('networkidle');

  expect(await launcher.isVisible()).toBe(false);
  expect(watch.errors()).toEqual([]);
});
