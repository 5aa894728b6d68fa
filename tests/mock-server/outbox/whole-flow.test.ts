import { expect, onTestFinished, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import type { MockServerOptions } from '../../../mock-server/hosts/mock-server-options.ts';
import type { Delivery } from '../../../mock-server/store/documents.ts';
import { type Reaction, startReceiver } from '../../browser/support/receiver.ts';
import type { ContractHost } from '../../contract/support/contract-host.ts';
import { loginAs, type Rest, restClient } from '../../contract/support/rest-client.ts';

/** A server on a clock 100 times as fast, and a real receiver of its webhooks. */
async function start(script: Reaction[], afterwards: Reaction, options: MockServerOptions = {}) {
  const receiver = await startReceiver(script, afterwards);
  const server = await startMockServer({
    webhookUrl: receiver.url,
    webhookSecret: 'the-token',
    timeScale: 100,
    ...options,
  });
  onTestFinished(async () => {
    await server.close();
    await receiver.close();
  });
  const host: ContractHost = {
    origin: server.url,
    fetch,
    openSocket: () => {
      throw new Error('REST only');
    },
    stop: server.close,
  };
  return { server, receiver, host, rest: restClient(host) };
}

const leaveMessage = (rest: Rest) =>
  rest('POST', 'livechat/offline.message', {
    name: 'Bob',
    email: 'bob@example.com',
    message: 'Do you ship to Mars?',
  });

/** The only delivery, once nothing more will happen to it. */
async function endedDelivery({ store }: MockServer): Promise<Delivery> {
  const [delivery] = await expect
    .poll(() => [...store.all('deliveries')].filter(({ state }) => state !== 'pending'), { timeout: 30_000 })
    .toHaveLength(1)
    .then(() => [...store.all('deliveries')]);
  if (!delivery) throw new Error('there is no delivery');
  return delivery;
}

/** Server time from the end of each attempt to the start of the next. */
function pausesMs({ attempts }: Delivery): number[] {
  return attempts.slice(1).map(({ startedAt }, index) => {
    const before = attempts[index];
    return startedAt.getTime() - (before ? before.startedAt.getTime() + before.latencyMs : Number.NaN);
  });
}

test.each([
  ['always answers 500', [], 500, 11, 'failed'],
  ['always answers 201', [], 201, 11, 'failed'],
  ['drops every connection', [], 'reset', 11, 'failed'],
  ['answers 200 on the 4th', [500, 500, 500], 200, 4, 'delivered'],
] as const)('a receiver that %s', { timeout: 60_000 }, async (_name, script, afterwards, attempts, state) => {
  const { server, receiver, rest } = await start([...script], afterwards);
  // Patient, since a machine under load may take its time to answer.
  await server.core.writeSettings({ Livechat_http_timeout: 1_000_000 });
  expect((await leaveMessage(rest)).status).toBe(200);
  const delivery = await endedDelivery(server);
  expect(delivery.state).toBe(state);
  expect(delivery.attempts.map(({ number }) => number)).toEqual(
    Array.from({ length: attempts }, (_, index) => index + 1),
  );
  // Never early; how late depends on how busy the machine is.
  for (const pause of pausesMs(delivery)) expect(pause).toBeGreaterThanOrEqual(10_000);
  const requests = receiver.received();
  expect(requests).toHaveLength(attempts);
  for (const { headers, text } of requests) {
    expect(headers['x-rocketchat-livechat-token']).toBe('the-token');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['webhook-id']).toBe(delivery._id);
    expect(text).toBe(delivery.body);
  }
});

test('a receiver that never answers holds up nothing else', { timeout: 60_000 }, async () => {
  const { receiver, rest } = await start([], 'hang');
  for (let message = 0; message < 12; message++) await leaveMessage(rest);
  await receiver.waitFor(8);
  const asked = await rest<{ config: { online: boolean } }>('GET', 'livechat/config');
  expect(asked.body.config.online).toBe(false);
});

test('an offline message arrives as documented', async () => {
  const { receiver, rest, server } = await start([], 200);
  await leaveMessage(rest);
  const [webhook] = await receiver.waitFor(1);
  const [stored] = server.store.all('offlineMessages');
  expect(webhook?.text).toBe(
    `{"type":"LivechatOfflineMessage","sentAt":"${stored?.ts.toISOString()}",` +
      '"visitor":{"name":"Bob","email":"bob@example.com"},"message":"Do you ship to Mars?"}',
  );
});

test('a session from the first word to its end arrives as documented', async () => {
  const { receiver, rest, host, server } = await start([], 200, { agentsOnline: true });
  await talk(rest, host);
  const [webhook] = await receiver.waitFor(1);
  const [room] = server.store.all('rooms');
  const [visitor] = server.store.all('visitors');
  const times = [...server.store.all('messages')].filter(({ t }) => !t).map(({ ts }) => ts.toISOString());
  expect(webhook?.json).toEqual({
    type: 'LivechatSession',
    _id: room?._id,
    label: 'Ann Example',
    topic: '',
    code: 1,
    createdAt: room?.ts.toISOString(),
    lastMessageAt: times[1],
    tags: ['returns'],
    customFields: {},
    visitor: {
      _id: visitor?._id,
      name: 'Ann Example',
      username: 'guest-1',
      department: 'Support',
      email: 'ann@example.com',
      phone: '+49 30 1234567',
      ip: '127.0.0.1',
      browser: 'Firefox',
      os: 'Windows',
      customFields: {},
    },
    agent: {
      _id: 'annaSeedAccount22',
      username: 'anna',
      name: expect.stringContaining('Anna'),
      email: expect.stringContaining('@'),
    },
    messages: [
      { username: 'guest-1', msg: 'My cup leaks', ts: times[0] },
      { username: 'anna', agentId: 'annaSeedAccount22', msg: 'Send it back, please', ts: times[1] },
    ],
  });
});

async function talk(rest: Rest, host: ContractHost): Promise<void> {
  const token = 'a'.repeat(64);
  await rest(
    'POST',
    'livechat/visitor',
    {
      visitor: {
        token,
        name: 'Ann Example',
        email: 'ann@example.com',
        phone: '+49 30 1234567',
        department: 'Support',
      },
    },
    { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0' },
  );
  const { body } = await rest<{ room: { _id: string; servedBy?: { username: string } } }>(
    'GET',
    `livechat/room?token=${token}`,
  );
  const { _id: rid, servedBy } = body.room;
  await rest('POST', 'livechat/message', { token, rid, msg: 'My cup leaks' });
  const agent = await loginAs(host, servedBy?.username ?? 'anna');
  await agent.rest('POST', 'chat.sendMessage', { message: { rid, msg: 'Send it back, please' } });
  const closed = await agent.rest('POST', 'livechat/room.closeByUser', {
    rid,
    comment: 'Solved',
    tags: ['returns'],
  });
  expect(closed.status).toBe(200);
}

test('a change that cannot be stored is refused, and its webhook does not leave', async () => {
  const failures: unknown[] = [];
  const { rest, receiver, server } = await start([], 200, { onFailure: (error) => failures.push(error) });
  await server.store.close();
  expect((await leaveMessage(rest)).status).toBe(503);
  expect(receiver.received()).toEqual([]);
  expect(failures).toHaveLength(1);
});
