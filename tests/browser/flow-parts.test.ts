import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { openTheatre, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const PARTS = /porthole-(live|messages)-/;
const parts = ({ watch }: Visitor): string[] =>
  watch.requests().flatMap((line) => /porthole-[a-z-]+(?=-\d)/.exec(line) ?? []);

test('what only a chat needs comes with the first letter, once, and what only its header has with the room', async () => {
  const { visitor, mock } = await theatre.stage({ agentsOnline: true });
  await mock.core.writeSettings({ Livechat_registration_form: false, Livechat_fileupload_enabled: false });
  const shop = await visitor();
  await shop.open();
  await shop.composer.click();
  await shop.page.waitForLoadState('networkidle');
  expect(parts(shop)).toEqual(['porthole-chat']);
  await shop.composer.press('H');
  await expect
    .poll(() => parts(shop).sort())
    .toEqual(['porthole-chat', 'porthole-live', 'porthole-messages']);
  await shop.composer.press('i');
  await shop.composer.press('Enter');
  await shop.message('Hi').waitFor();
  await expect.poll(shop.unsent).toBe(0);
  await shop.page.getByRole('button', { name: 'More' }).waitFor();
  const all = ['porthole-chat', 'porthole-live', 'porthole-menu', 'porthole-messages'];
  expect(parts(shop).sort()).toEqual(all);
});

test('while the parts cannot be had a message waits, and goes out once when they can', async () => {
  const { visitor, mock } = await theatre.stage({ agentsOnline: true });
  await mock.core.writeSettings({ Livechat_registration_form: false });
  const shop = await visitor();
  await shop.open();
  await shop.page.route(PARTS, (route) => route.abort());
  await shop.say('Hello?');
  await shop.dialog.getByText('No connection. Trying again…').waitFor();
  expect(await shop.message('Hello?').getAttribute('class')).toBe('bubble sending');
  await shop.page.unroute(PARTS);
  await expect.poll(shop.unsent, { timeout: 30_000 }).toBe(0);
  expect(await shop.texts()).toEqual(['Hello?']);
  const anna = await logInAgent(mock.url, 'anna');
  const ben = await logInAgent(mock.url, 'ben');
  const rooms = [await anna.openRooms(), await ben.openRooms()].flat();
  expect(rooms).toHaveLength(1);
  expect(shop.watch.errors().filter((line) => !/ERR_FAILED/.test(line))).toEqual([]);
});

test('a text with marks of a page that holds no chat is rendered', async () => {
  const { visitor, mock } = await theatre.stage();
  await mock.core.writeSettings({ Livechat_offline_message: 'We are back on *Monday*' });
  const shop = await visitor();
  await shop.open();
  await shop.dialog.locator('strong').filter({ hasText: 'Monday' }).waitFor();
  expect(parts(shop).sort()).toEqual(['porthole-form', 'porthole-messages']);
  expect(shop.watch.errors()).toEqual([]);
});

test('a form that cannot be had is told, and there when it is asked for again', async () => {
  const { visitor } = await theatre.stage();
  const shop = await visitor();
  await shop.page.route(/porthole-form-/, (route) => route.abort());
  await shop.open();
  await shop.dialog.getByRole('heading', { name: 'The chat could not be loaded' }).waitFor();
  await shop.page.unroute(/porthole-form-/);
  await shop.dialog.getByRole('button', { name: 'Try again' }).click();
  await shop.leaveMessage({ name: 'Ann', email: 'ann@shop.example', message: 'call me' });
  await shop.dialog.getByText('Message sent').waitFor();
  expect(shop.watch.errors().filter((line) => !/ERR_FAILED/.test(line))).toEqual([]);
});
