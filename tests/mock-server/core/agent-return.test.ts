import { beforeEach, expect, test } from 'vitest';
import { type Caller, SALES, START, startCore, type TestCore, watchRoom } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
  [anna, ben, admin] = await Promise.all([server.as('anna'), server.as('ben'), server.as('admin')]);
});

const inquiryOf = (rid: string) => server.store.where('inquiries', 'rid', rid)[0]?._id ?? 'none';
const roomOf = (rid: string) => server.store.get('rooms', rid);
const ridsOf = async (caller: Caller, path = 'livechat/inquiries.queuedForUser') =>
  ((await caller.get(path)).body.inquiries as { rid: string }[]).map(({ rid }) => rid);

test('a returned chat waits again, keeps its messages and can be taken by another', async () => {
  const { rid } = await server.visit();
  await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) });
  server.pass(1000);
  expect(await anna.post('livechat/inquiries.returnAsInquiry', { roomId: rid })).toEqual({
    status: 200,
    body: { result: true, success: true },
  });
  expect(roomOf(rid)).not.toHaveProperty('servedBy');
  expect(server.store.where('inquiries', 'rid', rid)).toEqual([
    expect.objectContaining({ status: 'queued', queuedAt: new Date(START + 1000) }),
  ]);
  expect(server.store.where('inquiries', 'rid', rid)[0]).not.toHaveProperty('takenAt');
  expect(server.store.where('subscriptions', 'rid', rid)).toEqual([]);
  expect(server.store.where('messages', 'rid', rid).map(({ t, u }) => [t, u.username])).toEqual([
    ['livechat-started', expect.stringMatching(/^guest/)],
    ['command', 'anna'],
    ['uj', 'anna'],
    ['livechat_transfer_history', 'anna'],
    ['ul', 'anna'],
  ]);
  expect((await ben.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) })).status).toBe(200);
  expect(roomOf(rid)?.servedBy?.username).toBe('ben');
});

test('the visitor of a returned chat sees that nobody serves it', async () => {
  const { rid, token } = await server.visit();
  await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) });
  const frames = await watchRoom(server, rid, token);
  await anna.post('livechat/inquiries.returnAsInquiry', { roomId: rid });
  expect(frames).toEqual([
    `{"msg":"changed","collection":"stream-livechat-room","id":"id","fields":{"eventName":"${rid}","args":[{"type":"agentData"}]}}`,
  ]);
});

test('a returned chat keeps its place in the queue', async () => {
  const first = await server.visit();
  server.pass(1000);
  const second = await server.visit();
  await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(first.rid) });
  await anna.post('livechat/inquiries.returnAsInquiry', { roomId: first.rid });
  expect(await ridsOf(ben)).toEqual([first.rid, second.rid]);
});

test('a chat is returned to another department', async () => {
  const { rid } = await server.visit();
  await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) });
  await anna.post('livechat/inquiries.returnAsInquiry', { roomId: rid, departmentId: SALES });
  expect(roomOf(rid)?.departmentId).toBe(SALES);
  expect(await ridsOf(ben)).toEqual([]);
  expect(await ridsOf(anna)).toEqual([rid]);
});

test('what cannot be returned says why', async () => {
  const { rid } = await server.visit();
  const giveBack = (caller: Caller, body: object) => caller.post('livechat/inquiries.returnAsInquiry', body);
  expect((await giveBack(admin, { roomId: rid })).body).toEqual({ result: false, success: true });
  await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) });
  expect(await giveBack(ben, { roomId: rid })).toEqual({
    status: 403,
    body: { success: false, error: 'forbidden' },
  });
  expect((await giveBack(anna, { roomId: 'none' })).body.error).toBe('error-room-not-found');
  expect((await giveBack(anna, { roomId: rid, departmentId: 'none' })).body.errorType).toBe(
    'error-invalid-department',
  );
  await anna.post('livechat/room.closeByUser', { rid, comment: 'done' });
  expect((await giveBack(anna, { roomId: rid })).body.errorType).toBe('room-closed');
});
