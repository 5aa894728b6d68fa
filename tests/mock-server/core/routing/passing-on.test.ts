import { expect, test } from 'vitest';
import { SALES, SUPPORT, startCore, type TestCore } from '../start-core.ts';

const SECOND = 1000;
const agentOf = (server: TestCore, rid: string) => server.store.get('rooms', rid)?.servedBy?.username;
const transfersOf = (server: TestCore, rid: string) =>
  server.store.where('messages', 'rid', rid).filter(({ t }) => t === 'livechat_transfer_history');

async function startPassing(settings: Parameters<TestCore['set']>[0] = {}) {
  const server = await startCore({ agentsOnline: true });
  await server.set({ Livechat_auto_transfer_chat_timeout: 30, ...settings });
  return server;
}

test('a chat that its agent does not answer goes to another, once', async () => {
  const server = await startPassing();
  const { rid } = await server.visit(SUPPORT);
  expect(agentOf(server, rid)).toBe('anna');
  await server.advance(29 * SECOND);
  expect(agentOf(server, rid)).toBe('anna');
  await server.advance(1 * SECOND);
  expect(agentOf(server, rid)).toBe('ben');
  expect(transfersOf(server, rid)[0]).toMatchObject({
    u: { username: 'rocket.cat' },
    transferData: { scope: 'autoTransferUnansweredChatsToAgent', comment: '30' },
  });
  await server.advance(300 * SECOND);
  expect(agentOf(server, rid)).toBe('ben');
  expect(transfersOf(server, rid)).toHaveLength(1);
});

test('a chat that was answered, or is over, stays', async () => {
  const server = await startPassing();
  const [answered, ended] = [await server.visit(SALES), await server.visit(SALES)];
  const anna = await server.as('anna');
  await anna.post('chat.sendMessage', { message: { rid: answered.rid, msg: 'Hello' } });
  await server.post('livechat/room.close', { rid: ended.rid, token: ended.token });
  const messages = server.store.count('messages');
  await server.advance(60 * SECOND);
  expect(agentOf(server, answered.rid)).toBe('anna');
  expect(server.store.count('messages')).toBe(messages);
  expect(server.store.earliest('rooms', 'autoTransferAt')).toBeUndefined();
});

test('while nobody else is there the chat stays, and another look is taken after the same time', async () => {
  const server = await startPassing();
  const { rid } = await server.visit(SUPPORT);
  const ben = await server.as('ben');
  await ben.post('livechat/agent.status', { status: 'not-available' });
  await server.advance(31 * SECOND);
  expect(agentOf(server, rid)).toBe('anna');
  await ben.post('livechat/agent.status', { status: 'available' });
  await server.advance(30 * SECOND);
  expect(agentOf(server, rid)).toBe('ben');
});

test('where agents take chats themselves it goes back into the queue', async () => {
  const server = await startPassing({ Livechat_Routing_Method: 'Manual_Selection' });
  const { rid } = await server.visit();
  const anna = await server.as('anna');
  const [inquiry] = server.store.where('inquiries', 'rid', rid);
  await anna.post('livechat/inquiries.take', { inquiryId: inquiry?._id });
  await server.advance(30 * SECOND);
  expect(agentOf(server, rid)).toBeUndefined();
  expect(server.store.where('inquiries', 'rid', rid)[0]?.status).toBe('queued');
  expect(transfersOf(server, rid)[0]?.transferData?.scope).toBe('autoTransferUnansweredChatsToQueue');
});

test('with 0 nothing is passed on', async () => {
  const server = await startPassing({ Livechat_auto_transfer_chat_timeout: 0 });
  const { rid } = await server.visit(SUPPORT);
  await server.advance(3600 * SECOND);
  expect(agentOf(server, rid)).toBe('anna');
});

test('visitors come back to the agent of last time, if online and in their department', async () => {
  const server = await startCore({ agentsOnline: true });
  await server.set({ Livechat_last_chatted_agent_routing: true });
  const anna = await server.as('anna');
  const ben = await server.as('ben');
  await anna.post('livechat/agent.status', { status: 'not-available' });
  const { token, rid } = await server.visit(SUPPORT);
  expect(agentOf(server, rid)).toBe('ben');
  await anna.post('livechat/agent.status', { status: 'available' });
  const again = async (department = SUPPORT) => {
    const [open] = server.store.where('rooms', 'v.token', token).filter((room) => room.open);
    await server.post('livechat/room.close', { rid: open?._id, token });
    await server.post('livechat/visitor', { visitor: { token, department } });
    const { body } = await server.get(`livechat/room?token=${token}`);
    return agentOf(server, (body.room as { _id: string })._id);
  };
  // By its turns auto selection would give it to Anna.
  expect(await again()).toBe('ben');
  expect(await again(SALES)).toBe('anna');
  expect(await again()).toBe('anna');
  await anna.post('livechat/agent.status', { status: 'not-available' });
  expect(await again()).toBe('ben');
  await ben.post('livechat/agent.status', { status: 'available' });
});

test.each([
  [0, 'no-agent-online'],
  [1, 'no-agent-online'],
  [2, 'C'],
])('at most %i steps through fallback departments', async (depth, expected) => {
  const server = await startCore({ agentsOnline: true });
  const admin = await server.as('admin');
  const ids: string[] = [];
  for (const name of ['C', 'B', 'A']) {
    const { body } = await admin.post('livechat/department', {
      department: {
        name,
        email: 'x@example.com',
        enabled: true,
        showOnRegistration: true,
        showOnOfflineForm: true,
        ...(ids[0] === undefined ? {} : { fallbackForwardDepartment: ids[0] }),
      },
      agents: name === 'C' ? [{ agentId: 'benSeedAccount222' }] : [],
    });
    ids.unshift((body.department as { _id: string })._id);
  }
  await server.set({ Omnichannel_max_fallback_forward_depth: depth });
  const visit = server.visit(ids[0]);
  if (expected !== 'C') {
    await expect(visit).rejects.toThrow(expected);
    return;
  }
  expect(server.store.get('rooms', (await visit).rid)?.departmentId).toBe(ids[2]);
});
