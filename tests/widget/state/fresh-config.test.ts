import { afterEach, beforeEach, expect, test } from 'vitest';
import { talk, type World, world } from '../support/world.ts';

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

test('a closed pop-up whose livechat was switched off learns that it is back', async () => {
  const { porthole, ports } = await here.tab();
  await here.set({ Livechat_enabled: false });
  const { after } = ports.clock;
  // Twenty seconds are twenty milliseconds.
  ports.clock.after = (ms, act) => after(ms / 1000, act);
  await porthole.retryLoad();
  expect([porthole.isOpen.value, porthole.screen.value]).toEqual([false, 'disabled']);
  await here.set({ Livechat_enabled: true });
  await expect.poll(() => porthole.screen.value, soon).not.toBe('disabled');
});

test('who opens a chat again sees the settings as they are now', async () => {
  const { porthole, ports } = await here.tab();
  porthole.setOpen(true);
  porthole.draft.value = 'Hello';
  porthole.send();
  // A new socket asks too.
  await expect.poll(() => ports.requests.filter((one) => one === 'GET config').length, soon).toBe(2);
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: Hello']);
  porthole.setOpen(false);
  await here.set({ Livechat_title: 'Ask us' });
  const { now } = ports.clock;
  ports.clock.now = () => now() + 2_001;
  porthole.setOpen(true);
  await expect.poll(() => porthole.config.value?.theme.title, soon).toBe('Ask us');
});
