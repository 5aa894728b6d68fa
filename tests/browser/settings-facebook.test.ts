import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSettingsTheatre } from './support/settings-theatre.ts';

const ENABLED = 'Livechat_Facebook_Enabled';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('what somebody writes on Facebook is a chat of the agent, whose answer arrives there; what is not signed is refused', async () => {
  const { settings, agent, visitor, receiver } = await theatre.stage({ timeScale: 10 });
  const anna = await agent('anna');
  await anna.goOnline();
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Vera Moss', email: 'vera@example.com' });
  await shopper.say('I am in the shop');

  const area = settings.area('Facebook');
  const lines = area.getByRole('list', { name: 'Messages on Messenger' }).getByRole('listitem');
  const write = async (text: string, button = 'Send') => {
    await area.getByRole('textbox', { name: 'Message to the page' }).fill(text);
    await area.getByRole('button', { name: button, exact: true }).click();
  };
  await write('Is anybody there?');
  await lines.filter({ hasText: '400 Integration disabled' }).waitFor();

  await settings.set(ENABLED, true);
  await area.getByText('what agents answer goes nowhere').waitFor();
  await area.getByRole('button', { name: 'Use the stand-in for Messenger' }).click();
  await area.getByRole('button', { name: 'Uses the stand-in for Messenger' }).waitFor();
  await area.getByRole('button', { name: 'Try the handshake' }).click();
  await area.getByText('The server gave the challenge back.').waitFor();

  await write('Open today?', 'Send with a wrong signature');
  await lines.filter({ hasText: '400 Invalid signature' }).waitFor();
  await write('Are you open today?');
  const chats = anna.page.getByRole('region', { name: /^My chats/ });
  await chats.getByRole('button', { name: 'Fay Meadows' }).waitFor();
  expect(await chats.getByRole('button').count()).toBe(2);
  await anna.select('Fay Meadows');
  await anna.message('Are you open today?').waitFor();
  const conversation = anna.page.getByRole('region', { name: 'Chat with Fay Meadows' });
  await conversation.getByText('Facebook', { exact: true }).waitFor();
  await anna.say('Until six.');
  await lines.filter({ hasText: 'From the page: Until six.' }).waitFor();
  expect(await shopper.texts()).toEqual(['I am in the shop']);

  await anna.endChat('Told the hours', 'hours');
  const [session] = await receiver.waitFor(1);
  expect(session?.json).toMatchObject({
    type: 'LivechatSession',
    visitor: { name: 'Fay Meadows' },
    messages: [{ msg: 'Are you open today?' }, { msg: 'Until six.' }],
  });

  await settings.set(ENABLED, false);
  await write('And tomorrow?');
  await lines.filter({ hasText: 'And tomorrow?' }).getByText('400 Integration disabled').waitFor();
});
