import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from './support/listen.ts';
import { logInAgent } from './support/rest-agent.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';
import type { Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** Opens a chat as somebody of this name. */
async function chatAs(shopper: Visitor, name: string, text: string): Promise<void> {
  await shopper.open();
  await shopper.register({ name, email: `${name.toLowerCase().replace(' ', '.')}@example.com` });
  await shopper.say(text);
  await shopper.message(text).waitFor();
}

test('one chat an agent: the second visitor sees their place and the wait, moves up, and is served when the first is done', async () => {
  const { settings, agent, visitor } = await theatre.stage({ timeScale: 10 });
  expect(await settings.refused('Livechat_maximum_chats_per_agent', -1)).toContain('at least 0');
  await settings.set('Livechat_Routing_Method', 'Load_Rotation');
  await settings.set('Livechat_maximum_chats_per_agent', 1);
  await settings.set('Livechat_waiting_queue_message', 'All of us are talking. Please stay.');
  await settings.set('Livechat_waiting_queue', true);
  const anna = await agent('anna');
  await anna.goOnline();

  const [vera, will, zoe] = [await visitor(), await visitor(), await visitor()];
  await chatAs(vera, 'Vera Moss', 'Is this mug blue?');
  await anna.select('Vera Moss');
  await chatAs(will, 'Will Oak', 'Do you ship to Malta?');
  const told = will.dialog.getByRole('status').filter({ hasText: 'All of us are talking. Please stay.' });
  await told.filter({ hasText: 'You are number 1 in the queue' }).waitFor();
  await anna.endChat('Sold', 'mug');

  // Will is served now; from Vera's chat it is known how long one takes.
  await anna.select('Will Oak');
  await will.dialog
    .getByText(/^Anna /)
    .first()
    .waitFor();
  await told.waitFor({ state: 'hidden' });
  await chatAs(zoe, 'Zoe Reed', 'Hello?');
  await zoe.dialog.getByText(/You are number 1 in the queue, about \d+ min/).waitFor();
  await anna.endChat('Shipped', 'malta');
  await anna.select('Zoe Reed');
  await anna.say('Hello Zoe');
  await zoe.dialog.getByText('Hello Zoe', { exact: true }).waitFor();
});

test('agents take chats themselves: the visitor waits until one does', async () => {
  const { settings, agent, visitor } = await theatre.stage({});
  await settings.set('Livechat_Routing_Method', 'Manual_Selection');
  const anna = await agent('anna');
  await anna.goOnline();
  const vera = await visitor();
  await chatAs(vera, 'Vera Moss', 'Is this mug blue?');
  await vera.dialog.getByText('Someone will be with you shortly').waitFor();
  await anna.page.getByRole('button', { name: 'Take the chat of Vera Moss' }).click();
  await anna.composer.waitFor();
  await anna.say('It is');
  await vera.dialog.getByText('It is', { exact: true }).waitFor();
  await vera.dialog.getByText('Someone will be with you shortly').waitFor({ state: 'hidden' });
});

test('another server chooses the agent; while it names nobody, no chat is opened and the visitor is told', async () => {
  const { settings, agent, visitor } = await theatre.stage({});
  const asked: { secret: unknown; department: string | null }[] = [];
  let username = 'nobody';
  const router = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://router.test');
    asked.push({
      secret: request.headers['x-rocketchat-secret-token'],
      department: searchParams.get('departmentId'),
    });
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ username }));
  });
  const { url, close } = await listen(router);
  try {
    const [anna, ben] = [await agent('anna'), await agent('ben')];
    await anna.goOnline();
    await ben.goOnline();
    expect(await settings.refused('Livechat_Routing_Method', 'External')).toContain(
      'External needs an address in Livechat_External_Queue_URL first',
    );
    await settings.row('Livechat_Routing_Method').getByRole('button', { name: 'Undo' }).click();
    expect(await settings.refused('Livechat_External_Queue_URL', 'router')).toContain('http or https');
    await settings.set('Livechat_External_Queue_URL', `${url}/next`);
    await settings.set('Livechat_External_Queue_Token', 'hush');
    await settings.set('Livechat_Routing_Method', 'External');

    const vera = await visitor();
    await vera.open();
    await vera.register({ name: 'Vera Moss', email: 'vera@example.com' });
    await vera.say('Is this mug blue?');
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    // The form for a message takes the place of the chat.
    await vera.dialog.getByRole('alert').filter({ hasText: 'Nobody is here right now' }).waitFor();
    await vera.dialog.getByRole('button', { name: 'Send message' }).waitFor();
    username = 'ben';
    const will = await visitor();
    await chatAs(will, 'Will Oak', 'Do you ship to Malta?');
    await ben.select('Will Oak');
    expect(asked[0]).toEqual({ secret: 'hush', department: null });
  } finally {
    await close();
  }
});

test('agents see whose turn it is, pass chats on and give them back; how much they see is a setting', async () => {
  const { settings, agent, visitor, mock } = await theatre.stage({});
  await settings.set('Livechat_Routing_Method', 'Manual_Selection');
  const admin = await logInAgent(mock.url, 'admin');
  const [anna, ben] = [await agent('anna'), await agent('ben')];
  await anna.goOnline();
  await ben.goOnline();
  const [vera, will] = [await visitor(), await visitor()];
  await chatAs(vera, 'Vera Moss', 'Is this mug blue?');
  await chatAs(will, 'Will Oak', 'Do you ship to Malta?');
  const queue = anna.page.getByRole('region', { name: /^Queue/ });
  const rows = () => queue.getByRole('listitem').allTextContents();
  await expect
    .poll(rows)
    .toEqual([
      expect.stringMatching(/^Number 1Vera Moss.*since \d/),
      expect.stringMatching(/^Number 2Will Oak/),
    ]);
  await settings.set('Livechat_guest_pool_max_number_incoming_livechats_displayed', 1);
  await queue.getByText('One more waits.').waitFor();
  expect(await rows()).toHaveLength(1);

  await queue.getByRole('button', { name: 'Take the chat of Vera Moss' }).click();
  await anna.composer.waitFor();
  const passOn = async (from: typeof anna, to: string): Promise<void> => {
    await from.page.getByRole('button', { name: 'Pass on' }).click();
    const dialog = from.page.getByRole('dialog');
    await dialog.getByLabel('To').selectOption({ label: to });
    await dialog.getByRole('button', { name: 'Pass on' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  // By default only managers choose to whom.
  await anna.page.getByRole('button', { name: 'Pass on' }).click();
  await anna.page
    .getByRole('dialog')
    .getByText(/transfer-livechat-guest is for managers/)
    .waitFor();
  await anna.page.getByRole('button', { name: 'Keep the chat' }).click();
  await admin.call('POST', 'permissions.update', {
    permissions: [{ _id: 'transfer-livechat-guest', roles: ['livechat-agent', 'livechat-manager', 'admin'] }],
  });
  const { users } = (await admin.call('GET', 'livechat/users/agent')) as {
    users: { username: string; name: string }[];
  };
  const nameOfBen = users.find(({ username }) => username === 'ben')?.name ?? '';
  await passOn(anna, nameOfBen);
  await ben.select('Vera Moss');
  await ben.say('Ben here');
  await vera.dialog.getByText('Ben here', { exact: true }).waitFor();

  await settings.set('Livechat_show_queue_list_link', true);
  await settings.set('Livechat_Routing_Method', 'Auto_Selection');
  await ben.page.getByRole('button', { name: 'Chats of each agent' }).click();
  await ben.page.getByRole('row', { name: '@ben None 1' }).waitFor();
  await ben.page.getByRole('button', { name: 'Close', exact: true }).click();
  // Agents are given chats now: nobody waits.
  await expect.poll(rows).toEqual([]);

  await settings.set('Livechat_Routing_Method', 'Manual_Selection');
  await passOn(ben, 'The queue');
  await vera.dialog.getByText('Someone will be with you shortly').waitFor();
  await expect.poll(rows).toEqual([expect.stringMatching(/^Number 1Vera Moss/)]);
});
