import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import type { SettingValue } from './support/settings-page.ts';
import { openSettingsTheatre, type SettingsStage } from './support/settings-theatre.ts';
import type { Visitor } from './support/stage.ts';
import { visibleFaults } from './support/visible-faults.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** A form asks every twenty seconds, and when the network is back; nobody has to wait for that here. */
const askAnew = (shopper: Visitor): Promise<boolean> =>
  shopper.page.evaluate(() => dispatchEvent(new Event('online')));

/** Closes and opens the pop-up until it shows what is wanted: opened, it asks for what is older than two seconds. */
async function openAnew(shopper: Visitor, isSo: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(async () => {
      if (await isSo()) return true;
      await shopper.launcher.click();
      await shopper.launcher.click();
      return isSo();
    })
    .toBe(true);
}

const styleOf = (shopper: Visitor, selector: string, property: string): Promise<string> =>
  shopper.dialog
    .locator(selector)
    .evaluate((element, name) => getComputedStyle(element)[name as 'color'], property);
const launcherColour = (shopper: Visitor): Promise<string> =>
  shopper.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
const isThere = (shopper: Visitor, label: string): Promise<boolean> =>
  shopper.dialog.getByLabel(label, { exact: true }).isVisible();
const text = async (shopper: Visitor): Promise<string> => (await shopper.dialog.textContent()) ?? '';

type Row = readonly [
  id: string,
  value: SettingValue,
  seen: (shopper: Visitor) => Promise<unknown>,
  before: unknown,
  after: unknown,
];

/** Sets each and sees it in the same open pop-up, which did not show it before. */
async function walk({ settings }: SettingsStage, shopper: Visitor, rows: readonly Row[]): Promise<void> {
  for (const [id, value, seen, before, after] of rows) {
    await expect.poll(() => seen(shopper), { message: `${id} before` }).toEqual(before);
    await settings.set(id, value);
    await askAnew(shopper);
    await expect.poll(() => seen(shopper), { message: id }).toEqual(after);
  }
  expect(shopper.watch.errors()).toEqual([]);
}

const has = (words: string) => async (shopper: Visitor) => (await text(shopper)).includes(words);

test('looks and the registration form follow the settings while the pop-up is open', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const shopper = await stage.visitor();
  await shopper.open();
  await walk(stage, shopper, [
    ['Livechat_title', 'Ask the potters', has('Ask the potters'), false, true],
    ['Livechat_title_color', '#28636b', launcherColour, 'rgb(193, 39, 45)', 'rgb(40, 99, 107)'],
    [
      'Livechat_widget_position',
      'left',
      async () => ((await shopper.launcher.boundingBox())?.x ?? 0) < 100,
      false,
      true,
    ],
    ['Livechat_registration_form_message', 'Who are **you**?', has('Who are you?'), false, true],
    ['Livechat_name_field_registration_form', false, (one) => isThere(one, 'Name'), true, false],
    ['Livechat_email_field_registration_form', false, (one) => isThere(one, 'Email'), true, false],
    ['Livechat_registration_form', false, (one) => one.composer.isVisible(), false, true],
  ]);
});

test('the offline form, its texts and what stands in its place follow the settings', async () => {
  const stage = await theatre.stage();
  const shopper = await stage.visitor();
  await shopper.open();
  await walk(stage, shopper, [
    ['Livechat_offline_title', 'We are asleep', has('We are asleep'), false, true],
    ['Livechat_offline_title_color', '#28636b', launcherColour, 'rgb(102, 102, 102)', 'rgb(40, 99, 107)'],
    ['Livechat_offline_message', 'Back at nine.', has('Back at nine.'), false, true],
    ['Livechat_display_offline_form', false, (one) => isThere(one, 'Message'), true, false],
    ['Livechat_offline_form_unavailable', 'Call us instead.', has('Call us instead.'), false, true],
    ['Livechat_display_offline_form', true, (one) => isThere(one, 'Message'), false, true],
    ['Livechat_offline_success_message', 'We will write.', has('We will write.'), false, false],
  ]);
  await shopper.leaveMessage({ name: 'Mara Lind', email: 'mara@example.com', message: 'Hello?' });
  await shopper.dialog.getByText('We will write.').waitFor();
});

test('a chat follows the settings when the pop-up is opened again', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { settings, visitor, mock } = stage;
  await settings.set('Livechat_registration_form', false);
  const shopper = await visitor();
  await shopper.open();
  await shopper.say('Hello');
  await shopper.message('Hello').waitFor();
  const anna = await logInAgent(mock.url, 'anna');
  await expect.poll(() => anna.openRooms()).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  await anna.say(rid, 'Good morning');
  await shopper.message('Good morning').waitFor();
  const sees = async (id: string, value: SettingValue, isSo: () => Promise<boolean>): Promise<void> => {
    expect(await isSo(), `${id} before`).toBe(false);
    await settings.set(id, value);
    await openAnew(shopper, isSo);
  };

  await settings.set('Livechat_message_character_limit', 10);
  await sees('Livechat_enable_message_character_limit', true, async () => {
    await shopper.composer.fill('Longer than that');
    return (await text(shopper)).includes('characters too many');
  });
  await shopper.composer.fill('');
  await sees('Livechat_background', '#123456', async () => {
    const looks = await Promise.all([
      styleOf(shopper, '.log', 'backgroundColor'),
      styleOf(shopper, '.log', 'color'),
    ]);
    // Far above white is white, far below black is black.
    return looks[0] === 'rgb(18, 52, 86)' && /^color\(xyz-d65 \d/.test(looks[1]);
  });
  expect(await visibleFaults(shopper.dialog)).toEqual([]);
  const nameless = async (): Promise<boolean> => !(await text(shopper)).includes('Anna');
  await sees('Livechat_show_agent_info', false, nameless);
  await settings.set('Livechat_show_agent_info', true);
  await sees('Livechat_hide_system_messages', [], () => has('joined')(shopper));
  const end = shopper.dialog.getByRole('button', { name: 'End chat' });
  await sees('Omnichannel_allow_visitors_to_close_conversation', false, () => end.isHidden());
  await anna.closeRoom(rid, 'Done', []);
  await shopper.dialog.getByRole('button', { name: 'New chat' }).waitFor();
  await sees('Livechat_conversation_finished_message', 'Good-bye', () => has('Good-bye')(shopper));
  await sees('Livechat_conversation_finished_text', 'Tell *everybody*', () => has('Tell everybody')(shopper));
  expect(shopper.watch.errors()).toEqual([]);
}, 120_000);

test('the agent console rings once for a waiting chat, or until it is taken', async () => {
  const { settings, visitor, agent } = await theatre.stage({ agentsOnline: true });
  await settings.set('Livechat_Routing_Method', 'Manual_Selection');
  await settings.set('Livechat_registration_form', false);
  const anna = await agent('anna');
  await anna.page.evaluate(() => {
    const rings: number[] = [];
    Object.assign(window, {
      rings,
      AudioContext: class extends AudioContext {
        constructor() {
          super();
          rings.push(Date.now());
        }
      },
    });
  });
  const rings = (): Promise<number> =>
    anna.page.evaluate(() => (window as unknown as { rings: number[] }).rings.length);
  // Its own sound says that it is on.
  await anna.page.getByRole('button', { name: 'Sound for new messages' }).click();
  await expect.poll(rings).toBe(1);
  const shopper = await visitor();
  await shopper.open();
  await shopper.say('Hello?');
  await expect.poll(rings).toBe(2);
  await settings.set('Livechat_continuous_sound_notification_new_livechat_room', true);
  await expect.poll(rings).toBeGreaterThanOrEqual(4);
  await anna.page.getByRole('button', { name: /^Take the chat/ }).click();
  await anna.message('Hello?').waitFor();
});

test('a site that is not in the list has no launcher, and has it back with the list', async () => {
  const { settings, visitor, site } = await theatre.stage({ agentsOnline: true });
  await settings.set('Livechat_AllowedDomainsList', 'shop.example.com');
  const shopper = await visitor();
  await expect.poll(() => shopper.watch.requests().join()).toContain('/livechat/config');
  await shopper.launcher.waitFor({ state: 'hidden' });
  await settings.set('Livechat_AllowedDomainsList', `shop.example.com, ${new URL(site.url).host}`);
  await shopper.page.reload();
  await shopper.launcher.waitFor();
});

test('what visitors do and leave is kept as the settings say', async () => {
  const { settings, visitor, mock } = await theatre.stage({ agentsOnline: true });
  await settings.set('Livechat_registration_form', false);
  await settings.set('Livechat_history_monitor_type', 'title');
  await settings.set('Livechat_clear_local_storage_when_chat_ended', true);
  const anna = await logInAgent(mock.url, 'anna');
  const shopper = await visitor();
  await shopper.open();
  await shopper.say('Hello');
  await expect.poll(() => anna.openRooms()).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  const pages = async (): Promise<unknown> =>
    (await anna.call('GET', `livechat/visitors.pagesVisited/${rid}`)).pages;
  await expect.poll(pages).toMatchObject([{ navigation: { page: { change: 'title', title: 'Shop' } } }]);
  await anna.closeRoom(rid, 'Done', []);
  await shopper.dialog.getByRole('button', { name: 'New chat' }).waitFor();
  // The token is what the visitor is known by; without the setting it stays.
  await expect
    .poll(() => shopper.page.evaluate(() => JSON.stringify(Object.values(localStorage))))
    .toContain('\\"token\\":\\"\\"');
});
