// Long: all facts about the console share one stand-in for the server.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createAgentApi, type Me } from '../../../demo/agent/agent-api.ts';
import { type AgentConsole, createConsole } from '../../../demo/agent/state/create-console.ts';
import { logIn } from '../../../demo/kit/log-in.ts';
import { createRest } from '../../../demo/kit/rest.ts';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

let mock: MockServer;
let consoles: AgentConsole[];
const heard = vi.fn();

beforeEach(async () => {
  // Node 20 has no WebSocket of its own.
  vi.stubGlobal('WebSocket', WebSocket);
  consoles = [];
  heard.mockClear();
  mock = await startMockServer();
});
afterEach(async () => {
  for (const one of consoles) one.dispose();
  await mock.close();
  vi.unstubAllGlobals();
});

async function agent(name: string): Promise<AgentConsole> {
  const session = await logIn(createRest({ server: mock.url }), name, name);
  if (!session.ok) throw new Error(`${name} cannot log in`);
  const api = createAgentApi(createRest({ server: mock.url, credentials: session.value }));
  const me = await api.me();
  if (!me.ok) throw new Error('no me');
  return open(api, me.value, session.value);
}

async function open(
  api: ReturnType<typeof createAgentApi>,
  me: Me,
  credentials: { userId: string; authToken: string },
): Promise<AgentConsole> {
  const opened = createConsole({
    server: mock.url,
    credentials,
    api,
    me,
    onVisitorMessage: heard,
    onExpired: () => {},
  });
  consoles.push(opened);
  await expect.poll(() => opened.loaded.value && opened.connection.value === 'ready').toBe(true);
  return opened;
}

interface Guest {
  token: string;
  rid: string;
  username: string;
  say(text: string): Promise<void>;
}

async function guest(name: string, department?: string): Promise<Guest> {
  const rest = createRest({ server: mock.url });
  const token = `token-of-${name}`;
  const visitor = { token, name, email: `${name}@example.com`, ...(department ? { department } : {}) };
  const registered = await rest.post('livechat/visitor', { visitor });
  const opened = await rest.get('livechat/room', { token });
  if (!registered.ok || !opened.ok) throw new Error(JSON.stringify([registered, opened]));
  const rid = (opened.value.room as { _id: string })._id;
  const { username } = registered.value.visitor as { username: string };
  const say = async (msg: string): Promise<void> => {
    const sent = await rest.post('livechat/message', { token, rid, msg });
    if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
  };
  return { token, rid, username, say };
}

const conversationOf = (console: AgentConsole, rid: string) => {
  const found = console.conversations.value.find(({ room }) => room.value.rid === rid);
  if (!found) throw new Error('no such conversation');
  return found;
};
const texts = (console: AgentConsole, rid: string) =>
  conversationOf(console, rid)
    .messages.value.filter(({ system }) => !system)
    .map(({ text, state }) => `${text} (${state})`);
const isOnline = async () => {
  const { config } = (await (await fetch(`${mock.url}/api/v1/livechat/config`)).json()) as {
    config: { online: boolean };
  };
  return config.online;
};

test('going online and offline is what visitors see', async () => {
  const anna = await agent('anna');
  expect([anna.available.value, await isOnline()]).toEqual([false, false]);
  await anna.setAvailable(true);
  expect([anna.available.value, await isOnline()]).toEqual([true, true]);
  await anna.setAvailable(false);
  expect([anna.available.value, await isOnline()]).toEqual([false, false]);
});

test('a chat that is given to the agent appears with what was written, unread', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await mara.say('hello');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['hello (sent)']);
  await expect.poll(() => anna.unread.value).toBe(1);
  expect(conversationOf(anna, mara.rid).room.value).toMatchObject({ name: 'mara', open: true });
  await expect
    .poll(() => conversationOf(anna, mara.rid).visitor.value)
    .toMatchObject({ email: 'mara@example.com' });
});

test('what was seen is not unread, and the server knows it', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await mara.say('hello');
  await expect.poll(() => anna.unread.value).toBe(1);
  conversationOf(anna, mara.rid).seen();
  expect(anna.unread.value).toBe(0);
  await expect.poll(() => mock.store.where('subscriptions', 'rid', mara.rid)[0]?.unread).toBe(0);
});

test('messages go both ways, each once', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  conversation.draft.value = '  Good morning ';
  conversation.send();
  expect(conversation.draft.value).toBe('');
  expect(texts(anna, mara.rid)).toEqual(['Good morning (sending)']);
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['Good morning (sent)']);
  await mara.say('Hi!');
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['Good morning (sent)', 'Hi! (sent)']);
  const stored = mock.store.where('messages', 'rid', mara.rid).filter(({ t }) => !t);
  expect(stored.map(({ msg }) => msg)).toEqual(['Good morning', 'Hi!']);
  expect(heard).toHaveBeenCalledOnce();
});

test('several chats at once stay apart', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const [mara, jonas] = [await guest('mara'), await guest('jonas')];
  await mara.say('from mara');
  await jonas.say('from jonas');
  await expect.poll(() => anna.unread.value).toBe(2);
  await expect
    .poll(() => [texts(anna, mara.rid), texts(anna, jonas.rid)])
    .toEqual([['from mara (sent)'], ['from jonas (sent)']]);
});

test('a waiting chat is in the queue until somebody takes it', async () => {
  await mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await agent('anna'), await agent('ben')];
  await Promise.all([anna.setAvailable(true), ben.setAvailable(true)]);
  const mara = await guest('mara');
  await expect.poll(() => [anna.queue.value.length, ben.queue.value.length]).toEqual([1, 1]);
  const [waiting] = anna.queue.value;
  expect(waiting).toMatchObject({ name: 'mara', rid: mara.rid });
  await anna.take(waiting?.inquiryId ?? '');
  expect(anna.selected.value?.room.value.rid).toBe(mara.rid);
  await expect.poll(() => [anna.queue.value.length, ben.queue.value.length]).toEqual([0, 0]);
  expect(ben.conversations.value).toEqual([]);
});

test('a chat of a department waits in the queue of its agents only', async () => {
  await mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await agent('anna'), await agent('ben')];
  await Promise.all([anna.setAvailable(true), ben.setAvailable(true)]);
  const sales = [...anna.departments.value].find(([, name]) => name === 'Sales')?.[0];
  await guest('mara', sales);
  await expect.poll(() => anna.queue.value.length).toBe(1);
  expect(ben.queue.value).toEqual([]);
});

test('a refusal is shown, and what is true afterwards', async () => {
  await mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await agent('anna'), await agent('ben')];
  await anna.setAvailable(true);
  await guest('mara');
  await expect.poll(() => ben.queue.value.length).toBe(1);
  await ben.take(ben.queue.value[0]?.inquiryId ?? '');
  expect(ben.problem.value).toMatchObject({ code: 'error-agent-status-service-offline' });
  expect([ben.queue.value.length, ben.conversations.value.length]).toEqual([1, 0]);
});

test('typing is seen from both sides', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  const socket = new WebSocket(`${mock.url.replace('http', 'ws')}/websocket`);
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(data.toString()));
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  const event = `${mara.rid}/user-activity`;
  send({ msg: 'connect', version: '1', support: ['1'] });
  send({
    msg: 'sub',
    id: '1',
    name: 'stream-notify-room',
    params: [event, { args: [{ token: mara.token }] }],
  });
  await expect.poll(() => frames.join()).toContain('"ready"');

  const typing = (activities: string[]): void =>
    send({
      msg: 'method',
      id: '2',
      method: 'stream-notify-room',
      params: [event, mara.username, activities, { token: mara.token }],
    });
  typing(['user-typing']);
  await expect.poll(() => conversation.visitorTypes.value).toBe(true);
  typing([]);
  await expect.poll(() => conversation.visitorTypes.value).toBe(false);

  conversation.draft.value = 'H';
  conversation.typed();
  await expect.poll(() => frames.join()).toContain('"args":["anna",["user-typing"]]');
  conversation.send();
  await expect.poll(() => frames.join()).toContain('"args":["anna",[]]');
  socket.close();
});

test('topic and tags are saved, and go into the end of the chat', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  expect(await conversation.saveInfo({ topic: 'Mugs', tags: ['care'] })).toBe(true);
  expect(await conversation.close('Solved', ['care', 'order'])).toBe(true);
  expect(mock.store.get('rooms', mara.rid)).toMatchObject({
    topic: 'Mugs',
    tags: ['care', 'order'],
    closer: 'user',
  });
  expect(conversation.room.value.open).toBe(false);
  await expect
    .poll(() => conversation.messages.value.at(-1))
    .toMatchObject({ system: 'closed', text: 'Solved' });
});

test('a chat that the visitor ends stays readable until it is taken out of the list', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await mara.say('bye');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  await createRest({ server: mock.url }).post('livechat/room.close', { rid: mara.rid, token: mara.token });
  await expect.poll(() => conversationOf(anna, mara.rid).room.value.open).toBe(false);
  expect(texts(anna, mara.rid)).toEqual(['bye (sent)']);
  anna.dismiss(mara.rid);
  expect(anna.conversations.value).toEqual([]);
});

test('a comment is asked for, in words, when the chat is to end without one', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  expect(await conversation.close('', [])).toBe(false);
  expect(conversation.problem.value).toMatchObject({ code: 'error-comment-is-required' });
  expect(conversation.room.value.open).toBe(true);
});

test('a message that the server refuses says why and can be sent again', async () => {
  const anna = await agent('anna');
  await anna.setAvailable(true);
  const mara = await guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  conversation.draft.value = 'x'.repeat(6000);
  conversation.send();
  await expect
    .poll(() => conversation.messages.value.at(-1))
    .toMatchObject({
      state: 'failed',
      problem: { code: 'error-message-size-exceeded' },
    });
  await mock.core.writeSettings({ Message_MaxAllowedSize: 10_000 });
  conversation.retry(conversation.messages.value.at(-1)?.id ?? '');
  await expect.poll(() => conversation.messages.value.at(-1)?.state).toBe('sent');
});
