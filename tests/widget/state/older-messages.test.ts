import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, talk, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

test('older messages come a page at a time', async () => {
  const before = await here.tab();
  say(before.porthole, 'hello');
  await expect.poll(() => before.porthole.agent.value?.username, soon).toBeDefined();
  const agent = await here.agent(before.porthole.agent.value?.username ?? '');
  before.porthole.dispose();
  for (let n = 0; n < 75; n++) await agent.say(ridOn(here.disk), `${n}`);
  const { porthole } = await here.tab();
  expect(porthole.older.value).toBe('some');
  expect(talk(porthole)).toHaveLength(50);
  await porthole.loadOlder();
  expect(talk(porthole)).toHaveLength(70);
  await porthole.loadOlder();
  expect(porthole.older.value).toBe('none');
  expect(talk(porthole)).toEqual(['visitor: hello', ...Array.from({ length: 75 }, (_, n) => `agent: ${n}`)]);
});
