import { batch, effect } from '@preact/signals-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Given } from '../../../widget/app/given.ts';
import { createDeeds } from '../../../widget/app/sheet/deeds.ts';
import { createTransport } from '../../../widget/transport/create-transport.ts';
import { say, type Tab, talk, visitOn, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
  await here.set({ Livechat_force_accept_data_processing_consent: true });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await here.close();
});
const soon = { timeout: 8_000, interval: 20 };

/** What was asked of the server beside the config, which names nobody. */
const told = ({ ports }: Tab): string[] => ports.requests.filter((path) => path !== 'GET config');
const deedsOf = ({ porthole, ports }: Tab) => {
  const transport = createTransport({ server: here.url }, ports);
  return createDeeds({ batch, transport, porthole: porthole as Given['porthole'] });
};

test('nothing of the visitor is sent and nothing is stored before they agree; then all goes on', async () => {
  const tab = await here.tab();
  const { porthole } = tab;
  expect(porthole.screen.value).toBe('consent');
  // What the page says of its visitor waits.
  const identified = porthole.identify({
    token: 'a-visitor-of-the-page',
    name: 'Ann',
    email: 'ann@shop.example',
  });
  await porthole.retryLoad();
  expect(told(tab)).toEqual([]);
  expect(here.disk.values.size).toBe(0);

  await porthole.agree();
  await identified;
  expect(porthole.screen.value).toBe('chat');
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  expect(visitOn(here.disk).token).toBe('a-visitor-of-the-page');
});

test('the token that the page names is in no request before the visitor agrees', async () => {
  const tab = await here.tab();
  const asked = vi.spyOn(globalThis, 'fetch');
  const addresses = () => asked.mock.calls.map(([address]) => String(address));
  void tab.porthole.identify({ token: 'secret' });
  await tab.porthole.retryLoad();
  expect(addresses().length).toBeGreaterThan(0);
  expect(addresses().filter((address) => address.includes('secret'))).toEqual([]);
  await tab.porthole.agree();
  expect(addresses().some((address) => address.includes('token=secret'))).toBe(true);
});

test('who agreed is not asked again, neither after a reload nor in another tab that is open', async () => {
  const [one, other] = [await here.tab(), await here.tab()];
  await one.porthole.agree();
  await expect.poll(() => other.porthole.screen.value, soon).toBe('chat');
  expect((await here.tab()).porthole.screen.value).toBe('chat');
});

test('nobody is registered before they agree, whoever asks for it', async () => {
  const tab = await here.tab();
  await tab.porthole.register();
  expect(told(tab)).toEqual([]);
  expect(tab.porthole.problem.value?.code).toBe('refused');
});

test('another visitor, by the word of the page, is asked anew', async () => {
  const { porthole } = await here.tab();
  await porthole.agree();
  await porthole.register();
  void porthole.identify({ token: 'somebody-else' });
  expect(porthole.screen.value).toBe('consent');
});

test('an open chat goes on when agreement begins to be asked for; the next one asks', async () => {
  await here.set({ Livechat_force_accept_data_processing_consent: false });
  const { porthole } = await here.tab();
  say(porthole, 'before');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: before']);
  await here.set({ Livechat_force_accept_data_processing_consent: true });
  await porthole.retryLoad();
  expect(porthole.screen.value).toBe('chat');
  say(porthole, 'still');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: before', 'visitor: still']);
  await porthole.closeChat();
  await porthole.newChat();
  expect(porthole.screen.value).toBe('consent');
});

test('where the storage is cleared at the end of a chat, the agreement goes too', async () => {
  await here.set({ Livechat_clear_local_storage_when_chat_ended: true });
  const { porthole } = await here.tab();
  await porthole.agree();
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  await porthole.closeChat();
  await porthole.newChat();
  expect(porthole.screen.value).toBe('consent');
});

test('who is forgotten is gone on the server, here and in the other tab, unsent words and drafts included', async () => {
  const [one, other] = [await here.tab(), await here.tab()];
  await one.porthole.agree();
  one.porthole.form.value = { ...one.porthole.form.value, name: 'Ann', email: 'ann@shop.example' };
  await one.porthole.register();
  say(one.porthole, 'my secret');
  await expect.poll(() => talk(one.porthole), soon).toEqual(['visitor: my secret']);
  await expect.poll(() => talk(other.porthole), soon).toEqual(['visitor: my secret']);
  const { token } = visitOn(here.disk);
  other.porthole.draft.value = 'half a sen';
  other.porthole.form.value = { ...other.porthole.form.value, email: 'ann@shop.example' };
  const screens: string[] = [];
  const stop = effect(() => void screens.push(other.porthole.screen.value));

  expect(await deedsOf(one).forget()).toMatchObject({ ok: true });
  const answer = await fetch(`${here.url}/api/v1/livechat/visitor/${token}`);
  expect(await answer.json()).toMatchObject({ success: false, errorType: 'invalid-token' });
  for (const { porthole } of [one, other]) {
    await expect.poll(() => porthole.screen.value, soon).toBe('consent');
    expect([talk(porthole), porthole.draft.value, porthole.form.value.email]).toEqual([[], '', '']);
  }
  stop();
  const kept = [...here.disk.values.values()].join();
  for (const trace of [token, 'secret', 'half a sen', 'Ann', 'shop.example'])
    expect(kept).not.toContain(trace);

  // A fresh start is possible, as somebody else.
  await one.porthole.agree();
  say(one.porthole, 'hello again');
  await expect.poll(() => talk(one.porthole), soon).toEqual(['visitor: hello again']);
  expect(visitOn(here.disk).token).not.toBe(token);
});

test('a message that is on its way when the visitor is forgotten is not sent again as somebody else', async () => {
  const tab = await here.tab();
  await tab.porthole.agree();
  await tab.porthole.register();
  tab.ports.between = (path, ask) => (/message$/.test(path) ? Promise.reject(new Error('lost')) : ask());
  say(tab.porthole, 'stuck');
  await expect.poll(() => told(tab).includes('POST message'), soon).toBe(true);
  expect(await deedsOf(tab).forget()).toMatchObject({ ok: true });
  tab.ports.between = (_path, ask) => ask();
  tab.ports.happen('online');
  const count = told(tab).length;
  await new Promise((resume) => setTimeout(resume, 300));
  expect(
    told(tab)
      .slice(count)
      .filter((path) => path.startsWith('POST')),
  ).toEqual([]);
  expect(talk(tab.porthole)).toEqual([]);
});
