import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SETTINGS } from '../../mock-server/core/settings/definitions.ts';
import { logInAgent } from './support/rest-agent.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** Asks the server itself. */
async function storedAt(server: string): Promise<(id: string) => Promise<unknown>> {
  const admin = await logInAgent(server, 'admin');
  return async (id) => (await admin.call('GET', `settings/${id}`)).value;
}

test('a setting of every kind is changed by its id, and the server has it', async () => {
  const { settings, mock } = await theatre.stage();
  const stored = await storedAt(mock.url);
  for (const [id, value] of [
    ['Livechat_registration_form', false],
    ['Livechat_widget_position', 'left'],
    ['Livechat_http_timeout', 1234],
    ['Livechat_title', 'Ask us'],
    ['Livechat_title_color', '#225544'],
    ['Livechat_offline_message', 'Nobody is here.\nWrite to us.'],
    ['Livechat_secret_token', 'hush'],
    ['Livechat_hide_system_messages', ['ul', 'livechat-close']],
  ] as const) {
    await settings.set(id, value);
    expect(await settings.value(id), id).toEqual(value);
    expect(await stored(id), id).toEqual(value);
  }
  await settings.backToDefault('Livechat_title');
  expect(await stored('Livechat_title')).toBe('Rocket.Chat');
});

test('what the server refuses is said beside the field, kept in it, and changes nothing', async () => {
  const { settings, mock } = await theatre.stage();
  const stored = await storedAt(mock.url);
  expect(await settings.refused('Livechat_http_timeout', 0)).toBe(
    'The value must be a whole number of at least 1.',
  );
  expect(await settings.value('Livechat_http_timeout')).toBe(0);
  expect(await stored('Livechat_http_timeout')).toBe(5000);
  await settings.row('Livechat_http_timeout').getByRole('button', { name: 'Undo' }).click();
  expect(await settings.value('Livechat_http_timeout')).toBe(5000);
});

test('what another window changes shows without a reload, and leaves alone what is being typed', async () => {
  const { settings, mock } = await theatre.stage();
  const admin = await logInAgent(mock.url, 'admin');
  const offline = settings.row('Livechat_offline_title');
  await offline.getByRole('textbox').fill('Half a ti');
  await admin.call('POST', 'settings', {
    settings: [
      { _id: 'Livechat_title', value: 'From elsewhere' },
      { _id: 'Livechat_offline_title', value: 'From elsewhere, too' },
    ],
  });
  await expect.poll(() => settings.value('Livechat_title')).toBe('From elsewhere');
  expect(await settings.value('Livechat_offline_title')).toBe('Half a ti');
  await offline.getByRole('button', { name: 'Undo' }).click();
  expect(await settings.value('Livechat_offline_title')).toBe('From elsewhere, too');
});

test('a search finds by id, label and text, says how many, and says so when there is none', async () => {
  const { settings } = await theatre.stage();
  const { page, row } = settings;
  const search = page.getByRole('searchbox', { name: 'Search the settings' });
  await search.fill('Livechat_http_timeout');
  await row('Livechat_title').waitFor({ state: 'detached' });
  await row('Livechat_http_timeout').waitFor();
  await search.fill('corner');
  await row('Livechat_widget_position').waitFor();
  await page.getByText('1 setting', { exact: true }).waitFor();
  await search.fill('no such thing');
  await page.getByText('No such setting').waitFor();
  await search.press('Escape');
  await row('Livechat_title').waitFor();
});

test('while the server is away the page says so, keeps what is typed, and goes on when it is back', async () => {
  const { settings, mock } = await theatre.stage();
  const { page, row } = settings;
  await page.route(`${mock.url}/**`, (route) => route.abort());
  await page.getByText('What you see may be old; what you have typed is kept.').waitFor();
  const said = await settings.refused('Livechat_title', 'Typed while away');
  expect(said).toBe('The server does not answer. Is it running?');
  expect(await settings.value('Livechat_title')).toBe('Typed while away');
  await page.unroute(`${mock.url}/**`);
  await row('Livechat_title').getByRole('button', { name: 'Try again' }).click();
  await row('Livechat_title').getByText('Saved', { exact: true }).waitFor();
  const admin = await logInAgent(mock.url, 'admin');
  expect((await admin.call('GET', 'settings/Livechat_title')).value).toBe('Typed while away');
});

test('every setting of the server is on the page, under its area', async () => {
  const { settings } = await theatre.stage();
  const shown = await settings.page
    .locator('[data-setting]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-setting')));
  expect(shown.toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
  const areas = await settings.page.locator('.area > header > h2').allTextContents();
  expect(areas).toEqual([
    'Enable Omnichannel',
    'Business Hours',
    'CRM Integration',
    'External Frame',
    'Facebook',
    'GDPR',
    'Livechat',
    'RD Station',
    'Routing',
    'Sessions',
    'General',
  ]);
});

test('a secret is masked until somebody asks to see it, and Enter saves', async () => {
  const { settings, mock } = await theatre.stage();
  const row = settings.row('Livechat_secret_token');
  const input = row.getByLabel('Secret token', { exact: true });
  expect(await input.getAttribute('type')).toBe('password');
  await input.fill('hush');
  await input.press('Enter');
  await row.getByText('Saved', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Show' }).click();
  expect(await input.getAttribute('type')).toBe('text');
  expect(await input.inputValue()).toBe('hush');
  const admin = await logInAgent(mock.url, 'admin');
  expect((await admin.call('GET', 'settings/Livechat_secret_token')).value).toBe('hush');
});
