import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('a visitor who stays silent reads why, and that the chat is over; the webhook goes out', async () => {
  const { settings, agent, visitor, receiver } = await theatre.stage({ timeScale: 20 });
  expect(await settings.refused('Livechat_visitor_inactivity_timeout', -1)).toContain('a whole number');
  await settings.set('Livechat_visitor_inactivity_timeout', 60);
  await settings.set(
    'Livechat_abandoned_rooms_closed_custom_message',
    'We have not heard from you for a minute.',
  );
  await settings.set('Livechat_abandoned_rooms_action', 'close');

  const anna = await agent('anna');
  await anna.goOnline();
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Vera Moss', email: 'vera@example.com' });
  await shopper.say('Is this mug blue?');
  await anna.select('Vera Moss');
  await anna.say('It is. Shall I pack one?');
  await shopper.dialog.getByText('It is. Shall I pack one?', { exact: true }).waitFor();

  await shopper.dialog.getByText('We have not heard from you for a minute.', { exact: true }).waitFor();
  await shopper.dialog.getByText('This chat has ended', { exact: true }).waitFor();
  await anna.page
    .getByRole('listitem')
    .filter({ hasText: /^The chat ended by itself: We have not heard from you/ })
    .waitFor();
  const [session] = await receiver.waitFor(1);
  expect(session?.json).toMatchObject({
    type: 'LivechatSession',
    messages: [{ msg: 'Is this mug blue?' }, { msg: 'It is. Shall I pack one?' }],
  });
});

test('an agent whose socket is gone hands over to another, who serves in the open widget', async () => {
  const { settings, agent, visitor } = await theatre.stage({ timeScale: 20 });
  await settings.set('Livechat_agent_leave_action_timeout', 20);
  await settings.set('Livechat_agent_leave_action', 'forward');

  const anna = await agent('anna');
  await anna.goOnline();
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Vera Moss', email: 'vera@example.com' });
  await shopper.say('Is this mug blue?');
  await anna.select('Vera Moss');
  await anna.say('Let me look.');
  await shopper.dialog.getByText('Let me look.', { exact: true }).waitFor();
  const ben = await agent('ben');
  await ben.goOnline();

  await anna.page.close();
  await ben.select('Vera Moss');
  await ben.message('Let me look.').waitFor();
  await ben.say('It is blue, Ben here.');
  await shopper.dialog.getByText('It is blue, Ben here.', { exact: true }).waitFor();
  await shopper.dialog
    .getByText(/^Ben \w+$/)
    .first()
    .waitFor();
});

test('an agent puts a chat on hold; the visitor notices nothing and goes on, pages are seen as they are visited', async () => {
  const { settings, agent, visitor } = await theatre.stage({});
  const anna = await agent('anna');
  await anna.goOnline();
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Vera Moss', email: 'vera@example.com' });
  await shopper.say('Is this mug blue?');
  await anna.select('Vera Moss');
  await anna.say('I ask, one moment.');
  await shopper.dialog.getByText('I ask, one moment.', { exact: true }).waitFor();
  const hold = anna.page.getByRole('button', { name: 'Put on hold' });
  expect(await hold.count()).toBe(0);

  await settings.set('Livechat_allow_manual_on_hold', true);
  await hold.click();
  await anna.page.getByRole('button', { name: 'Resume' }).waitFor();
  expect(await shopper.dialog.getByText(/hold/i).count()).toBe(0);
  await shopper.say('Still there?');
  await hold.waitFor({ state: 'detached' });
  await anna.page
    .getByRole('listitem')
    .filter({ hasText: /^The chat was automatically resumed/ })
    .waitFor();
  await anna.say('Yes!');
  await hold.waitFor();

  const pages = anna.page.getByRole('region', { name: 'Pages' });
  await shopper.page.evaluate(() => {
    history.pushState({}, '', `/mugs/${'blue-'.repeat(200)}`);
    document.title = '<img src=x onerror="document.title=1"> mugs';
    window.RocketChat?.livechat?.pageVisited('url');
  });
  // The page says so itself, and the pop-up sees it: told twice.
  await pages.getByText('<img src=x onerror="document.title=1"> mugs', { exact: true }).first().waitFor();
  expect(await pages.getByRole('listitem').first().textContent()).toContain('/mugs/blue-blue-');
  expect(await anna.page.locator('img[src=x]').count()).toBe(0);
});
