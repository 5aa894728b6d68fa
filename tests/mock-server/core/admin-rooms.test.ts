import { beforeEach, describe, expect, test } from 'vitest';
import { type Caller, SALES, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
let anna: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
  anna = await server.as('anna');
});

describe('removing rooms', () => {
  test('a room goes with everything in it', async () => {
    const { rid } = await server.visit();
    expect((await admin.post('livechat/rooms.delete', { roomId: rid })).body).toEqual({ success: true });
    for (const name of ['messages', 'subscriptions', 'inquiries'] as const) {
      expect(server.store.where(name, 'rid', rid)).toEqual([]);
    }
    expect(server.store.get('rooms', rid)).toBeUndefined();
    expect(await admin.post('livechat/rooms.delete', { roomId: rid })).toEqual({
      status: 400,
      body: { success: false, error: 'Invalid room' },
    });
  });

  test('closed ones go all at once, or those of some departments', async () => {
    const rooms = [await server.visit(SALES), await server.visit(SUPPORT), await server.visit()];
    const open = await server.visit(SALES);
    for (const { rid } of rooms) await admin.post('livechat/room.closeByUser', { rid, comment: 'x' });
    const remove = async (body: object) =>
      (await admin.post('livechat/rooms.removeAllClosedRooms', body)).body;
    expect(await remove({ departmentIds: [SALES] })).toEqual({ removedRooms: 1, success: true });
    expect(await remove({})).toEqual({ removedRooms: 2, success: true });
    expect([...server.store.all('rooms')].map(({ _id }) => _id)).toEqual([open.rid]);
  });

  test('is for managers', async () => {
    for (const name of ['rooms.delete', 'rooms.removeAllClosedRooms']) {
      expect((await anna.post(`livechat/${name}`, { roomId: 'x' })).status).toBe(403);
      expect((await server.post(`livechat/${name}`, { roomId: 'x' })).status).toBe(401);
    }
  });
});

describe('transcripts that agents order', () => {
  const order = { email: 'vera@example.com', subject: 'Our chat' };

  test('are kept with the room until they are taken back', async () => {
    const { rid } = await server.visit();
    expect((await admin.post(`livechat/transcript/${rid}`, order)).body).toEqual({ success: true });
    expect(server.store.get('rooms', rid)?.transcriptRequest).toMatchObject({
      ...order,
      requestedBy: { username: 'admin' },
    });
    expect((await admin.post(`livechat/transcript/${rid}`, order)).body).toEqual({
      success: false,
      error: 'Transcript already requested [error-transcript-already-requested]',
      errorType: 'error-transcript-already-requested',
    });
    expect((await admin.delete(`livechat/transcript/${rid}`)).body).toEqual({ success: true });
    expect(server.store.get('rooms', rid)).not.toHaveProperty('transcriptRequest');
    expect((await admin.delete(`livechat/transcript/${rid}`)).body.error).toBe(
      'Transcript not requested [error-transcript-not-requested]',
    );
  });

  test('need an open room, an address, and somebody who may', async () => {
    const { rid } = await server.visit();
    expect((await anna.post(`livechat/transcript/${rid}`, order)).status).toBe(403);
    expect((await admin.post(`livechat/transcript/${rid}`, { email: 'x' })).body.error).toBe(
      "must have required property 'subject'",
    );
    await admin.post('livechat/room.closeByUser', { rid, comment: 'x' });
    for (const answer of [
      await admin.post(`livechat/transcript/${rid}`, order),
      await admin.delete(`livechat/transcript/${rid}`),
    ]) {
      expect(answer.body.error).toBe('Invalid room [error-invalid-room]');
    }
  });
});

describe('room.survey', () => {
  const data = [
    { name: 'satisfaction', value: '5' },
    { name: 'agentKnowledge', value: '9' },
    { name: 'weather', value: '1' },
    { name: 'additionalFeedback', value: 'Nice' },
  ];

  test('keeps what was asked, with the room, closed or not', async () => {
    const { rid, token } = await server.visit();
    await server.post('livechat/room.close', { rid, token });
    const kept = { satisfaction: '5', additionalFeedback: 'Nice' };
    expect((await server.post('livechat/room.survey', { rid, token, data })).body).toEqual({
      rid,
      data: kept,
      success: true,
    });
    expect(server.store.get('rooms', rid)?.surveyFeedback).toEqual(kept);
  });

  test.each([
    [{ token: 'nobody' }, 'invalid-token'],
    [{ rid: 'none' }, 'invalid-room'],
    [{ data: data.slice(1, 3) }, 'invalid-data'],
    [{ data: [] }, 'must NOT have fewer than 1 items'],
  ])('%j is refused', async (change, error) => {
    const { rid, token } = await server.visit();
    const { status, body } = await server.post('livechat/room.survey', { rid, token, data, ...change });
    expect([status, body.error]).toEqual([400, error]);
  });
});

test('livechat/queue counts the chats of each agent by department', async () => {
  for (const department of [SALES, SALES, SUPPORT]) await server.visit(department);
  const { queue } = (await anna.get('livechat/queue')).body;
  const rows = (queue as { user: { username: string }; department: { name: string }; chats: number }[]).map(
    ({ user, department, chats }) => [user.username, department.name, chats],
  );
  expect(rows).toEqual([
    ['anna', 'Sales', 2],
    ['anna', 'Support', 1],
  ]);
  expect((await anna.get(`livechat/queue?departmentId=${SUPPORT}`)).body.total).toBe(1);
});
