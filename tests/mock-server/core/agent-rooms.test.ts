import { beforeEach, describe, expect, test } from 'vitest';
import { type Caller, SALES, START, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, ben, admin] = await Promise.all([server.as('anna'), server.as('ben'), server.as('admin')]);
});

const roomOf = (rid: string) => server.store.get('rooms', rid);
/** A room that anna serves, as the only agent of the department. */
const served = () => server.visit(SALES);

describe('livechat/room.join', () => {
  test('a manager joins beside the agent, once', async () => {
    const { rid } = await served();
    for (let n = 0; n < 2; n++) {
      expect(await admin.get(`livechat/room.join?roomId=${rid}`)).toEqual({
        status: 200,
        body: { success: true },
      });
    }
    expect(server.store.where('subscriptions', 'rid', rid).map(({ u }) => u.username)).toEqual([
      'anna',
      'admin',
    ]);
    expect(roomOf(rid)).toMatchObject({ usersCount: 3, servedBy: { username: 'anna' } });
    expect((await admin.post('chat.sendMessage', { message: { rid, msg: 'hi' } })).status).toBe(200);
  });

  test('an agent does not join the room of another, nobody a closed or unknown one', async () => {
    const { rid } = await served();
    const why = async (caller: Caller, roomId: string) =>
      (await caller.get(`livechat/room.join?roomId=${roomId}`)).body.error;
    expect(await why(ben, rid)).toBe('error-not-allowed');
    expect(await why(admin, 'none')).toBe('error-invalid-room');
    await anna.post('livechat/room.closeByUser', { rid, comment: 'x' });
    expect(await why(admin, rid)).toBe('room-closed');
  });
});

describe('rooms.info and channels.info', () => {
  test.each([
    ['rooms.info', 'room'],
    ['channels.info', 'channel'],
  ])('%s shows the room without the visitor token', async (path, key) => {
    const { rid, token } = await served();
    const { status, body } = await anna.get(`${path}?roomId=${rid}`);
    expect(status).toBe(200);
    expect(body[key]).toMatchObject({
      _id: rid,
      t: 'l',
      fname: 'Vera',
      open: true,
      servedBy: { username: 'anna' },
    });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  test('shows no unknown room and no room of another agent', async () => {
    const { rid } = await served();
    expect((await ben.get(`rooms.info?roomId=${rid}`)).body).toEqual({
      success: false,
      error: 'Not Allowed [not-allowed]',
      errorType: 'not-allowed',
    });
    expect((await ben.get('rooms.info?roomId=none')).body.errorType).toBe('error-room-not-found');
    expect((await admin.get(`rooms.info?roomId=${rid}`)).status).toBe(200);
  });
});

describe('subscriptions', () => {
  test('an agent sees the rooms they have a place in, with what is unread', async () => {
    const { rid, token } = await served();
    await server.post('livechat/message', { token, rid, msg: 'hello?' });
    expect((await anna.get('subscriptions.get')).body).toMatchObject({
      update: [
        {
          rid,
          t: 'l',
          fname: 'Vera',
          name: 'Vera',
          unread: 1,
          alert: true,
          open: true,
          u: { username: 'anna' },
        },
      ],
      remove: [],
      success: true,
    });
    expect((await ben.get('subscriptions.get')).body.update).toEqual([]);
    expect((await ben.get(`subscriptions.getOne?roomId=${rid}`)).body).toEqual({
      subscription: null,
      success: true,
    });
    expect(await anna.post('subscriptions.read', { rid })).toEqual({ status: 200, body: { success: true } });
    expect((await anna.get(`subscriptions.getOne?roomId=${rid}`)).body.subscription).toMatchObject({
      unread: 0,
      alert: false,
    });
    expect((await ben.post('subscriptions.read', { rid })).body.errorType).toBe('error-invalid-subscription');
  });

  test('only those changed since a date, when one is given', async () => {
    await served();
    const get = async (date: string) => (await anna.get(`subscriptions.get?updatedSince=${date}`)).body;
    expect((await get(new Date(START - 1).toISOString())).update).toHaveLength(1);
    expect((await get(new Date(START).toISOString())).update).toEqual([]);
    expect((await get('yesterday')).errorType).toBe('error-updatedSince-param-invalid');
  });

  test('a closed room is gone from them', async () => {
    const { rid } = await served();
    await anna.post('livechat/room.closeByUser', { rid, comment: 'x' });
    expect((await anna.get('subscriptions.get')).body.update).toEqual([]);
  });
});
