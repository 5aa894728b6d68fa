import { beforeEach, expect, test } from 'vitest';
import { ANNA, BEN, SALES, SUPPORT, startCore, type TestCore, watchRoom } from './start-core.ts';

let server: TestCore;
beforeEach(async () => {
  server = await startCore();
});

const online = async () => (await server.get('livechat/config')).body.config;

test('a fresh server is offline until an agent is available', async () => {
  expect(await online()).toMatchObject({ online: false });
  const anna = await server.as('anna');
  expect(await online()).toMatchObject({ online: false });
  expect(await anna.post('livechat/agent.status', { status: 'available' })).toEqual({
    status: 200,
    body: { status: 'available', success: true },
  });
  expect(await online()).toMatchObject({ online: true });
});

test('the status toggles when none is given', async () => {
  const anna = await server.as('anna');
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await anna.post('livechat/agent.status')).body.status);
  expect(statuses).toEqual(['available', 'not-available', 'available']);
});

test('only a manager sets the status of somebody else', async () => {
  const anna = await server.as('anna');
  const admin = await server.as('admin');
  const change = { status: 'available', agentId: BEN };
  expect((await anna.post('livechat/agent.status', change)).status).toBe(403);
  expect(server.store.get('users', BEN)?.statusLivechat).toBe('not-available');
  expect((await admin.post('livechat/agent.status', change)).body).toEqual({
    status: 'available',
    success: true,
  });
  expect(server.store.get('users', BEN)?.statusLivechat).toBe('available');
});

test.each([{ agentId: 'nobody' }, { agentId: 'adminSeedAccount2' }, {}])(
  'who is no agent has no such status: %j',
  async (body) => {
    const admin = await server.as('admin');
    expect(await admin.post('livechat/agent.status', body)).toEqual({
      status: 404,
      body: { success: false, error: 'Agent not found' },
    });
  },
);

test.each([
  ['livechat/agent.status', { status: 'busy' }],
  ['livechat/agent.status', { status: 'available', extra: 1 }],
  ['livechat/agent.status', { status: null }],
  ['users.setStatus', { status: 'invisible' }],
  ['users.setStatus', {}],
  ['users.setStatus', { status: 'online', userId: BEN }],
  ['users.setStatus', '{'],
])('%s refuses %j', async (path, body) => {
  const anna = await server.as('anna');
  expect(await anna.post(path, body)).toMatchObject({ status: 400, body: { success: false } });
});

test('presence changes by users.setStatus, and offline agents are not there', async () => {
  const anna = await server.as('anna');
  await anna.post('livechat/agent.status', { status: 'available' });
  expect(await anna.post('users.setStatus', { status: 'busy', message: 'in a call' })).toEqual({
    status: 200,
    body: { success: true },
  });
  expect((await anna.get('me')).body).toMatchObject({ status: 'busy' });
  expect(await online()).toMatchObject({ online: true });
  await anna.post('users.setStatus', { status: 'offline' });
  expect(await online()).toMatchObject({ online: false });
});

test('who waits is given to the first agent who becomes available', async () => {
  await server.set({ Livechat_accept_chats_with_no_agents: true });
  const { rid } = await server.visit();
  expect(server.store.get('rooms', rid)?.servedBy).toBeUndefined();
  const anna = await server.as('anna');
  await anna.post('livechat/agent.status', { status: 'available' });
  expect(server.store.get('rooms', rid)?.servedBy).toMatchObject({ _id: ANNA, username: 'anna' });
  expect(server.events.map(({ type }) => type)).toContain('session-taken');
});

test('a department waits for one of its own agents', async () => {
  await server.set({ Livechat_accept_chats_with_no_agents: true });
  const sales = await server.visit(SALES);
  const support = await server.visit(SUPPORT);
  await (await server.as('ben')).post('livechat/agent.status', { status: 'available' });
  expect(server.store.get('rooms', sales.rid)?.servedBy).toBeUndefined();
  expect(server.store.get('rooms', support.rid)?.servedBy?.username).toBe('ben');
});

test('under manual selection who waits goes on waiting', async () => {
  await server.set({
    Livechat_accept_chats_with_no_agents: true,
    Livechat_Routing_Method: 'Manual_Selection',
  });
  const { rid } = await server.visit();
  await (await server.as('anna')).post('livechat/agent.status', { status: 'available' });
  expect(server.store.get('rooms', rid)?.servedBy).toBeUndefined();
  expect(server.events.filter(({ type }) => type === 'session-queued')).toHaveLength(1);
  await server.set({ Livechat_Routing_Method: 'Auto_Selection' });
  expect(server.store.get('rooms', rid)?.servedBy?.username).toBe('anna');
});

test('a return from offline gives the waiting chats too', async () => {
  await server.set({ Livechat_accept_chats_with_no_agents: true });
  const anna = await server.as('anna');
  await anna.post('users.setStatus', { status: 'offline' });
  await anna.post('livechat/agent.status', { status: 'available' });
  const { rid } = await server.visit();
  expect(server.store.get('rooms', rid)?.servedBy).toBeUndefined();
  await anna.post('users.setStatus', { status: 'online' });
  expect(server.store.get('rooms', rid)?.servedBy?.username).toBe('anna');
});

test('the visitors an agent serves see the presence change, each change once', async () => {
  const anna = await server.as('anna');
  await anna.post('livechat/agent.status', { status: 'available' });
  const { rid, token } = await server.visit(SALES);
  const frames = await watchRoom(server, rid, token);
  for (const status of ['busy', 'busy', 'away']) await anna.post('users.setStatus', { status });
  await anna.post('livechat/agent.status', { status: 'not-available' });
  await server.set({ Livechat_show_agent_info: false });
  await anna.post('users.setStatus', { status: 'online' });
  const seen = (status: string) =>
    `{"msg":"changed","collection":"stream-livechat-room","id":"id","fields":{"eventName":"${rid}","args":[{"type":"agentStatus","status":"${status}"}]}}`;
  expect(frames).toEqual([seen('busy'), seen('away')]);
});
