import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, type Caller, SALES, START, startCore, type TestCore } from './start-core.ts';

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

describe('the transcript at the end is noted', () => {
  test.each([
    [
      'when the setting wants one and there is an address',
      true,
      'mara@example.com',
      'livechat_transcript_history',
    ],
    ['not when there is no address', true, undefined, 'livechat-close'],
    ['not when nobody wants one', false, 'mara@example.com', 'livechat-close'],
  ])('%s', async (_what, always, email, last) => {
    await server.set({ Livechat_transcript_send_always: always });
    await server.post('livechat/visitor', { visitor: { token: 't', ...(email ? { email } : {}) } });
    const { body } = await server.get('livechat/room?token=t');
    const { _id: rid } = body.room as { _id: string };
    await admin.post('livechat/room.closeByUser', { rid, comment: 'Solved' });
    expect(server.store.where('messages', 'rid', rid).at(-1)?.t).toBe(last);
  });

  test('when an agent ordered one', async () => {
    const { rid } = await served();
    await admin.post(`livechat/transcript/${rid}`, { email: 'mara@example.com', subject: 'Our chat' });
    await anna.post('livechat/room.closeByUser', { rid, comment: 'Solved' });
    expect(server.store.where('messages', 'rid', rid).at(-1)?.t).toBe('livechat_transcript_history');
  });
});

test('a close is forced only where the settings allow it', async () => {
  const { rid } = await served();
  const forced = { rid, comment: 'Stuck', forceClose: true };
  expect(await admin.post('livechat/room.closeByUser', forced)).toMatchObject({
    status: 400,
    body: { errorType: 'error-not-allowed' },
  });
  expect(roomOf(rid)?.open).toBe(true);
  await server.set({ Omnichannel_allow_force_close_conversations: true });
  expect((await admin.post('livechat/room.closeByUser', forced)).status).toBe(200);
});
