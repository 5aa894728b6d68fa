import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CreateLive } from '../../../widget/state/live.ts';
import { ridOn, say, talk, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

/** The part for chats, for a tab: how often it was asked for, and whether it can be had. */
async function tabWithPart() {
  const tab = await here.tab();
  const { loadLive } = tab.ports;
  const part = { asked: 0, there: true };
  tab.ports.loadLive = () => {
    part.asked++;
    return part.there ? loadLive() : Promise.reject(new TypeError('Failed to fetch'));
  };
  return { ...tab, part };
}

test('who only looks does not load the part for chats; the first key does', async () => {
  const { porthole, part, ports } = await tabWithPart();
  porthole.setOpen(true);
  expect(part.asked).toBe(0);
  porthole.typed();
  porthole.typed();
  expect(part.asked).toBe(1);
  await expect.poll(() => porthole.connection.value, soon).toBe('idle');
  expect(ports.requests.filter((path) => path !== 'GET config')).toEqual([]);
});

test('a message waits until the part for chats can be had, and goes out once', async () => {
  const { porthole, part, ports } = await tabWithPart();
  part.there = false;
  say(porthole, 'hello');
  await expect.poll(() => part.asked, soon).toBeGreaterThan(2);
  expect(talk(porthole)).toEqual(['visitor: hello (sending)']);
  expect(porthole.connection.value).toBe('waiting');
  part.there = true;
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  const asked = part.asked;
  say(porthole, 'again');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello', 'visitor: again']);
  expect(part.asked).toBe(asked);
  expect(ports.requests.filter((path) => path === 'POST message')).toHaveLength(2);
});

test('a page that comes back into view does not wait for its turn', async () => {
  const { porthole, part, ports } = await tabWithPart();
  ports.clock.after = () => () => {};
  part.there = false;
  say(porthole, 'hello');
  await expect.poll(() => porthole.connection.value, soon).toBe('waiting');
  part.there = true;
  ports.happen('online');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
});

test('what waited when the page was left is sent by the next one', async () => {
  const before = await tabWithPart();
  before.part.there = false;
  say(before.porthole, 'hello');
  await expect.poll(() => before.part.asked, soon).toBeGreaterThan(0);
  before.porthole.dispose();
  const { porthole } = await here.tab();
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  expect(ridOn(here.disk)).not.toBe('');
});

test('a part that comes after the pop-up is gone does nothing', async () => {
  const { porthole, ports } = await here.tab();
  let give = (_: CreateLive): void => {};
  ports.loadLive = () =>
    new Promise((resolve) => {
      give = resolve;
    });
  say(porthole, 'hello');
  porthole.dispose();
  let made = 0;
  give(() => {
    made++;
    throw new Error('not to be made');
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(made).toBe(0);
});
