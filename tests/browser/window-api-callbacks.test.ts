import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOfficialTheatre } from '../clients/official-widget/support/official-theatre.ts';
import { CALLBACKS } from '../clients/support/page-api.ts';
import { apiVisitor } from './support/api-visitor.ts';
import { logInAgent } from './support/rest-agent.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
let officials: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
  officials = await openOfficialTheatre();
});
afterEach(() => Promise.all([theatre.clear(), officials.clear()]));
afterAll(() => Promise.all([theatre.close(), officials.close()]));

const ANNA = { name: 'Anna Keller', username: 'anna' };
const names = (heard: unknown[][]): unknown[] => heard.map(([name]) => name);

/** What both widgets have for a visitor, and for the page. */
interface Widget {
  open(): Promise<void>;
  register(fields: { name: string; email: string }): Promise<void>;
  say(text: string): Promise<void>;
  call(method: string, ...args: unknown[]): Promise<void>;
  heard(): Promise<unknown[][]>;
}

/** A chat from the load of the page to its end, each step when the one before was heard of. Answers what the page heard. */
async function wholeChat(server: string, visit: () => Promise<Widget>): Promise<unknown[][]> {
  const agent = await logInAgent(server, 'anna');
  await agent.setAvailable(true);
  const { open, register, say, call, heard } = await visit();
  const hears = (name: string) => expect.poll(async () => names(await heard())).toContain(name);
  await hears('onWidgetShown');
  await open();
  await hears('onChatMaximized');
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await hears('onPrechatFormSubmit');
  await say('Hello');
  await hears('onChatStarted');
  await hears('onAssignAgent');
  await agent.call('POST', 'users.setStatus', { status: 'away' });
  await hears('onAgentStatusChange');
  await agent.closeRoom((await agent.openRooms())[0] ?? '', 'Bye', []);
  await hears('onChatEnded');
  await call('hideWidget');
  await hears('onWidgetHidden');
  await call('showWidget');
  await expect.poll(async () => names(await heard()).slice(2)).toContain('onWidgetShown');
  return heard();
}

const OUR_CHAT = [
  ['onWidgetShown'],
  ['onChatMaximized'],
  ['onPrechatFormSubmit', { name: 'Zoë', email: 'zoe@example.com' }],
  ['onChatStarted'],
  ['onAssignAgent', { ...ANNA, status: 'online' }],
  ['onAgentStatusChange', { ...ANNA, status: 'away' }],
  ['onChatEnded'],
  ['onWidgetHidden'],
  // What is hidden is closed, and opens again as it was.
  ['onChatMinimized'],
  ['onWidgetShown'],
  ['onChatMaximized'],
];

test('each callback of a chat is called once, in order, with its payload', async () => {
  const stage = await theatre.stage();
  expect(await wholeChat(stage.mock.url, () => apiVisitor(stage))).toEqual(OUR_CHAT);
});

test('the official widget tells the same, some of it twice', async () => {
  const stage = await officials.stage();
  const heard = await wholeChat(stage.mock.url, () => stage.visitor());
  const told = new Set(names(heard));
  // It stays open while it is hidden, and chooses the first department for the visitor.
  expect([...told].sort()).toEqual(
    [...new Set(names(OUR_CHAT))].filter((name) => name !== 'onChatMinimized').sort(),
  );
  for (const [name, payload] of OUR_CHAT.filter(([name]) => told.has(name)))
    expect(heard.filter(([other]) => other === name)).toContainEqual(
      payload ? [name, expect.objectContaining(payload)] : [name],
    );
  expect(heard.filter(([name]) => name === 'onAgentStatusChange').length).toBeGreaterThan(1);
});

/** What the page hears when nobody is there and a message is left. */
async function offlineMessage(widget: Widget, leave: () => Promise<void>): Promise<unknown[][]> {
  await widget.open();
  await leave();
  await expect.poll(async () => names(await widget.heard())).toContain('onOfflineFormSubmit');
  return widget.heard();
}
const FIELDS = { name: 'Zoë', email: 'zoe@example.com', message: 'Call me' };

test('nobody there: the page hears so before anything is opened, and of the message that is left', async () => {
  const stage = await theatre.stage();
  const visitor = await apiVisitor(stage);
  await expect.poll(async () => names(await visitor.heard())).toEqual(['onWidgetShown', 'onServiceOffline']);
  const heard = await offlineMessage(visitor, () => visitor.leaveMessage(FIELDS));
  expect(heard.slice(2)).toEqual([
    ['onChatMaximized'],
    ['onOfflineFormSubmit', { ...FIELDS, host: stage.site.url }],
  ]);
});

test('nobody there: the official widget tells the same, some of it twice', async () => {
  const stage = await officials.stage();
  const visitor = await stage.visitor();
  const heard = await offlineMessage(visitor, async () => {
    for (const [name, value] of Object.entries(FIELDS)) await visitor.field(name).fill(value);
    await visitor.button('Send').click();
    await visitor.button('OK').click();
  });
  expect([...new Set(names(heard))].sort()).toEqual([
    'onChatMaximized',
    'onOfflineFormSubmit',
    'onServiceOffline',
    'onWidgetShown',
  ]);
  expect(heard.filter(([name]) => name === 'onServiceOffline').length).toBeGreaterThan(1);
  // Its form is in a frame of the server's.
  expect(heard.at(-1)).toEqual(['onOfflineFormSubmit', { ...FIELDS, department: '', host: stage.mock.url }]);
});

test('the place in the queue is told when it changes, and again after a reload', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({
    Livechat_Routing_Method: 'Manual_Selection',
    Livechat_waiting_queue: true,
    Livechat_waiting_queue_message: 'All of us are talking.',
  });
  const rest = `${stage.mock.url}/api/v1/livechat`;
  const json = (body: object) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  await fetch(`${rest}/visitor`, json({ visitor: { token: 'before', name: 'Will' } }));
  const opened = (await (await fetch(`${rest}/room?token=before`)).json()) as { room: { _id: string } };

  const { page, open, register, say, message, heard } = await apiVisitor(stage);
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Hello');
  await message('Hello').waitFor();
  const places = async () => (await heard()).filter(([name]) => name === 'onQueuePositionChange');
  const text = { text: 'All of us are talking.', user: { _id: 'rocket.cat', username: 'rocket.cat' } };
  const place = (queue: object) => ['onQueuePositionChange', { ...queue, message: text }];
  await expect.poll(places).toEqual([place({ spot: 2 })]);
  await fetch(`${rest}/room.close`, json({ token: 'before', rid: opened.room._id }));
  const first = place({ spot: 1, estimatedWaitTimeSeconds: expect.any(Number) });
  await expect.poll(places).toEqual([place({ spot: 2 }), first]);
  await page.reload();
  await expect.poll(places).toEqual([first]);
});

test('a callback is taken away alone or with all, and one that throws stops no other', async () => {
  const stage = await theatre.stage();
  const { page, call, heard, watch } = await apiVisitor(
    stage,
    `this.onWidgetHidden(function () { throw new Error('of the page'); });
     window.stop = this.onWidgetHidden(function () { __heard.push(['second']); });`,
  );
  const hides = async (): Promise<unknown[]> => {
    const before = (await heard()).length;
    await call('hideWidget');
    await call('showWidget');
    return names(await heard()).slice(before);
  };
  await expect.poll(async () => names(await heard())).toContain('onServiceOffline');
  expect(await hides()).toEqual(['onWidgetHidden', 'second', 'onWidgetShown']);
  await page.evaluate('stop()');
  expect(await hides()).toEqual(['onWidgetHidden', 'onWidgetShown']);
  expect(watch.errors()).toEqual(Array(2).fill(expect.stringContaining('of the page')));
  await call('clearAllCallbacks');
  expect(await hides()).toEqual([]);
});

test('every method that registers a callback gives back what takes it away, and nothing else gives anything', async () => {
  const { page } = await apiVisitor(await theatre.stage());
  const given = await page.evaluate((callbacks) => {
    const livechat = window.RocketChat?.livechat as unknown as Record<string, (given: unknown) => unknown>;
    return [...callbacks, 'clearAllCallbacks', 'setTheme', 'hideWidget'].map(
      (name) => typeof livechat[name]?.(() => {}),
    );
  }, CALLBACKS);
  expect(given).toEqual([...CALLBACKS.map(() => 'function'), 'undefined', 'undefined', 'undefined']);
});
