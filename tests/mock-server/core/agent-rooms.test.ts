// Long: a flat list of facts about rooms as agents use them.
import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, type Caller, SALES, START, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, ben, admin] = await Promise.all([server.as('anna'), server.as('ben'), server.as('admin')]);
});

const roomOf = (rid: string) => server.store.get('rooms', rid);
/** A room that anna serves: she is first by name while both have had as many chats. */
const served = () => server.visit(SALES);

describe('livechat/room.closeByUser', () => {
  test('closes with comment and tags', async () => {
    const { rid } = await served();
    server.pass(90_000);
    expect(
      await anna.post('livechat/room.closeByUser', {
        rid,
        comment: 'Solved',
        tags: ['billing', ' billing ', ''],
      }),
    ).toEqual({
      status: 200,
      body: { success: true },
    });
    expect(roomOf(rid)).toMatchObject({
      closer: 'user',
      closedBy: { _id: ANNA, username: 'anna' },
      closedAt: new Date(START + 90_000),
      tags: ['billing'],
      metrics: { chatDuration: 90 },
    });
    expect(roomOf(rid)).not.toHaveProperty('open');
    expect(server.store.where('messages', 'rid', rid).at(-1)).toMatchObject({
      t: 'livechat-close',
      msg: 'Solved',
    });
    expect(server.events.filter(({ type }) => type === 'session-closed')).toEqual([
      { type: 'session-closed', rid },
    ]);
  });

  test.each([undefined, null, '', '   '])('asks for a comment by default: %j', async (comment) => {
    const { rid } = await served();
    expect(await anna.post('livechat/room.closeByUser', { rid, comment })).toEqual({
      status: 400,
      body: {
        success: false,
        error: 'Comment is required [error-comment-is-required]',
        errorType: 'error-comment-is-required',
      },
    });
    expect(roomOf(rid)?.open).toBe(true);
    await server.set({ Livechat_request_comment_when_closing_conversation: false });
    expect((await anna.post('livechat/room.closeByUser', { rid, comment })).status).toBe(200);
  });

  test('asks for a tag where the department does', async () => {
    const department = {
      name: 'Sales',
      email: 'sales@example.com',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
      requestTagBeforeClosingChat: true,
    };
    await admin.put(`livechat/department/${SALES}`, { department });
    const { rid } = await served();
    const close = (tags?: string[]) =>
      anna.post('livechat/room.closeByUser', { rid, comment: 'Solved', tags });
    expect((await close()).body.errorType).toBe('error-tags-must-be-assigned-before-closing-chat');
    expect((await close([' '])).body.errorType).toBe('error-tags-must-be-assigned-before-closing-chat');
    expect((await close(['won'])).status).toBe(200);
  });

  test("refuses others' rooms, unknown rooms, closed rooms and force", async () => {
    const { rid } = await served();
    const close = async (caller: Caller, body: object) =>
      (await caller.post('livechat/room.closeByUser', { comment: 'x', ...body })).body.errorType;
    expect(await close(ben, { rid })).toBe('error-not-authorized');
    expect(await close(anna, { rid: 'none' })).toBe('error-invalid-room');
    expect(await close(anna, { rid, forceClose: true })).toBe('error-not-allowed');
    expect(roomOf(rid)?.open).toBe(true);
    expect(await close(admin, { rid })).toBeUndefined();
    expect(roomOf(rid)?.closedBy?.username).toBe('admin');
    expect(await close(admin, { rid })).toBe('error-room-already-closed');
    expect(server.events.filter(({ type }) => type === 'session-closed')).toHaveLength(1);
  });

  test('takes the whole real body', async () => {
    const { rid } = await served();
    const body = {
      rid,
      comment: 'Solved',
      tags: [],
      generateTranscriptPdf: false,
      transcriptEmail: { sendToVisitor: false },
      forceClose: false,
    };
    expect((await anna.post('livechat/room.closeByUser', body)).status).toBe(200);
  });

  test.each([
    {},
    { rid: 'x', reason: 'y' },
    { rid: 'x', comment: {} },
    { rid: 'x', tags: [{}] },
    { rid: 'x', transcriptEmail: {} },
  ])('refuses %j', async (body) => {
    expect(await anna.post('livechat/room.closeByUser', body)).toMatchObject({
      status: 400,
      body: { success: false, errorType: 'invalid-params' },
    });
  });
});

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
      (await caller.get(`livechat/room.join?roomId=${roomId}`)).body.errorType;
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

describe('livechat/rooms', () => {
  const ridsOf = async (query: string) =>
    ((await admin.get(`livechat/rooms?${query}`)).body.rooms as { _id: string }[]).map(({ _id }) => _id);

  test('lists by filters that all have to hold, newest first, without tokens', async () => {
    const sales = await server.visit(SALES);
    server.pass(60_000);
    const support = await server.visit(SUPPORT);
    server.pass(60_000);
    await anna.post('livechat/room.closeByUser', { rid: sales.rid, comment: 'x', tags: ['won', 'big'] });
    const [a, b] = [sales.rid, support.rid];
    const at = (ms: number) => new Date(START + ms).toISOString();
    const cases: [string, string[]][] = [
      ['', [b, a]],
      ['sort={"ts":1}', [a, b]],
      ['open=true', [b]],
      ['open=false', [a]],
      [`departmentId=${SALES}`, [a]],
      [`departmentId[]=${SALES}&departmentId[]=${SUPPORT}`, [b, a]],
      [`departmentId=${SALES}&open=true`, []],
      [`agents[]=${ANNA}`, roomOf(b)?.servedBy?._id === ANNA ? [b, a] : [a]],
      ['agents[]=nobody', []],
      ['tags[]=won', [a]],
      ['tags[]=lost', []],
      ['queued=true', []],
      ['roomName=VER', [b, a]],
      ['roomName="Ver"', []],
      ['roomName="Vera"', [b, a]],
      [`createdAt={"start":"${at(30_000)}"}`, [b]],
      [`createdAt={"start":"${at(0)}","end":"${at(30_000)}"}`, [a]],
      [`closedAt={"start":"${at(0)}"}`, [a]],
      ['customFields={"order":"1"}', []],
      ['count=1&offset=1', [a]],
    ];
    for (const [query, rids] of cases) expect([query, await ridsOf(query)]).toEqual([query, rids]);
    const { body } = await admin.get('livechat/rooms?count=1');
    expect(body).toMatchObject({ count: 1, offset: 0, total: 2, success: true });
    expect(JSON.stringify(body)).not.toContain(support.token);
  });

  test.each([
    'createdAt=yesterday',
    'createdAt={"start":"x"}',
    'customFields=[]',
    'open=perhaps',
    'shape=round',
  ])('refuses %s', async (query) => {
    expect(await admin.get(`livechat/rooms?${query}`)).toMatchObject({
      status: 400,
      body: { success: false },
    });
  });

  test('has pages of 50, of 100 at most, or everything for count 0', async () => {
    const { rid } = await served();
    const room = roomOf(rid);
    server.store.transaction((tx) => {
      for (let n = 0; n < 119 && room; n++) tx.put('rooms', { ...room, _id: `copy${n}` });
    });
    const counts = [];
    for (const query of ['', 'count=1000', 'count=0', 'offset=100', 'offset=1000']) {
      const { count, offset, total } = (await admin.get(`livechat/rooms?${query}`)).body;
      counts.push([count, offset, total]);
    }
    expect(counts).toEqual([
      [50, 0, 120],
      [100, 0, 120],
      [120, 0, 120],
      [20, 100, 120],
      [0, 1000, 120],
    ]);
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
