import { expect, test } from 'vitest';
import { SUPPORT, startCore } from '../start-core.ts';
import { agentWrites, last, SECOND, told, visitorWrites } from './sessions.ts';

async function served(settings: object = { Livechat_allow_manual_on_hold: true }) {
  const server = await startCore({ agentsOnline: true });
  await server.set(settings);
  const { rid, token } = await server.visit();
  const room = () => server.store.get('rooms', rid);
  const name = room()?.servedBy?.username ?? '';
  const agent = await server.as(name);
  return { server, rid, token, room, agent, name };
}

test('an agent puts a chat on hold and takes it up again', async () => {
  const { server, rid, room, agent } = await served();
  await agentWrites(agent, rid);
  expect((await agent.post('livechat/room.onHold', { roomId: rid })).body).toEqual({ success: true });
  expect(room()).toMatchObject({ open: true, onHold: true });
  expect(last(server, rid)).toMatch(
    /^omnichannel_placed_chat_on_hold: The chat was manually placed On Hold by /,
  );
  expect((await agent.post('livechat/room.resumeOnHold', { roomId: rid })).body).toEqual({ success: true });
  expect(room()).not.toHaveProperty('onHold');
  expect(last(server, rid)).toMatch(
    /^omnichannel_on_hold_chat_resumed: The chat was manually resumed from On Hold by /,
  );
});

test("the visitor's next message resumes it; a note of the system does not", async () => {
  const { server, rid, token, room, agent } = await served();
  await agentWrites(agent, rid);
  await agent.post('livechat/room.onHold', { roomId: rid });
  const pageInfo = { title: 'Home', change: 'url', location: { href: 'https://shop.test/' } };
  await server.post('livechat/page.visited', { token, rid, pageInfo });
  expect(room()?.onHold).toBe(true);
  await visitorWrites(server, rid, token, 'Here I am');
  expect(room()).not.toHaveProperty('onHold');
  expect(told(server, rid).slice(-2)).toEqual([
    'Here I am',
    'omnichannel_on_hold_chat_resumed: The chat was automatically resumed from On Hold upon receiving a new message from Vera',
  ]);
});

test.each([
  ['while it is not allowed', { Livechat_allow_manual_on_hold: false }, 'error-on-hold-not-allowed'],
  ['before the agent wrote', {}, 'error-cannot-place-chat-on-hold'],
])('is refused %s', async (_when, settings, error) => {
  const { server, rid, agent } = await served();
  await server.set(settings);
  expect((await agent.post('livechat/room.onHold', { roomId: rid })).body).toMatchObject({ error });
});

test('where engagement is not asked for, a chat may be put aside unanswered', async () => {
  const { server, rid, room, agent } = await served();
  await server.set({ Livechat_allow_manual_on_hold_upon_agent_engagement_only: false });
  await agent.post('livechat/room.onHold', { roomId: rid });
  expect(room()?.onHold).toBe(true);
});

test('only once, only what is open and served, and only by those in the room or above', async () => {
  const { server, rid, agent, name } = await served();
  const other = await server.as(name === 'anna' ? 'ben' : 'anna');
  const hold = (caller = agent, roomId = rid) => caller.post('livechat/room.onHold', { roomId });
  const resume = (caller = agent) => caller.post('livechat/room.resumeOnHold', { roomId: rid });
  await agentWrites(agent, rid);
  expect((await hold(other)).body).toMatchObject({ error: 'Not_authorized' });
  expect((await hold(agent, 'nowhere')).body).toMatchObject({ error: 'error-invalid-room' });
  expect((await resume()).body).toMatchObject({ error: 'error-room-not-on-hold' });
  expect((await hold(await server.as('admin'))).status).toBe(200);
  expect((await hold()).body).toMatchObject({ error: 'error-room-is-already-on-hold' });
  expect((await resume(other)).body).toMatchObject({ error: 'Not_authorized' });
  await agent.post('livechat/room.closeByUser', { rid, comment: 'Bye' });
  expect((await resume(await server.as('admin'))).body).toMatchObject({
    error: 'This_conversation_is_already_closed',
  });
  expect((await server.post('livechat/room.onHold', { roomId: rid })).status).toBe(401);
});

test('a chat that is on hold for too long is closed, in words of choice', async () => {
  const { server, rid, room, agent } = await served();
  await server.set({ Livechat_auto_close_on_hold_chats_timeout: 100 });
  await agentWrites(agent, rid);
  await agent.post('livechat/room.onHold', { roomId: rid });
  await server.advance(99 * SECOND);
  expect(room()?.open).toBe(true);
  await server.set({ Livechat_auto_close_on_hold_chats_custom_message: 'See you' });
  await server.advance(2 * SECOND);
  expect(room()).toMatchObject({ closer: 'user' });
  expect(room()).not.toHaveProperty('onHold');
  expect(last(server, rid)).toBe('livechat-close: See you');
});

test('silent visitors put their chat on hold where that is the action, and end it if they stay silent', async () => {
  const { server, rid, room, agent } = await served({
    Livechat_abandoned_rooms_action: 'on-hold',
    Livechat_visitor_inactivity_timeout: 60,
    Livechat_auto_close_on_hold_chats_timeout: 100,
  });
  await agentWrites(agent, rid);
  await server.advance(61 * SECOND);
  expect(room()?.onHold).toBe(true);
  expect(last(server, rid)).toBe(
    "omnichannel_placed_chat_on_hold: The chat was automatically placed On Hold because we haven't received any reply from Vera in 60 seconds",
  );
  await server.advance(101 * SECOND);
  expect(last(server, rid)).toBe(
    'livechat-close: Closed automatically because chat was On Hold for 100 seconds.',
  );
});

test('a chat on hold counts for no limit, and waits for another agent when its own is full', async () => {
  const { server, rid, token, room, agent, name } = await served();
  await server.set({ Livechat_waiting_queue: true, Livechat_maximum_chats_per_agent: 1 });
  await agentWrites(agent, rid);
  await agent.post('livechat/room.onHold', { roomId: rid });
  const other = await server.as(name === 'anna' ? 'ben' : 'anna');
  await other.post('livechat/agent.status', { status: 'not-available' });
  const second = await server.visit();
  await server.advance(10 * SECOND);
  expect(server.store.get('rooms', second.rid)?.servedBy?.username).toBe(name);
  expect((await agent.post('livechat/room.resumeOnHold', { roomId: rid })).body).toMatchObject({
    errorType: 'error-max-number-simultaneous-chats-reached',
  });
  await visitorWrites(server, rid, token, 'Back again');
  expect(room()).not.toHaveProperty('onHold');
  await server.advance(30 * SECOND);
  expect(room()).not.toHaveProperty('servedBy');
  await other.post('livechat/agent.status', { status: 'available' });
  await server.advance(30 * SECOND);
  expect(room()?.servedBy?.username).toBe(name === 'anna' ? 'ben' : 'anna');
});

test('a visitor who comes back to a chat on hold gets another agent when the own one is gone', async () => {
  const { server, rid, token, room, agent, name } = await served();
  await agentWrites(agent, rid);
  await agent.post('livechat/room.onHold', { roomId: rid });
  await agent.post('logout');
  await server.set({ Livechat_agent_leave_action: 'forward' });
  await server.advance(600 * SECOND);
  expect(room()).toMatchObject({ onHold: true, servedBy: { username: name } });
  await visitorWrites(server, rid, token, 'Back again');
  expect(room()?.servedBy?.username).toBe(name === 'anna' ? 'ben' : 'anna');
});

test('nobody gives a chat away that is on hold, but its visitor may go to another department', async () => {
  const { server, rid, token, room, agent } = await served();
  await agentWrites(agent, rid);
  await agent.post('livechat/room.onHold', { roomId: rid });
  const admin = await server.as('admin');
  const forwarded = await admin.post('livechat/room.forward', { roomId: rid, departmentId: SUPPORT });
  expect(forwarded.body).toMatchObject({ error: 'error-room-onHold' });
  const returned = await agent.post('livechat/inquiries.returnAsInquiry', { roomId: rid });
  expect(returned.body).toMatchObject({ errorType: 'error-room-onHold' });
  await server.post('livechat/visitor/department.transfer', { token, rid, department: SUPPORT });
  expect(room()).toMatchObject({ departmentId: SUPPORT });
  expect(room()).not.toHaveProperty('onHold');
});
