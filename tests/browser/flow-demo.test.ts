import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server/start-demo.ts';
import { startMockServer } from '../../mock-server/hosts/create-server.ts';
import { agentConsole } from './support/agent-console.ts';
import { launchBrowser, type TestBrowser } from './support/launch.ts';
import { porthole } from './support/page-object.ts';
import { type PageWatch, watchPage } from './support/page-watch.ts';

const TIME_SCALE = 20;
let browser: TestBrowser;
let demo: Demo;
let watch: PageWatch;
let frameAt: (path: string) => Promise<Frame>;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startDemo({
    pages: fileURLToPath(new URL('../../dist/demo', import.meta.url)),
    port: 0,
    host: '127.0.0.1',
    timeScale: TIME_SCALE,
    admin: { user: 'admin', password: 'admin' },
    startMock: ({ url, secret }) =>
      startMockServer({ webhookUrl: url, webhookSecret: secret, timeScale: TIME_SCALE }),
  });
  const page = await (await browser.newContext({ viewport: { width: 1800, height: 1000 } })).newPage();
  watch = await watchPage(page);
  await page.goto(demo.url);
  frameAt = async (path) => {
    const frame = await (await page.waitForSelector(`iframe[src="${path}"]`)).contentFrame();
    if (!frame) throw new Error(`no frame at ${path}`);
    return frame;
  };
});
afterEach(async () => {
  await browser.closeContexts();
  await demo.close();
});

test("the README's six lines, followed in the one window, do what they say", async () => {
  const shop = porthole(await frameAt('./site/'));
  const agent = agentConsole(await frameAt('./agent/'));
  const deskFrame = await frameAt('./admin/');
  const received = deskFrame.getByRole('list', { name: /^Received requests/ }).getByRole('listitem');
  const deliveries = deskFrame.getByRole('list', { name: /^Deliveries/ }).locator('> li');

  // 1, 2
  await shop.open();
  await shop.leaveMessage({ name: 'Zoë', email: 'zoe@example.com', message: 'Do you ship to Iceland?' });
  await received.filter({ hasText: 'LivechatOfflineMessage' }).first().waitFor();
  await received.filter({ hasText: 'token checked' }).first().waitFor();

  // 3, 4
  await agent.logIn('anna');
  await agent.goOnline();
  await shop.dialog.getByRole('button', { name: 'Minimise' }).click();
  await shop.open();
  await shop.register({ name: 'Zoë', email: 'zoe@example.com' });
  await shop.say('Hello?');
  await agent.select('Zoë');
  await agent.say('Yes, we do');
  await shop.message('Yes, we do').waitFor();

  // 5
  await agent.endChat('Told her', 'shipping, iceland');
  await received.filter({ hasText: 'LivechatSession' }).first().waitFor();
  await shop.dialog.getByRole('button', { name: 'New chat' }).waitFor();

  // 6
  await deskFrame.getByLabel('The CRM').selectOption('fail');
  await deskFrame.getByLabel('How long').selectOption('2');
  await shop.dialog.getByRole('button', { name: 'New chat' }).click();
  await shop.say('One more thing');
  await agent.remove();
  await agent.select('Zoë');
  await agent.endChat('Done', '');
  const retried = deliveries.first();
  await retried.filter({ hasText: '3 of 11 attempts' }).filter({ hasText: 'Delivered' }).waitFor();
  await retried.getByRole('button', { name: 'Replay' }).click();
  await deliveries.first().filter({ hasText: 'replay' }).filter({ hasText: 'Delivered' }).waitFor();

  expect(watch.errors().filter((line) => !line.includes('500 (Internal Server Error)'))).toEqual([]);
});
