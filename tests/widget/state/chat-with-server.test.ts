import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Porthole } from '../../../widget/state/porthole.ts';
import type { Agent } from '../support/agent.ts';
import { ridOn, say, talk, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

/** Logs in who serves the chat, once the widget knows. */
async function agentOf({ agent }: Porthole): Promise<Agent> {
  await expect.poll(() => agent.value?.username, soon).toBeDefined();
  return here.agent(agent.value?.username ?? '');
}

test('visitor and agent write to each other', async () => {
  const { porthole, ports } = await here.tab();
  expect(porthole.screen.value).toBe('chat');
  expect(porthole.connection.value).toBe('idle');
  say(porthole, 'hello');
  expect(talk(porthole)).toEqual(['visitor: hello (sending)']);
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  await expect.poll(() => porthole.agent.value?.username, soon).toMatch(/anna|ben/);
  expect(porthole.queue.value.waiting).toBe(false);
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');

  const agent = await agentOf(porthole);
  await agent.say(ridOn(here.disk), 'how can I help?');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello', 'agent: how can I help?']);
  expect(porthole.unread.value).toBe(1);
  porthole.setOpen(true);
  expect(porthole.unread.value).toBe(0);
  expect(ports.reports).toEqual([]);
  expect(await agent.texts(ridOn(here.disk))).toEqual(['hello', 'how can I help?']);
});

test('a reload brings the chat back, its draft and that the pop-up was open', async () => {
  const before = await here.tab();
  before.porthole.setOpen(true);
  say(before.porthole, 'hello');
  await expect.poll(() => talk(before.porthole), soon).toEqual(['visitor: hello']);
  before.porthole.draft.value = 'one more th';
  before.porthole.dispose();

  const after = await here.tab();
  expect(after.porthole.screen.value).toBe('chat');
  expect(after.porthole.isOpen.value).toBe(true);
  expect(after.porthole.draft.value).toBe('one more th');
  expect(talk(after.porthole)).toEqual(['visitor: hello']);
  expect(after.porthole.agent.value?.username).toMatch(/anna|ben/);
  const agent = await agentOf(after.porthole);
  await expect.poll(() => after.porthole.connection.value, soon).toBe('connected');
  await agent.say(ridOn(here.disk), 'still here');
  await expect.poll(() => talk(after.porthole), soon).toEqual(['visitor: hello', 'agent: still here']);
});

test('nothing is stored before the visitor does something', async () => {
  const { porthole, ports } = await here.tab();
  porthole.identify({ token: 'f'.repeat(64), name: 'Ann' });
  await expect.poll(() => ports.requests, soon).toEqual(['GET config', 'GET config']);
  expect(here.disk.values.size).toBe(0);
  porthole.setOpen(true);
  expect(here.disk.values.size).toBe(1);
});

test('nothing is lost or doubled over cut sockets', async () => {
  const { porthole, ports } = await here.tab();
  const sent: string[] = [];
  for (let n = 0; n < 12; n++) {
    say(porthole, `v${n}`);
    sent.push(`v${n}`);
    if (n === 0) await expect.poll(() => porthole.agent.value, soon).toBeDefined();
    if (n % 3 === 1) ports.cut();
    const agent = await agentOf(porthole);
    await agent.say(ridOn(here.disk), `a${n}`);
    sent.push(`a${n}`);
  }
  const texts = (): string[] =>
    porthole.messages.value.filter(({ from }) => from !== 'system').map(({ text }) => text);
  await expect.poll(() => texts().toSorted(), soon).toEqual(sent.toSorted());
  const agent = await agentOf(porthole);
  await expect.poll(() => porthole.messages.value.every(({ state }) => state === 'sent'), soon).toBe(true);
  expect(texts()).toEqual(await agent.texts(ridOn(here.disk)));
});

test('what is written while the server is down goes out once when it is back', async () => {
  const { porthole } = await here.tab();
  say(porthole, 'before');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: before']);
  await here.stopServer();
  await expect.poll(() => porthole.connection.value, soon).not.toBe('connected');
  say(porthole, 'first');
  say(porthole, 'second');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(talk(porthole)).toEqual([
    'visitor: before',
    'visitor: first (sending)',
    'visitor: second (sending)',
  ]);
  await here.startServer();
  await expect
    .poll(() => talk(porthole), soon)
    .toEqual(['visitor: before', 'visitor: first', 'visitor: second']);
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  const serving = await agentOf(porthole);
  expect(await serving.texts(ridOn(here.disk))).toEqual(['before', 'first', 'second']);
});

test('what was written offline survives a reload and is sent once', async () => {
  const before = await here.tab();
  say(before.porthole, 'before');
  await expect.poll(() => talk(before.porthole), soon).toEqual(['visitor: before']);
  await here.stopServer();
  say(before.porthole, 'written offline');
  await new Promise((resolve) => setTimeout(resolve, 100));
  before.porthole.dispose();
  await here.startServer();
  const { porthole } = await here.tab();
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: before', 'visitor: written offline']);
});

test('an answer that got lost does not double the message', async () => {
  const { porthole, ports } = await here.tab();
  say(porthole, 'hello');
  await expect.poll(() => porthole.agent.value, soon).toBeDefined();
  // No socket, so that no echo tells what the answer would have told.
  ports.happen('pagehide');
  let posts = 0;
  ports.between = async (path, ask) => {
    const answer = await ask();
    if (path === 'POST message' && ++posts === 1) throw new TypeError('network');
    return answer;
  };
  say(porthole, 'once');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello', 'visitor: once']);
  expect(posts).toBe(2);
  const agent = await agentOf(porthole);
  expect(await agent.texts(ridOn(here.disk))).toEqual(['hello', 'once']);
});

test('a server that asks to slow down is given the time it asks for', async () => {
  const { porthole, ports } = await here.tab();
  const sentAt: number[] = [];
  ports.between = async (path, ask) =>
    path !== 'POST message' || sentAt.push(Date.now()) > 1 ? ask() : tooManyRequests();
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  const [first = 0, second = 0] = sentAt;
  expect(sentAt).toHaveLength(2);
  expect(second - first).toBeGreaterThan(990);
});

/** As Rocket.Chat answers; a second is the shortest it can ask for. */
function tooManyRequests(): Response {
  const errorType = 'error-too-many-requests';
  const error = `Error, too many requests. Please slow down. You must wait 1 seconds before trying this endpoint again. [${errorType}]`;
  return Response.json({ success: false, error, errorType }, { status: 429 });
}

test('an agent ends the chat, the visitor begins a new one', async () => {
  const { porthole } = await here.tab();
  porthole.setOpen(true);
  say(porthole, 'hello');
  await expect.poll(() => porthole.agent.value, soon).toBeDefined();
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  const first = ridOn(here.disk);
  const agent = await agentOf(porthole);
  await agent.close(first);
  await expect.poll(() => porthole.screen.value, soon).toBe('ended');
  expect(talk(porthole)).toEqual(['visitor: hello']);
  expect(porthole.canClose.value).toBe(false);
  expect(porthole.connection.value).toBe('idle');
  await porthole.newChat();
  expect(porthole.screen.value).toBe('chat');
  expect(talk(porthole)).toEqual([]);
  say(porthole, 'again');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: again']);
  expect(ridOn(here.disk)).not.toBe(first);
});

test('the visitor ends the chat', async () => {
  const { porthole } = await here.tab();
  say(porthole, 'hello');
  await expect.poll(() => porthole.canClose.value, soon).toBe(true);
  await porthole.closeChat();
  expect(porthole.screen.value).toBe('ended');
  expect(porthole.problem.value).toBeUndefined();
});

test('a chat that ended while the page was away comes back as ended', async () => {
  const before = await here.tab();
  before.porthole.setOpen(true);
  say(before.porthole, 'hello');
  await expect.poll(() => before.porthole.agent.value, soon).toBeDefined();
  before.porthole.dispose();
  const agent = await agentOf(before.porthole);
  await agent.say(ridOn(here.disk), 'bye');
  await agent.close(ridOn(here.disk));
  const { porthole } = await here.tab();
  expect(porthole.screen.value).toBe('ended');
  expect(talk(porthole)).toEqual(['visitor: hello', 'agent: bye']);
});

test('typing is told both ways', async () => {
  const { porthole } = await here.tab();
  say(porthole, 'hello');
  await expect.poll(() => porthole.agent.value, soon).toBeDefined();
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  const agent = await agentOf(porthole);
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(`${here.url.replace('http', 'ws')}/websocket`);
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  await new Promise((resolve) => socket.once('open', resolve));
  const tell = (frame: object): void => socket.send(JSON.stringify(frame));
  tell({ msg: 'connect', version: '1', support: ['1'] });
  const { data } = await agent.call<{ data: { authToken: string } }>('POST', 'login', {
    user: agent.username,
    password: agent.username,
  });
  const activity = `${ridOn(here.disk)}/user-activity`;
  tell({ msg: 'method', id: '1', method: 'login', params: [{ resume: data.authToken }] });
  tell({ msg: 'sub', id: '2', name: 'stream-notify-room', params: [activity, false] });
  await expect.poll(() => frames.join(), soon).toContain('"ready"');
  tell({
    msg: 'method',
    id: '3',
    method: 'stream-notify-room',
    params: [activity, agent.username, ['user-typing']],
  });
  await expect.poll(() => porthole.typing.value, soon).toEqual([porthole.agent.value?.name]);
  porthole.typed();
  await expect.poll(() => frames.join(), soon).toMatch(/guest-\d+",\["user-typing"\]/);
  say(porthole, 'so');
  await expect.poll(() => frames.join(), soon).toMatch(/guest-\d+",\[\]/);
  socket.close();
});
