import { afterEach, beforeEach, expect, test } from 'vitest';
import { type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

async function agentsLeave(available = false): Promise<void> {
  for (const name of ['anna', 'ben']) await (await here.agent(name)).setAvailable(available);
}

test('a form that comes into view is not that of an old answer', async () => {
  await agentsLeave();
  const first = await fetch(`${here.url}/api/v1/livechat/config`).then((answer) => answer.json());
  await agentsLeave(true);
  const { porthole, ports } = await here.tab(undefined, Promise.resolve(first));
  expect(porthole.screen.value).toBe('offline');
  porthole.setOpen(true);
  await expect.poll(() => porthole.screen.value, soon).toBe('chat');
  expect(ports.requests).toEqual(['GET config']);

  await agentsLeave();
  porthole.setOpen(false);
  const { now } = ports.clock;
  ports.clock.now = () => now() + 2_001;
  porthole.setOpen(true);
  await expect.poll(() => porthole.screen.value, soon).toBe('offline');
  porthole.setOpen(false);
  porthole.setOpen(true);
  expect(ports.requests).toEqual(['GET config', 'GET config']);
});
