import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from '../../browser/support/rest-agent.ts';
import { openAgentSocket } from './support/agent-socket.ts';
import { openOfficialTheatre } from './support/official-theatre.ts';
import { QUESTION, startChat } from './support/start-chat.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('the form registers the visitor, the first message opens a room for the agent', async () => {
  const { stage, agent, rid, heard, watch, refused } = await startChat(theatre);
  const { store } = stage.mock;
  expect([...store.all('visitors')]).toMatchObject([
    { name: 'Zoë', visitorEmails: [{ address: 'zoe@example.com' }], department: expect.any(String) },
  ]);
  expect(store.get('rooms', rid)).toMatchObject({
    open: true,
    source: { type: 'widget', destination: new URL(stage.mock.url).host },
    servedBy: { username: 'anna' },
  });
  expect(await agent.messages(rid)).toEqual([QUESTION]);
  expect(await heard()).toEqual(
    expect.arrayContaining([
      ['onPrechatFormSubmit', { name: 'Zoë', email: 'zoe@example.com', department: expect.any(String) }],
      ['onAssignAgent', { name: 'Anna Keller', username: 'anna', status: 'online' }],
      ['onChatStarted'],
    ]),
  );
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('messages go both ways, in order, and the header shows the agent', async () => {
  const { agent, rid, say, message, texts, frame, watch, refused } = await startChat(theatre);
  await agent.say(rid, 'Yes, two of them 👍');
  await message('Yes, two of them 👍').waitFor();
  await say('Both & wrapped');
  await message('Both & wrapped').waitFor();
  await agent.say(rid, '*Gladly*');
  await frame.locator('strong', { hasText: 'Gladly' }).waitFor();

  expect(await texts()).toEqual([
    'Chat started',
    QUESTION,
    'Yes, two of them 👍',
    'Both & wrapped',
    'Gladly',
  ]);
  // The widget escapes before it sends, so that is what the agent's client gets, as on a real server.
  expect(await agent.messages(rid)).toContain('Both &amp; wrapped');
  await frame.locator('[class*="header__subtitle"]', { hasText: 'anna@example.com' }).waitFor();
  const avatar = frame.locator('[class*="header__picture"] img');
  expect(await avatar.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('each side sees the other type', async () => {
  const { stage, rid, composer, typing, say } = await startChat(theatre);
  const agent = await openAgentSocket(stage.mock.url, 'anna', rid);
  await composer.pressSequentially('And h');
  await agent.next(`${rid}/user-activity`, '["guest-1",["user-typing"]]');
  await say('And how');
  await agent.next(`${rid}/user-activity`, '["guest-1",[]]');

  agent.type(rid, true);
  await typing.waitFor();
  agent.type(rid, false);
  await typing.waitFor({ state: 'hidden' });
  agent.close();
});

test('a reload restores room, history and agent, and the chat goes on in the same room', async () => {
  const { page, stage, agent, rid, launcher, open, title, message, texts, say, watch } =
    await startChat(theatre);
  await agent.say(rid, 'Yes, two of them');
  await message('Yes, two of them').waitFor();
  await page.reload();
  await launcher.waitFor();
  await open();
  await title.getByText('Anna Keller').waitFor();
  await message('Yes, two of them').waitFor();
  expect(await texts()).toEqual(['Chat started', QUESTION, 'Yes, two of them']);

  await say('Both, please');
  await expect.poll(() => agent.messages(rid)).toEqual([QUESTION, 'Yes, two of them', 'Both, please']);
  await agent.say(rid, 'Done');
  await message('Done').waitFor();
  expect(stage.mock.store.count('rooms')).toBe(1);
  expect(watch.errors()).toEqual([]);
});

test('the agent ends the chat: the widget says so, the webhook goes out, a new chat has a room of its own', async () => {
  const { stage, agent, rid, button, frame, composer, say, message, heard, watch, refused } =
    await startChat(theatre);
  await agent.closeRoom(rid, 'Sold one vase', ['vase']);
  await button('New Chat').waitFor();
  expect(await composer.count()).toBe(0);
  await frame.getByText('Chat Finished').waitFor();
  await expect.poll(heard).toContainEqual(['onChatEnded']);
  const [webhook] = await stage.receiver.waitFor(1);
  expect(webhook?.json).toMatchObject({
    type: 'LivechatSession',
    _id: rid,
    tags: ['vase'],
    visitor: { name: 'Zoë' },
    agent: { username: 'anna' },
    messages: [{ msg: QUESTION }],
  });

  await button('New Chat').click();
  await say('One more question');
  await message('One more question').waitFor();
  expect(await agent.openRooms()).not.toContain(rid);
  expect(await agent.openRooms()).toHaveLength(1);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('the visitor ends the chat', async () => {
  const { stage, rid, choose, button, heard, watch, refused } = await startChat(theatre);
  await choose('Finish this chat');
  await button('New Chat').waitFor();
  await expect.poll(heard).toContainEqual(['onChatEnded']);
  const [webhook] = await stage.receiver.waitFor(1);
  expect(webhook?.json).toMatchObject({ type: 'LivechatSession', _id: rid });
  expect(stage.mock.store.get('rooms', rid)).toMatchObject({ closer: 'visitor' });
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test("the agent's presence shows, and the page hears of it", async () => {
  const { agent, frame, heard } = await startChat(theatre);
  await agent.call('POST', 'users.setStatus', { status: 'away' });
  await frame.locator('[class*="header__picture"] [class*="status-away"]').waitFor();
  // The official widget tells the presence before the change.
  await expect
    .poll(heard)
    .toContainEqual(['onAgentStatusChange', { name: 'Anna Keller', username: 'anna', status: 'online' }]);
});

test('a chat that waits for an agent says so until one takes it', async () => {
  const stage = await theatre.stage();
  await stage.mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const agent = await stage.agent('anna');
  await agent.setAvailable(true);
  const { open, register, say, message, alert, title } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  await alert.getByText('Please, wait for the next available agent..').waitFor();

  const [inquiry] = [...stage.mock.store.all('inquiries')];
  await agent.call('POST', 'livechat/inquiries.take', { inquiryId: inquiry?._id });
  await title.getByText('Anna Keller').waitFor();
  await alert.waitFor({ state: 'hidden' });
});

test('a socket that is lost comes back, with what was written meanwhile', async () => {
  const stage = await theatre.stage();
  const agent = await stage.agent('anna');
  await agent.setAvailable(true);
  const cuts: (() => Promise<void>)[] = [];
  const visitor = await stage.visitor({
    page: (page) =>
      page.routeWebSocket(/\/websocket$/, (socket) => {
        socket.connectToServer();
        cuts.push(() => socket.close({ code: 1001 }));
      }),
  });
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say(QUESTION);
  await visitor.title.getByText('Anna Keller').waitFor();
  const [rid = ''] = await agent.openRooms();

  for (const cut of cuts.splice(0)) await cut();
  await visitor.alert.getByText('Livechat is not connected.').waitFor();
  await agent.say(rid, 'Yes, two of them');
  await visitor.message('Yes, two of them').waitFor();
  await agent.say(rid, 'Which one?');
  await visitor.message('Which one?').waitFor();
  expect(await visitor.texts()).toEqual(['Chat started', QUESTION, 'Yes, two of them', 'Which one?']);
});

test('a visitor who leaves is shown as gone, and as there again after a reload', async () => {
  const { page, stage } = await startChat(theatre);
  const status = () => [...stage.mock.store.all('visitors')].map((one) => one.status);
  const { url } = stage.site;
  await page.goto('about:blank');
  await expect.poll(status).toEqual(['offline']);
  await page.goto(url);
  await page.mouse.move(100, 100);
  await page.locator('#rocketchat-iframe').focus();
  await expect.poll(status).toEqual(['online']);
});

test('a second visitor gets a room of their own', async () => {
  const { stage, agent } = await startChat(theatre);
  const other = await stage.visitor();
  await other.open();
  await other.register({ name: 'Max', email: 'max@example.com' });
  await other.say('Hello');
  await other.message('Hello').waitFor();
  await expect.poll(() => agent.openRooms()).toHaveLength(2);
  await expect.poll(() => other.texts()).toEqual(['Chat started', 'Hello']);
});

test('department of the form decides who is asked', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const ben = await logInAgent(stage.mock.url, 'ben');
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(false);
  const { open, register, say, message } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com', department: 'Support' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  await expect.poll(() => ben.openRooms()).toHaveLength(1);
});
