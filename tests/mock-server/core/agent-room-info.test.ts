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

describe('livechat/room.saveInfo', () => {
  const info = (rid: string, guest: object = {}, room: object = {}) => ({
    guestData: { _id: roomOf(rid)?.v._id ?? 'none', ...guest },
    roomData: { _id: rid, ...room },
  });

  test('writes topic and tags of the room, name, email and phone of the visitor', async () => {
    const { rid } = await served();
    const body = info(
      rid,
      { name: 'Vera Lund', email: 'V@Lund.se', phone: '555' },
      { topic: 'Invoice', tags: ['a', 'a'] },
    );
    expect(await anna.post('livechat/room.saveInfo', body)).toEqual({ status: 200, body: { success: true } });
    expect(roomOf(rid)).toMatchObject({
      topic: 'Invoice',
      tags: ['a'],
      fname: 'Vera Lund',
      v: { name: 'Vera Lund' },
    });
    expect(server.store.get('visitors', roomOf(rid)?.v._id ?? '')).toMatchObject({
      name: 'Vera Lund',
      visitorEmails: [{ address: 'v@lund.se' }],
      phone: [{ phoneNumber: '555' }],
    });
  });

  test('leaves what is not said, removes what is empty', async () => {
    const { rid } = await served();
    await anna.post('livechat/room.saveInfo', info(rid, { phone: '555' }, { topic: 'Invoice', tags: ['a'] }));
    await anna.post('livechat/room.saveInfo', info(rid));
    expect(roomOf(rid)).toMatchObject({ topic: 'Invoice', tags: ['a'] });
    await anna.post('livechat/room.saveInfo', info(rid, { phone: '', email: '' }, { topic: '', tags: [] }));
    expect(roomOf(rid)).not.toHaveProperty('topic');
    expect(roomOf(rid)).not.toHaveProperty('tags');
    const visitor = server.store.get('visitors', roomOf(rid)?.v._id ?? '');
    expect(visitor).toMatchObject({ name: 'Vera' });
    expect(visitor).not.toHaveProperty('phone');
    expect(visitor).not.toHaveProperty('visitorEmails');
  });

  test('writes custom fields that exist, in the scope they have', async () => {
    server.store.transaction((tx) => {
      for (const [_id, scope] of [
        ['plan', 'visitor'],
        ['order', 'room'],
      ] as const) {
        tx.put('customFields', {
          _id,
          label: _id,
          scope,
          visibility: 'visible',
          type: 'input',
          regexp: '^[a-z0-9]*$',
          required: false,
          public: true,
          searchable: false,
          _updatedAt: new Date(START),
        });
      }
    });
    const { rid } = await served();
    const save = async (guest: object, room: object) =>
      (await anna.post('livechat/room.saveInfo', info(rid, { livechatData: guest }, { livechatData: room })))
        .body;
    expect(await save({ plan: 'gold' }, { order: '42' })).toEqual({ success: true });
    expect(roomOf(rid)?.livechatData).toEqual({ order: '42' });
    expect(server.store.get('visitors', roomOf(rid)?.v._id ?? '')?.livechatData).toEqual({ plan: 'gold' });
    expect((await save({ order: '1' }, {})).errorType).toBe('invalid-custom-field');
    expect((await save({}, { none: '1' })).errorType).toBe('invalid-custom-field');
    expect((await save({ plan: 'Gold!' }, {})).error).toBe(
      'Invalid value for plan field [error-invalid-custom-field-value]',
    );
  });

  test("refuses others' rooms and others' guests", async () => {
    const { rid } = await served();
    const other = await served();
    const before = [roomOf(rid), roomOf(other.rid)];
    const foreign = { ...info(rid, { name: 'X' }), guestData: { _id: roomOf(other.rid)?.v._id, name: 'X' } };
    for (const [caller, body] of [
      [ben, info(rid, { name: 'X' })],
      [anna, foreign],
    ] as const) {
      expect(await caller.post('livechat/room.saveInfo', body)).toEqual({
        status: 403,
        body: { success: false, error: 'forbidden' },
      });
    }
    expect([roomOf(rid), roomOf(other.rid)]).toEqual(before);
    expect((await admin.post('livechat/room.saveInfo', info(rid, {}, { topic: 'T' }))).status).toBe(200);
  });

  test('changes nothing when one part is refused', async () => {
    const { rid } = await served();
    const before = roomOf(rid);
    const { body } = await anna.post(
      'livechat/room.saveInfo',
      info(rid, { email: 'nonsense' }, { topic: 'T' }),
    );
    expect(body.errorType).toBe('error-invalid-email');
    expect(roomOf(rid)).toEqual(before);
  });
});

describe('livechat/visitors.info', () => {
  test('shows a visitor to who may see one of their rooms, without the token', async () => {
    const { rid, token } = await served();
    const path = `livechat/visitors.info?visitorId=${roomOf(rid)?.v._id}`;
    const { status, body } = await anna.get(path);
    expect([status, body.visitor]).toMatchObject([
      200,
      { name: 'Vera', username: expect.stringMatching(/^guest-/) },
    ]);
    expect(JSON.stringify(body.visitor).replaceAll(`vera-${token}`, '')).not.toContain(token);
    expect((await admin.get(path)).status).toBe(200);
    expect(await ben.get(path)).toEqual({
      status: 400,
      body: { success: false, error: 'visitor-not-found' },
    });
    expect((await admin.get('livechat/visitors.info?visitorId=none')).body.error).toBe('visitor-not-found');
  });
});
