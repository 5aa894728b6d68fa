import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('livechat is switched off and on under an open pop-up, which follows without a reload', async () => {
  const { settings, visitor } = await theatre.stage({ agentsOnline: true });
  const shopper = await visitor();
  await shopper.open();
  await shopper.dialog.getByRole('button', { name: 'Start chat' }).waitFor();

  await settings.set('Livechat_enabled', false);
  // A form asks every twenty seconds.
  await shopper.dialog.getByText('The chat is closed at the moment').waitFor({ timeout: 25_000 });
  await shopper.page.keyboard.press('Escape');
  await shopper.launcher.waitFor({ state: 'hidden' });
  const another = await visitor();
  await expect.poll(() => another.watch.requests().join()).toContain('/livechat/config');
  await another.launcher.waitFor({ state: 'hidden' });

  await settings.set('Livechat_enabled', true);
  // Not to wait as long again: news of the network ask too.
  await shopper.page.evaluate(() => dispatchEvent(new Event('online')));
  await shopper.launcher.waitFor({ timeout: 25_000 });
  await shopper.open();
  await shopper.register({ name: 'Mara Lind', email: 'mara@example.com' });
  await shopper.say('You are back!');
  await shopper.message('You are back!').waitFor();
  expect(shopper.watch.errors()).toEqual([]);
}, 120_000);

test('an agent cannot take a chat while livechat is off, and can again afterwards', async () => {
  const { settings, visitor, agent, mock } = await theatre.stage({ agentsOnline: true });
  await settings.set('Livechat_Routing_Method', 'Manual_Selection');
  const anna = await agent('anna');
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Mara Lind', email: 'mara@example.com' });
  await shopper.say('Hello?');
  const take = anna.page.getByRole('button', { name: /^Take/ });
  await take.waitFor();

  await settings.set('Livechat_enabled', false);
  await take.click();
  await anna.page
    .getByText('Only agents who are online can take chats, and only while livechat is switched on.')
    .waitFor();
  const refused = await fetch(`${mock.url}/api/v1/livechat/visitor`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ visitor: { token: 'another' } }),
  }).then(() => fetch(`${mock.url}/api/v1/livechat/room?token=another`));
  expect(await refused.json()).toMatchObject({ errorType: 'error-omnichannel-is-disabled' });

  await settings.set('Livechat_enabled', true);
  await take.click();
  await anna.message('Hello?').waitFor();
});
