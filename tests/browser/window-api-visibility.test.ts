import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { apiVisitor } from './support/api-visitor.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('opening and closing, hiding and showing', async () => {
  const { page, launcher, dialog, call, watch } = await apiVisitor(
    await theatre.stage(),
    'this.hideWidget(); this.maximizeWidget();',
  );
  await page.waitForFunction("document.querySelector('.rocketchat-widget')");
  expect(await launcher.isVisible()).toBe(false);
  await call('showWidget');
  await dialog.waitFor();
  await call('minimizeWidget');
  await dialog.waitFor({ state: 'hidden' });
  await call('maximizeWidget');
  await dialog.waitFor();
  await call('hideWidget');
  await launcher.waitFor({ state: 'hidden' });
  expect(
    await page.evaluate("document.querySelector('.rocketchat-widget').getBoundingClientRect().width"),
  ).toBe(0);
  await call('showWidget');
  await dialog.waitFor();
  expect(watch.errors()).toEqual([]);
});

test('minimizeWidget loads nothing', async () => {
  const stage = await theatre.stage();
  stage.site.setPage('/', {
    body: `<script async src="${stage.proxy.url}/porthole.js"></script>`,
  });
  const { page, launcher, watch } = await stage.visitor();
  await launcher.waitFor();
  await page.evaluate(
    "RocketChat.livechat.minimizeWidget(); RocketChat.livechat.setTheme({ color: '#0a7d33' })",
  );
  expect(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
    'rgb(10, 125, 51)',
  );
  expect(watch.requests().filter((line) => line.includes('porthole-'))).toEqual([]);
});

test('a phone whose widget is hidden has its page back', async () => {
  const stage = await theatre.stage();
  const { page, open, call, dialog } = await apiVisitor(stage);
  await page.setViewportSize({ width: 390, height: 800 });
  await open();
  await expect.poll(() => page.evaluate('document.documentElement.style.overflow')).toBe('hidden');
  await call('hideWidget');
  await dialog.waitFor({ state: 'hidden' });
  expect(
    await page.evaluate("[document.documentElement.style.overflow, document.querySelector('h1').inert]"),
  ).toEqual(['', false]);
});
