import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';
import type { Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const CONSENT = 'Livechat_force_accept_data_processing_consent';
const TEXT = 'Livechat_data_processing_consent_text';
/** What the widget asked of the server, but for the config and files. */
const sent = ({ watch }: Visitor): string[] =>
  watch
    .requests()
    .filter((line) => /\/api\/|websocket/.test(line) && !/livechat\/config(\?department=[^&]*)?$/.test(line));

test('an open widget asks before anything is sent; agreed, the chat begins', async () => {
  const { settings, visitor } = await theatre.stage({ agentsOnline: true });
  await settings.set('Livechat_registration_form', false);
  const shop = await visitor();
  await shop.open();
  await shop.composer.waitFor();
  await settings.set(CONSENT, true);
  await settings.set(TEXT, 'We keep what you write for **30 days**.');
  // Who opens the pop-up sees it as it is now.
  await shop.launcher.click();
  await shop.page.waitForTimeout(2_100);
  await shop.open();
  await shop.dialog.locator('strong', { hasText: '30 days' }).waitFor();
  expect(await shop.composer.count()).toBe(0);
  // Nor does what the page says of its visitor go out.
  await shop.page.evaluate(() => {
    const api = (
      window as unknown as { RocketChat: { livechat: Record<string, (...args: unknown[]) => void> } }
    ).RocketChat.livechat;
    api.registerGuest?.({ token: 'a-token-of-the-page', name: 'Ann', email: 'ann@shop.example' });
    api.setCustomField?.('size', '42');
    api.pageVisited?.('url');
  });
  await shop.dialog.getByRole('button', { name: 'No, thank you' }).click();
  await shop.dialog.getByRole('heading', { name: 'Nothing was sent' }).waitFor();
  await shop.page.waitForLoadState('networkidle');
  expect(sent(shop)).toEqual([]);
  expect(shop.watch.sockets()).toEqual([]);

  await shop.dialog.getByRole('button', { name: 'Back' }).click();
  await shop.dialog.getByRole('button', { name: 'I agree' }).click();
  await shop.composer.waitFor();
  await expect.poll(() => sent(shop).filter((line) => /POST .*livechat\/visitor$/.test(line)).length).toBe(1);
  await shop.say('hello');
  await expect.poll(shop.unsent).toBe(0);
  expect(await shop.texts()).toEqual(['hello']);
  // Remembered.
  await shop.page.reload();
  await shop.message('hello').waitFor();
  // The field of the page is one that the server does not know.
  expect(shop.watch.errors().filter((line) => !/status of 400/.test(line))).toEqual([]);
  expect(await shop.watch.violations()).toEqual([]);
});

test('with nobody there the consent comes before the offline form', async () => {
  const { settings, visitor } = await theatre.stage();
  await settings.set(CONSENT, true);
  const shop = await visitor();
  await shop.open();
  await shop.dialog.getByRole('button', { name: 'I agree' }).click();
  await shop.leaveMessage({ name: 'Ann', email: 'ann@shop.example', message: 'call me' });
  await shop.dialog.getByText('Message sent').waitFor();
  expect(sent(shop).map((line) => line.replace(/.*livechat\//, ''))).toEqual(['offline.message']);
});

test('the visitor removes their data: server, pending delivery and browser forget them, and it is said', async () => {
  // The receiver never takes it: the delivery stays pending.
  const { settings, visitor, mock } = await theatre.stage({
    agentsOnline: true,
    reactions: Array.from({ length: 50 }, () => 500),
  });
  await settings.set('Livechat_registration_form', false);
  await settings.set(CONSENT, true);
  const shop = await visitor();
  await shop.open();
  await shop.dialog.getByRole('button', { name: 'I agree' }).click();
  await shop.say('my order is 4711');
  await expect.poll(shop.unsent).toBe(0);
  const collection = async (name: string): Promise<Record<string, unknown>[]> =>
    (await fetch(`${mock.url}/db/${name}`)).json() as Promise<Record<string, unknown>[]>;
  expect(await collection('rooms')).toHaveLength(1);
  await shop.dialog.getByRole('button', { name: 'End chat' }).click();
  await shop.dialog.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).click();
  await shop.dialog.getByRole('button', { name: 'New chat' }).waitFor();
  await expect
    .poll(async () => (await collection('deliveries')).map(({ state }) => state))
    .toEqual(['pending']);
  const [{ token } = {}] = (await collection('visitors')).filter(({ disabled }) => !disabled);

  await shop.dialog.getByRole('button', { name: 'More' }).click();
  await shop.page.getByRole('menuitem', { name: 'Remove my data' }).click();
  const sheet = shop.page.getByRole('dialog', { name: 'Remove all your data?' });
  await sheet.getByRole('button', { name: 'Remove my data' }).click();
  await shop.page.getByRole('heading', { name: 'Your data was removed' }).waitFor();

  expect(await collection('rooms')).toEqual([]);
  expect(await collection('messages')).toEqual([]);
  expect((await collection('visitors')).filter(({ disabled }) => !disabled)).toEqual([]);
  const [delivery] = await collection('deliveries');
  expect(delivery?.state).toBe('cancelled');
  expect(JSON.stringify(delivery)).not.toContain('4711');
  const kept = await shop.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain('4711');
  if (typeof token === 'string') expect(kept).not.toContain(token);

  // A fresh start.
  await shop.page.getByRole('button', { name: 'Close', exact: true }).click();
  await shop.dialog.getByRole('button', { name: 'I agree' }).click();
  await shop.say('hello again');
  await expect.poll(shop.unsent).toBe(0);
  expect(await shop.texts()).toEqual(['hello again']);
  expect(shop.watch.errors()).toEqual([]);
});

test('a manager removes a visitor’s data in the agent console, and the open widget starts anew', async () => {
  const { settings, visitor, agent, mock } = await theatre.stage();
  const admin = await logInAgent(mock.url, 'admin');
  await admin.call('POST', 'livechat/users/manager', { username: 'anna' });
  await settings.set('Livechat_registration_form', false);
  await settings.set(CONSENT, true);
  const anna = await agent('anna');
  await anna.goOnline();
  const shop = await visitor();
  await shop.open();
  await shop.dialog.getByRole('button', { name: 'I agree' }).click();
  await shop.say('my order is 4711');
  await expect.poll(shop.unsent).toBe(0);
  await anna.select('guest-1');
  await anna.page.getByRole('button', { name: 'Remove visitor’s data' }).click();
  const question = anna.page.getByRole('dialog', { name: 'Remove all data of this visitor?' });
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await anna.page.getByText('The visitor’s data was removed.').waitFor();
  expect(await anna.page.getByText('4711').count()).toBe(0);
  const rooms: unknown = await (await fetch(`${mock.url}/db/rooms`)).json();
  expect(rooms).toEqual([]);
  await shop.dialog.getByRole('button', { name: 'New chat' }).click();
  await shop.say('hello again');
  await expect.poll(shop.unsent).toBe(0);
  expect(await shop.texts()).toEqual(['hello again']);
});
