import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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
