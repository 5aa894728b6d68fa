import { beforeEach, describe, expect, test } from 'vitest';
import {
  ADMIN,
  ANNA,
  BEN,
  type Caller,
  SALES,
  SUPPORT,
  startCore,
  type TestCore,
  watchRoom,
} from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
});

const forward = (body: object, by = admin) => by.post('livechat/room.forward', body);
const roomOf = (rid: string) => server.store.get('rooms', rid);
const talk = (rid: string) =>
  server.store.where('messages', 'rid', rid).map(({ t, msg, u }) => [t, msg, u.username]);
const refusal = (error: string) => ({ status: 400, body: { success: false, error } });

describe('to an agent', () => {
  test('the room changes hands, with a note of who gave it to whom', async () => {
    const { rid, token } = await server.visit(SALES);
    const frames = await watchRoom(server, rid, token);
    server.events.length = 0;
    expect(await forward({ roomId: rid, userId: BEN, comment: 'knows cups' })).toEqual({
      status: 200,
      body: { success: true },
    });
    expect(roomOf(rid)).toMatchObject({ servedBy: { _id: BEN }, departmentId: SALES, usersCount: 2 });
    expect(server.store.where('subscriptions', 'rid', rid).map(({ u }) => u.username)).toEqual(['ben']);
    expect(talk(rid).slice(3)).toEqual([
      ['livechat_transfer_history', '', 'admin'],
      ['ul', 'anna', 'anna'],
      ['command', 'connected', 'ben'],
      ['uj', '', 'ben'],
    ]);
    expect(server.store.where('inquiries', 'rid', rid)).toMatchObject([
      { status: 'taken', department: SALES },
    ]);
    expect(server.events.filter(({ type }) => type !== 'message-stored')).toMatchObject([
      { type: 'session-taken', rid },
      { type: 'session-forwarded', rid, oldServedBy: { _id: ANNA, username: 'anna' } },
    ]);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toContain('"type":"agentData","data":{"_id":"benSeedAccount222"');
    const { history, total } = (await admin.get(`livechat/transfer.history/${rid}`)).body;
    expect([history, total]).toEqual([
      [
        {
          scope: 'agent',
          comment: 'knows cups',
          transferredBy: { _id: ADMIN, username: 'admin', name: 'Administrator', userType: 'user' },
          transferredTo: { _id: BEN, username: 'ben', name: 'Ben Okafor' },
          previousDepartment: SALES,
          ts: '2025-01-15T09:00:00.000Z',
        },
      ],
      1,
    ]);
  });

  test('who serves the room and hands it on is called agent', async () => {
    await admin.post('livechat/users/manager', { username: 'anna' });
    const { rid } = await server.visit(SALES);
    await forward({ roomId: rid, userId: BEN }, await server.as('anna'));
    const { history } = (await admin.get(`livechat/transfer.history/${rid}`)).body;
    expect(history).toMatchObject([{ comment: '', transferredBy: { username: 'anna', userType: 'agent' } }]);
  });

  test('a room that waits for somebody is given', async () => {
    await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
    const { rid } = await server.visit(SALES);
    expect((await forward({ roomId: rid, userId: ANNA })).body).toEqual({ success: true });
    expect(roomOf(rid)?.servedBy?._id).toBe(ANNA);
    expect(server.events.at(-1)).toEqual({ type: 'session-forwarded', rid });
  });
});

describe('to a department', () => {
  test('its agents take over, never the one who served', async () => {
    const { rid } = await server.visit(SALES);
    server.events.length = 0;
    expect((await forward({ roomId: rid, departmentId: SUPPORT, comment: 'a defect' })).body).toEqual({
      success: true,
    });
    expect(roomOf(rid)).toMatchObject({ departmentId: SUPPORT, servedBy: { _id: BEN } });
    expect(server.events.at(-1)).toEqual({ type: 'session-forwarded', rid, oldDepartmentId: SALES });
    const { history } = (await admin.get(`livechat/transfer.history/${rid}`)).body;
    expect(history).toMatchObject([
      {
        scope: 'department',
        comment: 'a defect',
        previousDepartment: SALES,
        nextDepartment: { _id: SUPPORT, name: 'Support' },
      },
    ]);
    // The visitor's own department is the visitor's.
    expect(server.store.get('visitors', roomOf(rid)?.v._id ?? '')?.department).toBe(SALES);
  });

  test('one of its agents is named', async () => {
    const { rid } = await server.visit(SALES);
    await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
    await forward({ roomId: rid, departmentId: SUPPORT, userId: ANNA });
    expect(roomOf(rid)).toMatchObject({ departmentId: SUPPORT, servedBy: { _id: ANNA } });
  });

  test('under manual selection it waits there, and the visitor sees that nobody serves it', async () => {
    const { rid, token } = await server.visit(SALES);
    await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
    const frames = await watchRoom(server, rid, token);
    await forward({ roomId: rid, departmentId: SUPPORT });
    expect(roomOf(rid)).not.toHaveProperty('servedBy');
    expect(server.store.where('inquiries', 'rid', rid)).toMatchObject([
      { status: 'queued', department: SUPPORT },
    ]);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toContain('"args":[{"type":"agentData"}]');
  });

  test('it waits where the department takes chats while nobody is there', async () => {
    const { rid } = await server.visit(SALES);
    await (await server.as('ben')).post('livechat/agent.status', { status: 'not-available' });
    expect(await forward({ roomId: rid, departmentId: SUPPORT })).toEqual(
      refusal('error-no-agents-online-in-department'),
    );
    const department = {
      name: 'Support',
      email: 's@example.com',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
      allowReceiveForwardOffline: true,
    };
    await admin.put(`livechat/department/${SUPPORT}`, { department });
    expect((await forward({ roomId: rid, departmentId: SUPPORT })).body).toEqual({ success: true });
    expect(server.store.where('inquiries', 'rid', rid)).toMatchObject([{ status: 'queued' }]);
  });

  test('a department says which ones its chats may go to', async () => {
    const { rid } = await server.visit(SALES);
    const department = {
      name: 'Sales',
      email: 's@example.com',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
      departmentsAllowedToForward: ['elsewhere'],
    };
    await admin.put(`livechat/department/${SALES}`, { department });
    expect(await forward({ roomId: rid, departmentId: SUPPORT })).toEqual({
      status: 400,
      body: {
        success: false,
        error:
          'The forwarding to the target department is not allowed. [error-forwarding-department-target-not-allowed]',
        errorType: 'error-forwarding-department-target-not-allowed',
      },
    });
  });
});

test.each([
  ['an unknown room', { roomId: 'none', userId: BEN }, 'error-invalid-room'],
  ['no target', {}, 'error-forwarding-chat'],
  ['who serves it', { userId: ANNA }, 'error-selected-agent-room-agent-are-same'],
  ['nobody', { userId: 'nobody' }, 'error-user-is-offline'],
  ['somebody who is no agent', { userId: ADMIN }, 'error-user-is-offline'],
  ['its own department', { departmentId: SALES }, 'error-forwarding-chat-same-department'],
  ['no department', { departmentId: 'none' }, 'error-invalid-department'],
  ['nobody of a department', { departmentId: SUPPORT, userId: 'nobody' }, 'error-user-is-offline'],
])('to %s is refused and changes nothing', async (_what, body, error) => {
  const { rid } = await server.visit(SALES);
  const before = roomOf(rid);
  expect(await forward({ roomId: rid, ...body })).toEqual(refusal(error));
  expect(roomOf(rid)).toEqual(before);
});

test('an agent outside the department, a closed room and a visitor who is gone are refused', async () => {
  const { rid } = await server.visit(SUPPORT);
  await admin.delete(`livechat/users/agent/${ANNA}`);
  await admin.post('livechat/users/agent', { username: 'anna' });
  expect(await forward({ roomId: rid, departmentId: SALES, userId: BEN })).toEqual(
    refusal('error-user-not-belong-to-department'),
  );
  await admin.post('livechat/room.closeByUser', { rid, comment: 'x' });
  expect(await forward({ roomId: rid, userId: ANNA })).toEqual(
    refusal('This_conversation_is_already_closed'),
  );
  const other = await server.visit(SUPPORT);
  server.store.transaction((tx) => tx.remove('visitors', roomOf(other.rid)?.v._id ?? ''));
  expect(await forward({ roomId: other.rid, userId: ANNA })).toEqual(refusal('error-invalid-visitor'));
});

test('agents do not forward, and an unknown room has no history', async () => {
  const { rid } = await server.visit(SALES);
  const anna = await server.as('anna');
  expect((await forward({ roomId: rid, userId: BEN }, anna)).status).toBe(403);
  expect((await anna.get(`livechat/transfer.history/${rid}`)).status).toBe(403);
  expect((await admin.get('livechat/transfer.history/none')).body).toEqual({
    success: false,
    error: 'Invalid room [error-invalid-room]',
    errorType: 'error-invalid-room',
  });
});
