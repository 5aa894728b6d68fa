import { expect, test } from 'vitest';
import { createCore } from '../../../../mock-server/core/create-core.ts';
import { createManualClock } from '../../manual-clock.ts';
import { ANNA, BEN, SALES, START, startCore } from '../start-core.ts';
import { agentWrites, last, SECOND, told, visitorWrites } from './sessions.ts';

const CLOSE = { Livechat_abandoned_rooms_action: 'close', Livechat_visitor_inactivity_timeout: 60 };

async function served(settings: object = CLOSE, department?: string) {
  const server = await startCore({ agentsOnline: true });
  await server.set(settings);
  const { rid, token } = await server.visit(department);
  const room = () => server.store.get('rooms', rid);
  const agent = await server.as(room()?.servedBy?.username ?? '');
  return { server, rid, token, room, agent };
}

test('a visitor who leaves the agent without an answer for the time is told so, and the chat ends', async () => {
  const { server, rid, room, agent } = await served();
  await agentWrites(agent, rid);
  expect(room()?.omnichannel?.predictedVisitorAbandonmentAt).toEqual(new Date(START + 60 * SECOND));
  await server.advance(59 * SECOND);
  expect(room()?.open).toBe(true);
  await server.advance(2 * SECOND);
  expect(last(server, rid)).toBe(
    "livechat-close: The chat was automatically closed because we haven't received any reply from Vera in 60 seconds",
  );
  expect(room()).toMatchObject({ closer: 'user', closedBy: { username: 'rocket.cat' } });
  expect(room()).not.toHaveProperty('open');
  expect(room()).not.toHaveProperty('omnichannel');
  expect(server.events.at(-1)).toEqual({ type: 'session-closed', rid });
});

test('the time is counted from the last message of the agent, and ends with the answer', async () => {
  const { server, rid, token, room, agent } = await served();
  await agentWrites(agent, rid);
  await server.advance(50 * SECOND);
  await agentWrites(agent, rid, 'Hello?');
  await server.advance(50 * SECOND);
  expect(room()?.open).toBe(true);
  await visitorWrites(server, rid, token);
  expect(room()).not.toHaveProperty('omnichannel');
  await server.advance(3600 * SECOND);
  expect(room()?.open).toBe(true);
});

test('a visitor who waits for the agent is never gone', async () => {
  const { server, rid, token, room } = await served();
  await visitorWrites(server, rid, token);
  await server.advance(3600 * SECOND);
  expect(room()?.open).toBe(true);
});

test.each([
  ['none', 60],
  ['close', 0],
])('nothing follows when the action is %s and the time %i', async (action, seconds) => {
  const { server, rid, room, agent } = await served({
    Livechat_abandoned_rooms_action: action,
    Livechat_visitor_inactivity_timeout: seconds,
  });
  await agentWrites(agent, rid);
  expect(room()).not.toHaveProperty('omnichannel');
  await server.advance(3600 * SECOND);
  expect(room()?.open).toBe(true);
});

test.each([
  ['of the department', 'Bye from sales', 'Bye', 'Bye from sales'],
  ['of the setting', undefined, 'Bye', 'Bye'],
])('the words are those %s', async (_of, ofDepartment, ofSetting, expected) => {
  const { server, rid, agent } = await served(
    { ...CLOSE, Livechat_abandoned_rooms_closed_custom_message: ofSetting },
    SALES,
  );
  const department = server.store.get('departments', SALES);
  if (ofDepartment && department) {
    server.store.transaction((tx) =>
      tx.put('departments', { ...department, abandonedRoomsCloseCustomMessage: ofDepartment }),
    );
  }
  await agentWrites(agent, rid);
  await server.advance(61 * SECOND);
  expect(last(server, rid)).toBe(`livechat-close: ${expected}`);
});

test('a department may have a time of its own, and changing it counts for the chats there are', async () => {
  const { server, rid, room, agent } = await served(CLOSE, SALES);
  await agentWrites(agent, rid);
  const admin = await server.as('admin');
  const { body } = await admin.get(`livechat/department/${SALES}`);
  const { name, email, enabled, showOnRegistration, showOnOfflineForm } = body.department as Record<
    string,
    unknown
  >;
  const department = { name, email, enabled, showOnRegistration, showOnOfflineForm };
  const saved = await admin.put(`livechat/department/${SALES}`, {
    department: { ...department, visitorInactivityTimeoutInSeconds: 600 },
  });
  expect(saved.status).toBe(200);
  await server.advance(599 * SECOND);
  expect(room()?.open).toBe(true);
  await server.advance(2 * SECOND);
  expect(room()?.open).toBeUndefined();
  expect(told(server, rid).at(-1)).toContain('in 600 seconds');
  const wrong = await admin.put(`livechat/department/${SALES}`, {
    department: { ...department, visitorInactivityTimeoutInSeconds: 1.5 },
  });
  expect(wrong.status).toBe(400);
});

test('changed settings count at once for chats that wait', async () => {
  const { server, rid, room, agent } = await served({});
  await agentWrites(agent, rid);
  await server.advance(600 * SECOND);
  await server.set({ ...CLOSE, Livechat_visitor_inactivity_timeout: 900 });
  await server.advance(200 * SECOND);
  expect(room()?.open).toBe(true);
  await server.set({ Livechat_visitor_inactivity_timeout: 700 });
  await server.advance(SECOND);
  expect(room()?.open).toBeUndefined();
});

test('many chats end, each at its time', async () => {
  const server = await startCore({ agentsOnline: true });
  await server.set(CLOSE);
  const rids: string[] = [];
  for (let i = 0; i < 20; i++) {
    const { rid } = await server.visit();
    const agent = await server.as(server.store.get('rooms', rid)?.servedBy?.username ?? '');
    await agentWrites(agent, rid);
    rids.push(rid);
    await server.advance(SECOND);
  }
  await server.advance(80 * SECOND);
  const closed = rids.map((rid) => server.store.get('rooms', rid)?.closedAt?.getTime() ?? 0);
  expect(closed.map((at) => (at - (closed[0] ?? 0)) / SECOND)).toEqual(rids.map((_, i) => i));
  expect(server.failures).toEqual([]);
});

test.each([
  ['Livechat_visitor_inactivity_timeout', -1],
  ['Livechat_visitor_inactivity_timeout', 1.5],
  ['Livechat_visitor_inactivity_timeout', 1e12],
  ['Livechat_agent_leave_action_timeout', -5],
  ['Livechat_auto_close_on_hold_chats_timeout', 0.1],
  ['Livechat_abandoned_rooms_action', 'queue'],
  ['Livechat_agent_leave_action', 'shout'],
])('%s cannot be %s, and nothing changes', async (id, value) => {
  const server = await startCore();
  const admin = await server.as('admin');
  const { status, body } = await admin.post(`settings/${id}`, { value });
  expect(status).toBe(400);
  expect(body.error).toMatch(/the value must be/);
  expect(server.store.get('settings', id)).toBeUndefined();
});

test('whoever gets a new agent gets the whole time again', async () => {
  const { server, rid, room, agent } = await served();
  await agentWrites(agent, rid);
  await server.advance(50 * SECOND);
  const [from, to] = room()?.servedBy?._id === ANNA ? [ANNA, BEN] : [BEN, ANNA];
  const admin = await server.as('admin');
  expect((await admin.post('livechat/room.forward', { roomId: rid, userId: to })).status).toBe(200);
  expect(room()?.servedBy?._id).not.toBe(from);
  await server.advance(59 * SECOND);
  expect(room()?.open).toBe(true);
  await server.advance(2 * SECOND);
  expect(room()?.open).toBeUndefined();
});

test('nobody who waits in the queue is gone, however long the wait', async () => {
  const { server, rid, room, agent } = await served();
  await agentWrites(agent, rid);
  await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
  await agent.post('livechat/inquiries.returnAsInquiry', { roomId: rid });
  await server.advance(3600 * SECOND);
  expect(room()).toMatchObject({ open: true });
});

test('what became due while the server was down happens when it is up', async () => {
  const { server, rid, room, agent } = await served();
  await agentWrites(agent, rid);
  server.core.dispose();
  const clock = createManualClock(START + 3600 * SECOND);
  const again = createCore({ store: server.store, clock, siteUrl: 'http://chat.test' });
  await clock.advance(0);
  expect(room()?.open).toBeUndefined();
  again.dispose();
});
