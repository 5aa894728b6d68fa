import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WHAT_TO_DO } from '../../demo/what-to-do.ts';
import { launchBrowser, type TestBrowser } from './support/launch.ts';
import { type PageWatch, watchPage } from './support/page-watch.ts';
import { settingsPage } from './support/settings-page.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let browser: TestBrowser;
let demo: { process: ChildProcess; url: string; printed(): string };
let page: Page;
let watch: PageWatch;
let shop: FrameLocator;
let agent: FrameLocator;
let desk: FrameLocator;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  // Ten seconds between retries are two.
  demo = await startDemo('--time-scale', '5');
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  watch = await watchPage(page);
  await page.goto(demo.url);
  shop = page.frameLocator('iframe[title="Shop"]');
  agent = page.frameLocator('iframe[title="Agent console"]');
  desk = page.frameLocator('iframe[title="Webhook desk"]');
});
afterEach(async () => {
  await browser.closeContexts();
  await stopDemo();
});

/** `npm start` without its build, on free ports. */
async function startDemo(...flags: string[]): Promise<typeof demo> {
  const args = ['--import', 'tsx', 'demo/start.ts', '--port', '0', '--mock-port', '0', ...flags];
  const process_ = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [process_.stdout, process_.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  await expect.poll(() => output, { timeout: 30_000 }).toMatch(/Open {2}http/);
  const url = /Open {2}(http\S+)/.exec(output)?.[1] ?? '';
  return { process: process_, url, printed: () => output };
}

/** As Ctrl-C does; answers the exit code. */
function stopDemo(): Promise<number | null> {
  const { process: running } = demo;
  if (running.exitCode !== null) return Promise.resolve(running.exitCode);
  const ended = new Promise<number | null>((resolve) => running.once('exit', resolve));
  running.kill('SIGINT');
  return ended;
}

const launcher = () =>
  shop.locator('.rocketchat-widget').locator('button[aria-expanded]:not([aria-haspopup=menu])');
const dialog = () => shop.getByRole('dialog');
const field = (label: string) => dialog().getByLabel(label, { exact: true });
const deliveries = () => desk.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('listitem');
const delivery = (event: string) => deliveries().filter({ hasText: event }).first();
const received = () => desk.getByRole('list', { name: 'Received requests, newest first' });

async function payloadOf(event: string): Promise<unknown> {
  const shown = received().getByRole('region', { name: `Payload of ${event}` });
  return JSON.parse((await shown.textContent()) ?? '');
}

async function logInAnna(): Promise<void> {
  await agent.getByRole('button', { name: 'Log in', exact: true }).click();
  await agent.getByRole('switch', { name: 'Take chats' }).click();
  await page.getByText('Agent online', { exact: true }).waitFor();
}

async function startChat(text: string): Promise<void> {
  await launcher().click();
  // An open form asks every 20 s whether agents are there.
  await dialog().getByRole('button', { name: 'Start chat' }).waitFor({ timeout: 25_000 });
  await field('Name').fill('Mara Lind');
  await field('Email').fill('mara@example.com');
  await dialog().getByRole('button', { name: 'Start chat' }).click();
  await dialog().getByRole('textbox', { name: 'Write a message' }).fill(text);
  await dialog().getByRole('textbox', { name: 'Write a message' }).press('Enter');
  await agent.getByRole('button', { name: /Mara Lind/ }).click();
}

async function endChat(comment: string, tags: string): Promise<void> {
  await agent.getByRole('button', { name: 'End chat' }).click();
  await agent.getByRole('textbox', { name: 'Comment' }).fill(comment);
  await agent.getByRole('textbox', { name: 'Tags' }).fill(tags);
  await agent.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
}

test('prints the address and what to do, and ends cleanly on Ctrl-C', async () => {
  for (const line of WHAT_TO_DO) expect(demo.printed()).toContain(line);
  await agent.getByRole('button', { name: 'Log in', exact: true }).waitFor();
  expect(await stopDemo()).toBe(0);
});

test('from a message left while nobody is there to a chat whose end the CRM takes on the third attempt', async () => {
  await page.getByText('No agent online', { exact: true }).waitFor();
  await launcher().click();
  await field('Name').fill('Mara Lind');
  await field('Email').fill('mara@example.com');
  await field('Message').fill('Do you ship to Norway?');
  await dialog().getByRole('button', { name: 'Send message' }).click();
  await delivery('LivechatOfflineMessage').getByText('Delivered').waitFor();
  await received().getByText('Accepted, 200').waitFor();
  expect(await payloadOf('LivechatOfflineMessage')).toMatchObject({
    visitor: { name: 'Mara Lind', email: 'mara@example.com' },
    message: 'Do you ship to Norway?',
  });

  await logInAnna();
  await launcher().click();
  await startChat('Is the mug dishwasher-safe?');
  const conversation = agent.getByRole('list', { name: 'Messages' });
  await conversation.getByText('Is the mug dishwasher-safe?').waitFor();
  await agent.getByRole('textbox', { name: /^Message to/ }).fill('Yes, all of them.');
  await agent.getByRole('textbox', { name: /^Message to/ }).press('Enter');
  await dialog().getByRole('log').getByText('Yes, all of them.').waitFor();

  await desk.getByLabel('The CRM').selectOption('fail');
  await desk.getByLabel('How long').selectOption('2');
  await desk.getByText('The CRM answers 500, 2 more times; then it answers 200.').waitFor();
  await endChat('Answered', 'care, order');
  await agent.getByText('This chat is over.').waitFor();

  const session = delivery('LivechatSession');
  await session.getByText(/next attempt in \d+ s/).waitFor();
  await session.getByText('Delivered').waitFor({ timeout: 20_000 });
  expect(
    await session
      .getByRole('list', { name: 'Attempts' })
      .getByText(/^\d{3}$/)
      .allInnerTexts(),
  ).toEqual(['500', '500', '200']);
  expect(await payloadOf('LivechatSession')).toMatchObject({
    type: 'LivechatSession',
    tags: ['care', 'order'],
    visitor: { name: 'Mara Lind' },
    agent: { username: 'anna' },
    messages: [{ msg: 'Is the mug dishwasher-safe?' }, { msg: 'Yes, all of them.' }],
  });
  expect(watch.errors()).toEqual([]);
}, 120_000);

test('a replay sends the same again, and the settings change the shop’s pop-up', async () => {
  await desk.getByRole('button', { name: 'Send a test' }).click();
  await delivery('LivechatSession').getByText('Delivered').waitFor();
  await delivery('LivechatSession').getByRole('button', { name: 'Replay' }).click();
  // The badge, not the button, which has a capital letter.
  await deliveries()
    .filter({ hasText: /replay/ })
    .getByText('Delivered')
    .waitFor();

  await desk.getByRole('link', { name: 'Settings', exact: true }).click();
  const settings = settingsPage(desk);
  await settings.set('Livechat_secret_token', 'another');
  await settings.set('Livechat_title', 'Ask the potters');
  await settings.set('Livechat_registration_form', false);

  await logInAnna();
  await page.getByRole('button', { name: 'Reload' }).click();
  await launcher().click();
  await dialog().getByText('Ask the potters').first().waitFor();
  await desk.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Webhooks' }).click();
  await desk.getByRole('button', { name: 'Send a test' }).click();
  await received().getByText('Wrong token, 401').waitFor();
});
