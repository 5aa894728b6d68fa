import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, type Tab, talk, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

/** A tab in a chat with an agent, its socket subscribed, and that agent. */
async function chatting(): Promise<Tab & { agent: Awaited<ReturnType<World['agent']>> }> {
  const tab = await here.tab();
  const { porthole } = tab;
  say(porthole, 'hello');
  await expect.poll(() => porthole.agent.value, soon).toBeDefined();
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  return { ...tab, agent: await here.agent(porthole.agent.value?.username ?? '') };
}
const numbered = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${word} ${n}`);

async function readAll({ porthole }: Tab): Promise<string[]> {
  for (let pages = 0; porthole.older.value === 'some' && pages < 20; pages++) await porthole.loadOlder();
  return talk(porthole);
}

test('what the visitor wrote while deaf does not hide what came before it', async () => {
  const tab = await chatting();
  const { porthole, ports, agent } = tab;
  const rid = ridOn(here.disk);
  ports.freeze();
  for (const text of numbered('unheard', 5)) await agent.say(rid, text);
  say(porthole, 'mine');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello', 'visitor: mine']);
  // So many that the visitor's own message is the oldest of the page that is read then.
  for (const text of numbered('after', 49)) await agent.say(rid, text);
  ports.happen('online');
  await expect.poll(() => talk(porthole).at(-1), soon).toBe('agent: after 48');
  const agents = [...numbered('unheard', 5), 'mine', ...numbered('after', 49)];
  expect(await readAll(tab)).toEqual([
    'visitor: hello',
    ...agents.map((text) => (text === 'mine' ? 'visitor: mine' : `agent: ${text}`)),
  ]);
});

test('older messages that were asked for before a gap leave no hole after it', async () => {
  const before = await chatting();
  const rid = ridOn(here.disk);
  for (const text of numbered('early', 80)) await before.agent.say(rid, text);
  before.porthole.dispose();
  const tab = await here.tab();
  await expect.poll(() => tab.porthole.connection.value, soon).toBe('connected');
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = false;
  tab.ports.between = async (path, ask) => {
    const first = path.startsWith('GET messages.history') && !held;
    held ||= first;
    const answer = await ask();
    if (first) await released;
    return answer;
  };
  const asked = tab.porthole.loadOlder();
  expect(held).toBe(true);
  tab.ports.happen('pagehide');
  for (const text of numbered('late', 60)) await before.agent.say(rid, text);
  tab.ports.happen('pageshow');
  await expect.poll(() => talk(tab.porthole).at(-1), soon).toBe('agent: late 59');
  release();
  await asked;
  const agents = [...numbered('early', 80), ...numbered('late', 60)];
  expect(await readAll(tab)).toEqual(['visitor: hello', ...agents.map((text) => `agent: ${text}`)]);
});
