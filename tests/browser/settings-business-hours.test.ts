import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { MockServer } from '../../mock-server/hosts/create-server.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const MINUTE = 60_000;
/** A form asks the server every twenty seconds. */
const SOON = { timeout: 30_000 };

/** The server's clock, of what it wrote last. */
async function serverNow({ core, store }: MockServer): Promise<number> {
  await core.writeSettings({ Livechat_show_queue_list_link: false });
  return store.get('settings', 'Livechat_show_queue_list_link')?._updatedAt.getTime() ?? Number.NaN;
}

/** A zone where it is between 12 and 13 o'clock now, so that no midnight comes between. */
function noonZone(now: number): string {
  const ahead = 12 - new Date(now).getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
const wall = (zone: string, at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at);
const timeIn = (zone: string, at: number): string =>
  wall(zone, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

async function saveDay(form: Locator, day: string, from: string, to: string): Promise<void> {
  await form.getByRole('checkbox', { name: day }).check();
  await form.getByLabel(`${day}, from`).fill(from);
  await form.getByLabel(`${day}, until`).fill(to);
  await form.getByRole('button', { name: 'Save hours' }).click();
  await form.getByText('Saved', { exact: true }).waitFor();
}

test('an open pop-up turns to the offline form when it closes, and back by itself when it opens', async () => {
  const { settings, visitor, agent, mock, receiver } = await theatre.stage({
    agentsOnline: true,
    timeScale: 10,
  });
  const anna = await agent('anna');
  const takesChats = anna.page.getByRole('switch', { name: 'Take chats' });
  const [mara, jonas] = [await visitor(), await visitor()];
  for (const shopper of [mara, jonas]) {
    await shopper.open();
    await shopper.dialog.getByRole('button', { name: 'Start chat' }).waitFor();
  }

  const zone = noonZone(await serverNow(mock));
  const day = wall(zone, await serverNow(mock), { weekday: 'long' });
  const form = settings.area('Business Hours').getByRole('form', { name: 'Hours', exact: true });
  await form.getByLabel('Time zone').fill(zone);
  await saveDay(form, day, '01:00', '02:00');
  await form.getByText(/^Closed now, opens on \w+ at 0[18]:00\./).waitFor();
  await settings.set('Livechat_enable_business_hours', true);
  for (const { dialog } of [mara, jonas]) await dialog.getByLabel('Message', { exact: true }).waitFor(SOON);
  await expect.poll(() => takesChats.getAttribute('aria-checked')).toBe('false');
  await takesChats.click();
  await anna.page.getByText('It is outside the business hours: the server keeps agents offline.').waitFor();

  await mara.leaveMessage({ name: 'Mara Lind', email: 'mara@example.com', message: 'When do you open?' });
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.json).toMatchObject({ type: 'LivechatOfflineMessage', message: 'When do you open?' });

  const opensAt = Math.ceil((await serverNow(mock)) / MINUTE) * MINUTE + 2 * MINUTE;
  await saveDay(form, day, timeIn(zone, opensAt), '23:00');
  expect(await takesChats.getAttribute('aria-checked')).toBe('false');
  await jonas.dialog.getByRole('button', { name: 'Start chat' }).waitFor({ timeout: 60_000 });
  expect(await serverNow(mock)).toBeGreaterThanOrEqual(opensAt);
  await expect.poll(() => takesChats.getAttribute('aria-checked')).toBe('true');
  await jonas.register({ name: 'Jonas Lind', email: 'jonas@example.com' });
  await jonas.say('Good morning!');
  await anna.select('Jonas Lind');
  await anna.message('Good morning!').waitFor();
  expect([...mara.watch.errors(), ...jonas.watch.errors()]).toEqual([]);
}, 180_000);

test('wrong hours are told where they are and not saved; what was changed can be undone', async () => {
  const { settings, mock } = await theatre.stage();
  const area = settings.area('Business Hours');
  const form = area.getByRole('form', { name: 'Hours', exact: true });
  const before = mock.store.where('businessHours', 'type', 'default')[0];
  await form.getByLabel('Tuesday, from').fill('21:00');
  await form.getByText('It ends before it begins.').waitFor();
  await form.getByLabel('Tuesday, until').fill('21:00');
  await form.getByText('It ends when it begins.').waitFor();
  await form.getByLabel('Time zone').fill('Mars/Olympus');
  await form.getByText(/^This is no time zone/).waitFor();
  await form.getByRole('button', { name: 'Save hours' }).click();
  expect(mock.store.where('businessHours', 'type', 'default')[0]).toEqual(before);
  await form.getByRole('button', { name: 'Undo' }).click();
  expect(await form.getByLabel('Tuesday, from').inputValue()).toBe('08:00');
  expect(await form.getByRole('alert').count()).toBe(0);
});

test('departments get hours of their own', async () => {
  const { settings, mock } = await theatre.stage({ agentsOnline: true });
  const area = settings.area('Business Hours');
  await settings.set('Livechat_business_hour_type', 'Multiple');
  await area.getByRole('button', { name: 'Add hours for departments' }).click();
  const fresh = area.getByRole('form', { name: 'New hours' });
  await fresh.getByRole('button', { name: 'Save hours' }).click();
  await fresh.getByText('These hours need a name.').waitFor();
  await fresh.getByLabel('Name').fill('Shop');
  const form = area.getByRole('form', { name: 'Shop' });
  await form.getByLabel('Sales').check();
  await form.getByLabel('Friday, until').fill('00:00');
  await form.getByRole('button', { name: 'Save hours' }).click();
  await form.getByRole('button', { name: 'Remove' }).waitFor();
  const [shop] = mock.store.where('businessHours', 'type', 'custom');
  expect(shop).toMatchObject({
    name: 'Shop',
    workHours: { 4: { day: 'Friday', finish: { time: '24:00' } } },
  });
  expect(mock.store.get('departments', 'SaLesSeedDepart22')?.businessHourId).toBe(shop?._id);

  await form.getByRole('button', { name: 'Remove' }).click();
  await settings.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await form.waitFor({ state: 'detached' });
  expect(mock.store.where('businessHours', 'type', 'custom')).toEqual([]);
});
