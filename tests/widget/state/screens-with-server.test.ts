import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, talk, visitOn, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

async function agentsLeave(available = false): Promise<void> {
  for (const name of ['anna', 'ben']) await (await here.agent(name)).setAvailable(available);
}

test('nobody there: an offline message goes out, and another', async () => {
  await agentsLeave();
  const { porthole } = await here.tab();
  expect(porthole.screen.value).toBe('offline');
  porthole.form.value = { name: 'Ann', email: 'ann@example.com', department: '', message: 'call me' };
  await porthole.sendOffline();
  expect(porthole.problem.value).toBeUndefined();
  expect(porthole.screen.value).toBe('offline-sent');
  porthole.newOfflineMessage();
  expect(porthole.screen.value).toBe('offline');
  expect(porthole.form.value).toMatchObject({ name: 'Ann', message: '' });
});

test('an offline message that is refused says why and keeps the text', async () => {
  await agentsLeave();
  const { porthole } = await here.tab();
  porthole.form.value = { name: 'Ann', email: 'no address', department: '', message: 'call me' };
  await porthole.sendOffline();
  expect(porthole.screen.value).toBe('offline');
  expect(porthole.problem.value?.code).toBe('refused');
  expect(porthole.form.value.message).toBe('call me');
  expect(porthole.busy.value).toBeUndefined();
});

test('agents who left meanwhile: what was sent is found in the offline form', async () => {
  const { porthole } = await here.tab();
  expect(porthole.screen.value).toBe('chat');
  await agentsLeave();
  say(porthole, 'is anybody');
  say(porthole, 'there?');
  await expect.poll(() => porthole.screen.value, soon).toBe('offline');
  expect(porthole.form.value.message).toBe('is anybody\nthere?');
  expect(porthole.problem.value?.code).toBe('no-agent-online');
  expect(talk(porthole)).toEqual([]);
});

test('an open pop-up notices that agents come, and what was typed goes along', async () => {
  await agentsLeave();
  const { porthole, ports } = await here.tab();
  ports.speed = 50;
  porthole.setOpen(true);
  porthole.form.value = { ...porthole.form.value, message: 'half a sen' };
  await agentsLeave(true);
  await expect.poll(() => porthole.screen.value, soon).toBe('chat');
  expect(porthole.draft.value).toBe('half a sen');
  expect(porthole.form.value.message).toBe('');
  await agentsLeave();
  await expect.poll(() => porthole.screen.value, soon).toBe('offline');
  expect(porthole.form.value.message).toBe('half a sen');
});

test('a closed pop-up asks nothing', async () => {
  const { ports } = await here.tab();
  ports.speed = 500;
  await new Promise((resolve) => setTimeout(resolve, 100));
  ports.happen('online');
  expect(ports.requests).toEqual(['GET config']);
});

test('the registration form comes first, and its fields reach the server', async () => {
  await here.set({ Livechat_registration_form: true });
  const { porthole } = await here.tab();
  porthole.setOpen(true);
  expect(porthole.screen.value).toBe('register');
  porthole.form.value = { name: 'Ann', email: 'ann@example.com', department: '', message: '' };
  const busy: unknown[] = [];
  porthole.busy.subscribe((value) => busy.push(value));
  await porthole.register();
  expect(busy).toEqual([undefined, 'registering', undefined]);
  expect(porthole.screen.value).toBe('chat');
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  expect(porthole.messages.value.find(({ from }) => from === 'visitor')?.author?.name).toBe('Ann');
});

test('a registration that fails says why', async () => {
  await here.set({ Livechat_registration_form: true });
  const { porthole } = await here.tab();
  await here.stopServer();
  await porthole.register();
  expect(porthole.screen.value).toBe('register');
  expect(porthole.problem.value?.code).toBe('unreachable');
});

test('without a server the screen says so, and tries again when asked', async () => {
  await here.stopServer();
  const { porthole } = await here.tab();
  expect(porthole.screen.value).toBe('load-failed');
  await here.startServer();
  await porthole.retryLoad();
  expect(porthole.screen.value).toBe('chat');
});

test("the loader's config is taken, and asked for again only by a visitor the server may know", async () => {
  const first = fetch(`${here.url}/api/v1/livechat/config`).then((answer) => answer.json());
  const fresh = await here.tab(undefined, first);
  expect(fresh.porthole.screen.value).toBe('chat');
  expect(fresh.ports.requests).toEqual([]);
  say(fresh.porthole, 'hello');
  await expect.poll(() => talk(fresh.porthole), soon).toEqual(['visitor: hello']);
  const known = await here.tab(undefined, first);
  expect(known.ports.requests).toContain('GET config');
  expect(talk(known.porthole)).toEqual(['visitor: hello']);
  const broken = await here.tab(undefined, Promise.reject(new Error('network')));
  expect(broken.porthole.screen.value).toBe('chat');
});

test('a config asked before the room was opened does not end it', async () => {
  const { porthole, ports } = await here.tab();
  let answerIt = (): void => {};
  const held = new Promise<void>((resolve) => {
    answerIt = resolve;
  });
  let holding = true;
  ports.between = async (path, ask) => {
    const answer = await ask();
    if (path === 'GET config' && holding) {
      holding = false;
      await held;
    }
    return answer;
  };
  const asked = porthole.retryLoad();
  await expect.poll(() => holding, soon).toBe(false);
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  answerIt();
  await asked;
  expect(porthole.screen.value).toBe('chat');
  expect(talk(porthole)).toEqual(['visitor: hello']);
});

test('a message that the server refuses stays, marked, and can be sent again or dropped', async () => {
  const { porthole } = await here.tab();
  await here.set({ Livechat_enable_message_character_limit: true, Livechat_message_character_limit: 5 });
  say(porthole, 'much too long');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: much too long (failed)']);
  expect(porthole.messages.value.at(-1)?.problem?.code).toBe('too-long');
  say(porthole, 'short');
  await expect
    .poll(() => talk(porthole), soon)
    .toEqual(['visitor: short', 'visitor: much too long (failed)']);
  await here.set({ Livechat_enable_message_character_limit: false });
  porthole.retry(porthole.messages.value.at(-1)?.id ?? '');
  await expect
    .poll(() => talk(porthole).toSorted(), soon)
    .toEqual(['visitor: much too long', 'visitor: short']);
});

test('a dropped message becomes the draft again', async () => {
  const { porthole } = await here.tab();
  await here.set({ Livechat_enable_message_character_limit: true, Livechat_message_character_limit: 5 });
  say(porthole, 'much too long');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: much too long (failed)']);
  porthole.discard(porthole.messages.value.at(-1)?.id ?? '');
  expect(talk(porthole)).toEqual([]);
  expect(porthole.draft.value).toBe('much too long');
});

test('a text longer than the server told is not sent', async () => {
  await here.set({ Livechat_enable_message_character_limit: true, Livechat_message_character_limit: 5 });
  const { porthole, ports } = await here.tab();
  expect(porthole.maxLength.value).toBe(5);
  say(porthole, 'much too long');
  expect(porthole.problem.value?.code).toBe('too-long');
  expect(porthole.draft.value).toBe('much too long');
  expect(ports.requests).toEqual(['GET config']);
});

test('an agent whom the server hides serves without name', async () => {
  await here.set({ Livechat_show_agent_info: false });
  const { porthole } = await here.tab();
  say(porthole, 'hello');
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  await expect.poll(() => porthole.queue.value.waiting, soon).toBe(false);
  expect(porthole.agent.value).toBeUndefined();
});

test('a chat in the queue waits until an agent takes it', async () => {
  await here.set({ Livechat_Routing_Method: 'Manual_Selection' });
  const { porthole } = await here.tab();
  say(porthole, 'hello');
  await expect.poll(() => porthole.connection.value, soon).toBe('connected');
  expect(porthole.queue.value.waiting).toBe(true);
  const anna = await here.agent('anna');
  const { inquiries } = await anna.call<{ inquiries: { _id: string }[] }>(
    'GET',
    'livechat/inquiries.queuedForUser',
  );
  await anna.call('POST', 'livechat/inquiries.take', { inquiryId: inquiries[0]?._id });
  await expect.poll(() => porthole.agent.value?.username, soon).toBe('anna');
  expect(porthole.agent.value?.avatarUrl).toBe(`${here.url}/avatar/anna`);
  expect(porthole.queue.value.waiting).toBe(false);
});

test('a server that wants nothing kept of an ended chat gets that', async () => {
  await here.set({ Livechat_clear_local_storage_when_chat_ended: true });
  const { porthole } = await here.tab();
  porthole.setOpen(true);
  say(porthole, 'hello');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: hello']);
  const { token } = visitOn(here.disk);
  await porthole.closeChat();
  expect(visitOn(here.disk).token).toBe('');
  expect(talk(porthole)).toEqual(['visitor: hello']);
  await porthole.newChat();
  say(porthole, 'again');
  await expect.poll(() => talk(porthole), soon).toEqual(['visitor: again']);
  expect(visitOn(here.disk).token).not.toBe(token);
});

test('an end that was seen does not come back with the next page', async () => {
  const before = await here.tab();
  say(before.porthole, 'hello');
  await expect.poll(() => before.porthole.canClose.value, soon).toBe(true);
  await before.porthole.closeChat();
  before.porthole.dispose();
  const { porthole } = await here.tab();
  expect(porthole.screen.value).toBe('chat');
  expect(ridOn(here.disk)).toBe('');
});
