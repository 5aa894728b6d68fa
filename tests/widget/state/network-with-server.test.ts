import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, type Tab, talk, visitOn, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

/** A tab in a chat with an agent, its socket subscribed. */
async function chatting(): Promise<Tab> {
  const tab = await here.tab();
  say(tab.porthole, 'hello');
  await expect.poll(() => tab.porthole.agent.value, soon).toBeDefined();
  await expect.poll(() => tab.porthole.connection.value, soon).toBe('connected');
  return tab;
}
const agentOf = ({ porthole }: Tab): ReturnType<World['agent']> =>
  here.agent(porthole.agent.value?.username ?? '');

/** What the visitor may do to a message of theirs, by REST. */
async function change(method: 'PUT' | 'DELETE', id: string, msg?: string): Promise<void> {
  const answer = await fetch(`${here.url}/api/v1/livechat/message/${id}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...visitOf(), msg }),
  });
  expect(answer.status).toBe(200);
}
const visitOf = (): { rid: string; token: string } => {
  const { rid, token } = visitOn(here.disk);
  return { rid, token };
};

test('a link that fell silent is replaced when the network is back, and nothing is missing', async () => {
  const tab = await chatting();
  const agent = await agentOf(tab);
  tab.ports.freeze();
  await agent.say(ridOn(here.disk), 'into the void');
  tab.ports.happen('online');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: hello', 'agent: into the void']);
});

test('without any socket the chat goes on by asking', async () => {
  const tab = await here.tab();
  tab.ports.socketsBlocked = true;
  tab.ports.speed = 50;
  say(tab.porthole, 'hello');
  await expect.poll(() => tab.porthole.agent.value, soon).toBeDefined();
  const agent = await agentOf(tab);
  await agent.say(ridOn(here.disk), 'welcome');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: hello', 'agent: welcome']);
  await agent.close(ridOn(here.disk));
  await expect.poll(() => tab.porthole.screen.value, soon).toBe('ended');
});

test('edits and deletions arrive, live and after a gap', async () => {
  const tab = await chatting();
  for (const text of ['one', 'two', 'three', 'four']) say(tab.porthole, text);
  await expect.poll(() => talk(tab.porthole).at(-1), soon).toBe('visitor: four');
  const ids = new Map(tab.porthole.messages.value.map(({ text, id }) => [text, id]));
  const idOf = (text: string): string => ids.get(text) ?? '';
  await change('PUT', idOf('one'), 'uno');
  await change('DELETE', idOf('two'));
  await expect
    .poll(() => talk(tab.porthole), soon)
    .toEqual(['hello', 'uno', 'three', 'four'].map((text) => `visitor: ${text}`));
  expect(tab.porthole.messages.value.find(({ text }) => text === 'uno')?.edited).toBe(true);

  tab.ports.happen('pagehide');
  await change('PUT', idOf('three'), 'tre');
  await change('DELETE', idOf('four'));
  tab.ports.happen('pageshow');
  await expect
    .poll(() => talk(tab.porthole), soon)
    .toEqual(['hello', 'uno', 'tre'].map((text) => `visitor: ${text}`));
});

test('a gap longer than a page leaves no hole', async () => {
  const tab = await chatting();
  const agent = await agentOf(tab);
  await agent.say(ridOn(here.disk), 'before');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: hello', 'agent: before']);
  tab.ports.happen('pagehide');
  for (let n = 0; n < 60; n++) await agent.say(ridOn(here.disk), `${n}`);
  tab.ports.happen('pageshow');
  await expect.poll(() => talk(tab.porthole).at(-1), soon).toBe('agent: 59');
  expect(talk(tab.porthole)[0]).toBe('agent: 10');
  expect(tab.porthole.older.value).toBe('some');
  await tab.porthole.loadOlder();
  const all = ['visitor: hello', 'agent: before', ...Array.from({ length: 60 }, (_, n) => `agent: ${n}`)];
  expect(talk(tab.porthole)).toEqual(all);
});

test('a chat that ended during a gap ends here', async () => {
  const tab = await chatting();
  const agent = await agentOf(tab);
  tab.ports.happen('pagehide');
  await agent.say(ridOn(here.disk), 'bye');
  await agent.close(ridOn(here.disk));
  tab.ports.happen('pageshow');
  await expect.poll(() => tab.porthole.screen.value, soon).toBe('ended');
  expect(talk(tab.porthole)).toEqual(['visitor: hello', 'agent: bye']);
});

test('a chat whose end the server shows to nobody ends here too', async () => {
  await here.set({ Hide_System_Messages: ['livechat-close'] });
  const tab = await chatting();
  const agent = await agentOf(tab);
  tab.ports.happen('pagehide');
  await agent.close(ridOn(here.disk));
  tab.ports.happen('pageshow');
  await expect.poll(() => tab.porthole.screen.value, soon).toBe('ended');
});

test('a server that refuses what it has already is asked whether it has it', async () => {
  const tab = await chatting();
  tab.ports.happen('pagehide');
  let posts = 0;
  tab.ports.between = async (path, ask) => {
    const answer = await ask();
    if (path !== 'POST message') return answer;
    if (++posts === 1) throw new TypeError('network');
    return Response.json({ success: false, error: 'Cannot read properties of undefined' }, { status: 400 });
  };
  say(tab.porthole, 'once');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: hello', 'visitor: once']);
  expect(posts).toBe(2);
});

test('what was written for a chat that ended meanwhile is refused, and can open a new one', async () => {
  const tab = await chatting();
  const agent = await agentOf(tab);
  tab.ports.happen('pagehide');
  const before = ridOn(here.disk);
  await agent.close(before);
  say(tab.porthole, 'too late');
  await expect.poll(() => talk(tab.porthole).at(-1), soon).toBe('visitor: too late (failed)');
  expect(tab.porthole.screen.value).toBe('ended');
  expect(tab.porthole.messages.value.at(-1)?.problem?.code).toBe('room-closed');
  tab.porthole.retry(tab.porthole.messages.value.at(-1)?.id ?? '');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: too late']);
  expect(ridOn(here.disk)).not.toBe(before);
});

test('a server that forgot everything gets the visitor and the message anew', async () => {
  const tab = await chatting();
  await here.stopServer();
  say(tab.porthole, 'are you there?');
  await here.startServer('forgetful');
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: are you there?']);
});

test('a visitor whom the server forgot before the first message is registered anew', async () => {
  const { porthole } = await here.tab();
  await porthole.register();
  await here.stopServer();
  await here.startServer('forgetful');
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
});

test('two tabs show the same, whichever wrote', async () => {
  const one = await chatting();
  const two = await here.tab();
  await expect.poll(() => two.porthole.connection.value, soon).toBe('connected');
  say(one.porthole, 'from one');
  say(two.porthole, 'from two');
  const all = ['visitor: from one', 'visitor: from two', 'visitor: hello'];
  await expect.poll(() => talk(one.porthole).toSorted(), soon).toEqual(all);
  await expect.poll(() => talk(two.porthole).toSorted(), soon).toEqual(all);
  const agent = await agentOf(one);
  expect((await agent.texts(ridOn(here.disk))).toSorted()).toEqual(['from one', 'from two', 'hello']);
  await two.porthole.closeChat();
  await expect.poll(() => one.porthole.screen.value, soon).toBe('ended');
  await two.porthole.newChat();
  await expect.poll(() => one.porthole.screen.value, soon).toBe('chat');
});

test('a chat begun in one tab shows in the other', async () => {
  const other = await here.tab();
  const one = await chatting();
  await expect.poll(() => talk(other.porthole), soon).toEqual(['visitor: hello']);
  expect(one.porthole.screen.value).toBe('chat');
});

test('a disposed pop-up leaves no socket, asks no more, sends no more and writes no more', async () => {
  const tab = await chatting();
  await here.stopServer();
  say(tab.porthole, 'on its way');
  await expect.poll(() => tab.ports.requests.filter((path) => path === 'POST message').length, soon).toBe(2);
  tab.porthole.dispose();
  tab.ports.speed = 500;
  const [asked, stored] = [tab.ports.requests.length, [...here.disk.values]];
  tab.ports.happen('online');
  tab.porthole.draft.value = 'too late';
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(tab.ports.requests).toHaveLength(asked);
  expect([...here.disk.values]).toEqual(stored);
  expect(tab.porthole.connection.value).toBe('idle');
});

test('a late answer does not hide that a newer question about the history failed', async () => {
  const tab = await chatting();
  const agent = await agentOf(tab);
  let asked = 0;
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  tab.ports.speed = 50;
  tab.ports.between = async (path, ask) => {
    const place = path.startsWith('GET messages.history') ? ++asked : 0;
    if (place === 2) throw new TypeError('fetch failed');
    const answer = await ask();
    if (place === 1) await released;
    return answer;
  };
  tab.ports.happen('pagehide');
  tab.ports.happen('pageshow');
  await expect.poll(() => asked, soon).toBe(1);
  tab.ports.happen('pagehide');
  await agent.say(ridOn(here.disk), 'between two sockets');
  tab.ports.happen('pageshow');
  await expect.poll(() => asked, soon).toBeGreaterThan(1);
  release();
  await expect.poll(() => talk(tab.porthole), soon).toEqual(['visitor: hello', 'agent: between two sockets']);
});
