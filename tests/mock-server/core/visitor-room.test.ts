import { expect, test } from 'vitest';
import { ANNA, SALES, START, SUPPORT, startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

type RoomAnswer = { room: Record<string, unknown> & { _id: string }; newRoom: boolean };
const roomIn = ({ json }: { json: unknown }) => json as RoomAnswer;

test('a visitor gets a new room once, then the same one', async () => {
  const { core } = await startCore({ agentsOnline: true });
  await ask(core, 'POST visitor', { visitor: { token: 't1', name: 'Ann' } });
  const first = await ask(core, 'GET room?token=t1');
  const second = await ask(core, 'GET room?token=t1');
  expect(first.json).toMatchObject({
    room: {
      _id: expect.stringMatching(/^[\w]{17}$/),
      t: 'l',
      code: 1,
      fname: 'Ann',
      open: true,
      v: { username: 'guest-1', token: 't1', name: 'Ann', status: 'online' },
      servedBy: { username: expect.any(String), ts: new Date(START).toISOString() },
      source: { type: 'api', destination: 'chat.test' },
    },
    newRoom: true,
    success: true,
  });
  expect([roomIn(second).room._id, roomIn(second).newRoom]).toEqual([roomIn(first).room._id, false]);
});

test('two requests at the same time make one room', async () => {
  const { core, store } = await startCore({ agentsOnline: true });
  await ask(core, 'POST visitor', { visitor: { token: 't1' } });
  const rooms = await Promise.all([1, 2, 3].map(() => ask(core, 'GET room?token=t1')));
  expect(new Set(rooms.map((answer) => roomIn(answer).room._id)).size).toBe(1);
  expect(store.count('rooms')).toBe(1);
});

test('rooms are numbered through the setting', async () => {
  const { core, store, set, visit } = await startCore({ agentsOnline: true });
  await set({ Livechat_Room_Count: 123_123 });
  const { token, rid } = await visit();
  await ask(core, 'POST room.close', { token, rid });
  const next = await ask(core, `GET room?token=${token}`);
  expect([store.get('rooms', rid)?.code, roomIn(next).room.code]).toEqual([123_123, 123_124]);
});

test('the cookies of the official widget make the source a widget', async () => {
  const { core } = await startCore({ agentsOnline: true });
  await ask(core, 'POST visitor', { visitor: { token: 't1' } });
  const cookies = { Cookie: 'rc_is_widget=t; rc_room_type=l' };
  const answer = await ask(core, 'GET room?token=t1', undefined, cookies);
  expect(roomIn(answer).room.source).toEqual({ type: 'widget', destination: 'chat.test' });
});

test('the agent a visitor asks for serves the room', async () => {
  const { core } = await startCore({ agentsOnline: true });
  await ask(core, 'POST visitor', { visitor: { token: 't1' } });
  const answer = await ask(core, `GET room?token=t1&agentId=${ANNA}`);
  expect(roomIn(answer).room).toMatchObject({ servedBy: { _id: ANNA } });
});

test.each([
  ['an unknown token', 'room?token=nobody', 'invalid-token', undefined],
  ['no token', 'room', "must have required property 'token'", 'error-invalid-params'],
  ['an unknown key', 'room?token=t1&sla=x', 'Match error: Unknown key in field sla', undefined],
  ['an unknown room', 'room?token=t1&rid=nowhere', 'invalid-room', undefined],
])('%s is refused', async (_what, path, error, errorType) => {
  const { core } = await startCore({ agentsOnline: true });
  await ask(core, 'POST visitor', { visitor: { token: 't1' } });
  const { status, json } = await ask(core, `GET ${path}`);
  expect([status, json]).toEqual([400, { success: false, error, ...(errorType && { errorType }) }]);
});

test.each([
  [
    'nobody is online',
    { Livechat_enabled: true },
    'Sorry, no online agents [no-agent-online]',
    'no-agent-online',
  ],
  [
    'livechat is off',
    { Livechat_enabled: false },
    '[error-omnichannel-is-disabled]',
    'error-omnichannel-is-disabled',
  ],
])('there is no new room when %s, and no number is used up', async (_what, settings, error, errorType) => {
  const { core, store, set } = await startCore();
  await ask(core, 'POST visitor', { visitor: { token: 't1' } });
  await set(settings);
  const { status, json } = await ask(core, 'GET room?token=t1');
  expect([status, json]).toEqual([400, { success: false, error, errorType }]);
  expect([store.count('rooms'), store.get('settings', 'Livechat_Room_Count')]).toEqual([0, undefined]);
});

test('a room by id is the open one of this visitor', async () => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const [mine, theirs] = [await visit(), await visit()];
  const own = await ask(core, `GET room?token=${mine.token}&rid=${mine.rid}`);
  expect(own.json).toMatchObject({ room: { _id: mine.rid }, newRoom: false });
  const invalid = { status: 400, json: { error: 'invalid-room' } };
  expect(await ask(core, `GET room?token=${mine.token}&rid=${theirs.rid}`)).toMatchObject(invalid);
  await ask(core, 'POST room.close', mine);
  expect(await ask(core, `GET room?token=${mine.token}&rid=${mine.rid}`)).toMatchObject(invalid);
});

test('the visitor closes their room', async () => {
  const { core, store, events, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  const { json } = await ask(core, 'POST room.close', { token, rid });
  expect(json).toEqual({ rid, comment: 'Closed by visitor', success: true });
  expect(store.get('rooms', rid)).toMatchObject({ closer: 'visitor', closedBy: { username: 'guest-1' } });
  expect(events.at(-1)).toEqual({ type: 'session-closed', rid });
});

test('closing is refused in this order of reasons', async () => {
  const { core, set, visit } = await startCore({ agentsOnline: true });
  const [mine, theirs] = [await visit(), await visit()];
  const close = async (body: object) => {
    const { status, json } = await ask(core, 'POST room.close', body);
    return [status, (json as { error: string }).error];
  };
  expect(await close({ rid: mine.rid })).toEqual([400, "must have required property 'token'"]);
  expect(await close({ rid: 'x', token: 'nobody' })).toEqual([400, 'invalid-token']);
  expect(await close({ ...mine, rid: theirs.rid })).toEqual([400, 'invalid-room']);
  expect((await close(mine))[0]).toBe(200);
  expect(await close(mine)).toEqual([400, 'room-closed']);
  await set({ Omnichannel_allow_visitors_to_close_conversation: false });
  expect(await close({ rid: 'x', token: 'nobody' })).toEqual([
    400,
    'error-not-allowed-to-close-conversation',
  ]);
});

test.each([
  ['visitor/department.transfer', { success: true }],
  ['room.transfer', { success: true, room: { departmentId: SUPPORT } }],
])('%s moves the room to another department', async (endpoint, answer) => {
  const { core, store, visit } = await startCore({ agentsOnline: true });
  const mine = await visit(SALES);
  const { status, json } = await ask(core, `POST ${endpoint}`, { ...mine, department: SUPPORT });
  expect([status, json]).toEqual([200, expect.objectContaining({ success: answer.success })]);
  expect(json).toMatchObject(answer);
  expect(store.get('rooms', mine.rid)).toMatchObject({ departmentId: SUPPORT, servedBy: {} });
});

test.each([
  ['visitor/department.transfer', 'error-invalid-room'],
  ['room.transfer', 'invalid-room'],
])("%s leaves somebody else's room alone", async (endpoint, error) => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const [mine, theirs] = [await visit(SALES), await visit(SALES)];
  const body = { token: mine.token, rid: theirs.rid, department: SUPPORT };
  expect(await ask(core, `POST ${endpoint}`, body)).toMatchObject({ status: 400, json: { error } });
});

test('a closed room does not move', async () => {
  const { core, visit } = await startCore({ agentsOnline: true });
  const mine = await visit(SALES);
  await ask(core, 'POST room.close', mine);
  expect(await ask(core, 'POST visitor/department.transfer', { ...mine, department: SUPPORT })).toMatchObject(
    {
      status: 400,
      json: { error: 'This_conversation_is_already_closed' },
    },
  );
});

test('agent.info shows the agent of the room', async () => {
  const { core, store, visit } = await startCore({ agentsOnline: true });
  const { token, rid } = await visit();
  const { json } = await ask(core, `GET agent.info/${rid}/${token}`);
  expect(json).toMatchObject({
    agent: { username: store.get('rooms', rid)?.servedBy?.username },
    success: true,
  });
  expect(JSON.stringify(json)).not.toContain('passwordHash');
});

test('agent.info refuses a room of somebody else and one without an agent', async () => {
  const { core, set, visit } = await startCore({ agentsOnline: true });
  const theirs = await visit();
  await set({ Livechat_Routing_Method: 'Manual_Selection' });
  const mine = await visit();
  const why = async (path: string) =>
    ((await ask(core, `GET agent.info/${path}`)).json as { error: string }).error;
  expect([
    await why(`${theirs.rid}/${mine.token}`),
    await why(`${mine.rid}/nobody`),
    await why(`${mine.rid}/${mine.token}`),
  ]).toEqual(['invalid-room', 'invalid-token', 'invalid-agent']);
});

test('agent.next names who would serve, and counts it as a turn', async () => {
  const { core, store } = await startCore({ agentsOnline: true });
  const names = [];
  for (let i = 0; i < 2; i++) {
    const { json } = await ask(core, 'GET agent.next/anyone');
    names.push((json as { agent: { username: string } }).agent.username);
  }
  expect(new Set(names).size).toBe(2);
  expect([...store.all('users')].reduce((sum, user) => sum + user.livechatCount, 0)).toBe(2);
});

test('agent.next names nobody while a room is open, and refuses when nobody is there', async () => {
  const online = await startCore({ agentsOnline: true });
  const { token } = await online.visit();
  expect((await ask(online.core, `GET agent.next/${token}`)).json).toEqual({ success: true });
  const offline = await startCore();
  expect(await ask(offline.core, 'GET agent.next/anyone')).toMatchObject({
    status: 400,
    json: { success: false, error: 'agent-not-found' },
  });
});
