import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { SettingValues } from '../../../mock-server/core/settings/definitions.ts';
import { startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { createFacebookTarget } from '../../../mock-server/outbox/facebook-target.ts';
import type { Message } from '../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import { type Reaction, startReceiver } from '../../browser/support/receiver.ts';
import type { ContractHost } from '../../contract/support/contract-host.ts';
import { loginAs } from '../../contract/support/rest-client.ts';
import { putSession, ROOM } from './support/documents.ts';

const SECRET = 'the-app-secret';
const API_KEY = 'the-page-key';

async function start(script: Reaction[], settings: Partial<SettingValues> = {}) {
  const gateway = await startReceiver(script);
  const server = await startMockServer({ timeScale: 100, agentsOnline: true });
  onTestFinished(async () => {
    await server.close();
    await gateway.close();
  });
  await server.core.writeSettings({
    Livechat_Facebook_Enabled: true,
    Livechat_Facebook_API_Key: API_KEY,
    Livechat_Facebook_API_Secret: SECRET,
    Porthole_facebook_send_url: gateway.url,
    ...settings,
  });
  const host: ContractHost = {
    origin: server.url,
    fetch,
    openSocket: () => {
      throw new Error('REST only');
    },
    stop: server.close,
  };
  const body = JSON.stringify({
    mid: 'm_1',
    page: '1001',
    token: '77',
    first_name: 'Fay',
    text: 'Open today?',
  });
  const signature = `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`;
  const answer = await fetch(`${server.url}/api/v1/livechat/facebook`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature': signature },
    body,
  });
  expect(answer.status).toBe(200);
  const { message } = (await answer.json()) as { message: { rid: string } };
  const agent = await loginAs(host, 'anna');
  const write = (msg: string) =>
    agent.rest('POST', 'chat.sendMessage', { message: { rid: message.rid, msg } });
  return {
    server,
    gateway,
    write,
    agent,
    rid: message.rid,
    deliveries: () => [...server.store.all('deliveries')],
  };
}

test('what the agent writes is posted to the send API, with the key, to the person on the page', async () => {
  const { gateway, write, deliveries } = await start([]);
  await write('Until six.');
  const [request] = await gateway.waitFor(1);
  expect(request?.json).toEqual({ page: '1001', token: '77', text: 'Until six.' });
  expect(request?.headers.authorization).toBe(`Bearer ${API_KEY}`);
  await expect
    .poll(() => deliveries().map(({ target, event, state }) => [target, event, state]))
    .toEqual([['facebook', 'FacebookReply', 'delivered']]);
  expect(JSON.stringify(deliveries())).not.toContain(API_KEY);
});

test('an answer that fails is sent again, in the order of the chat', async () => {
  const { gateway, write } = await start([500, 503]);
  await write('one');
  await write('two');
  const texts = (await gateway.waitFor(4)).map(({ json }) => (json as { text: string }).text);
  expect(texts).toEqual(['one', 'one', 'one', 'two']);
});

test('a refusal is not sent again', async () => {
  const { gateway, write, deliveries } = await start([401]);
  await write('one');
  await expect.poll(() => deliveries().map(({ state }) => state)).toEqual(['failed']);
  expect(gateway.received()).toHaveLength(1);
});

test('without an address nothing is sent, and nothing waits', async () => {
  const { write, deliveries, server } = await start([], { Porthole_facebook_send_url: '' });
  await write('one');
  expect(deliveries()).toEqual([]);
  expect(server.outbox.whyOff('facebook')).toContain('Porthole_facebook_send_url is empty');
});

test('neither the beginning nor the end of a chat is posted, nor what the visitor writes', async () => {
  const { gateway, write, agent, rid, deliveries } = await start([]);
  await write('Bye');
  await agent.rest('POST', 'livechat/room.closeByUser', { rid, comment: 'done' });
  await gateway.waitFor(1);
  expect(deliveries()).toHaveLength(1);
});

const FACEBOOK = { page: { id: '1' }, user: '2' };
const by = (message: Partial<Message>) => {
  const store = createMemoryStore();
  store.transaction((tx) => {
    putSession(tx);
    tx.put('rooms', { ...ROOM, facebook: FACEBOOK });
    const now = ROOM.ts;
    const u = { _id: 'a', username: 'anna' };
    tx.put('messages', {
      _id: 'm',
      rid: ROOM._id,
      msg: '',
      ts: now,
      u,
      seq: 99,
      _updatedAt: now,
      ...message,
    });
  });
  const settings = { enabled: true, apiKey: 'k', sendUrl: 'http://127.0.0.1:9/', timeoutMs: 1 };
  const target = createFacebookTarget(() => settings);
  const made = target.toMessage(store, { type: 'message-stored', rid: ROOM._id, messageId: 'm' });
  return made && (JSON.parse(made.body) as { text: string }).text;
};
const file = { _id: 'f', name: 'map.png', type: 'image/png', size: 1 };

test.each([
  ['words', { msg: 'Hello' }, 'Hello'],
  ['a file, which stays here, is its name', { files: [file] }, 'map.png'],
  ['words about a file', { msg: 'The way', files: [file] }, 'The way\nmap.png'],
  ['nothing', { msg: ' ' }, undefined],
  ['the visitor', { msg: 'Hi', token: 't' }, undefined],
  ['a system message', { msg: 'done', t: 'livechat-close' }, undefined],
  ['what nobody is shown', { msg: 'x', _hidden: true }, undefined],
])('%s', (_what, message, text) => {
  expect(by(message)).toBe(text);
});
