import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refusalOf, type SdkBench, SOON, SUPPORT, startSdkBench, type Visit } from './support/sdk-bench.ts';
import { uploadAsBrowser } from './support/upload-as-browser.ts';

let bench: SdkBench;
let visit: Visit;
beforeAll(async () => {
  bench = await startSdkBench();
  visit = await bench.visit();
});
afterAll(() => bench.close());

test('room opens one, and answers the same while it is open', async () => {
  const { sdk, token, rid, agent } = visit;
  expect(await sdk.room({ token })).toMatchObject({
    _id: rid,
    t: 'l',
    open: true,
    v: { token },
    servedBy: { username: agent.username },
  });
  expect(await sdk.room({ token, rid })).toMatchObject({ _id: rid });
});

test('agent: who serves the room', async () => {
  const { sdk, rid, agent } = visit;
  expect(await sdk.agent(rid)).toMatchObject({ username: agent.username, status: 'online' });
});

test('nextAgent names nobody while a room is open', async () => {
  expect(await visit.sdk.nextAgent({})).toEqual({ success: true });
});

test('sendMessage, message, editMessage: the id is the client’s own', async () => {
  const { sdk, token, rid } = visit;
  const sent = { _id: 'chosen-by-client', rid, msg: 'hello', u: { username: expect.any(String) } };
  expect(await sdk.sendMessage({ rid, token, msg: 'hello', _id: 'chosen-by-client' })).toMatchObject({
    message: sent,
  });
  expect(await sdk.message('chosen-by-client', { rid, token })).toMatchObject({ message: sent });
  expect(await sdk.editMessage('chosen-by-client', { rid, token, msg: 'good day' })).toMatchObject({
    message: { ...sent, msg: 'good day', editedAt: expect.any(String) },
  });
});

test('loadMessages: newest first, as many as asked for', async () => {
  const { sdk, token, rid, agent } = visit;
  await agent.say(rid, 'how can I help?');
  const all = await sdk.loadMessages(rid, { token });
  expect(all[0]).toMatchObject({ msg: 'how can I help?', u: { username: agent.username } });
  expect(await sdk.loadMessages(rid, { token, limit: 1 })).toHaveLength(1);
});

// The SDK drops the parameters of a DELETE, and an 8.x server wants them in the body: it answers this call with 400, always.
test('deleteMessage is refused as by a real server, for it sends no token', async () => {
  const { sdk, rid } = visit;
  expect(await refusalOf(sdk.deleteMessage('chosen-by-client', { rid }))).toEqual({
    status: 400,
    body: {
      success: false,
      errorType: 'invalid-params',
      error: "must have required property 'token'",
    },
  });
});

test('transferChat moves the room to a department', async () => {
  const { sdk, rid, token } = visit;
  const department = SUPPORT;
  expect(await sdk.transferChat({ rid, department })).toMatchObject({ success: true });
  expect(await sdk.room({ token, rid })).toMatchObject({ departmentId: department });
});

test('transferChat refuses an unknown department', async () => {
  const { sdk, rid } = visit;
  expect(await refusalOf(sdk.transferChat({ rid, department: 'nowhere' }))).toMatchObject({
    status: 400,
    body: { error: 'error-invalid-department' },
  });
});

test('requestTranscript answers that it was sent', async () => {
  const { sdk, rid } = visit;
  expect(await sdk.requestTranscript('ann@shop.example', { rid })).toMatchObject({
    message: 'Omnichannel transcript sent',
  });
});

// Resolves when the bytes are out, whatever the server answers: the message tells.
test('uploadFile puts the file into the room', async () => {
  const { sdk, token, rid } = visit;
  await uploadAsBrowser(() =>
    sdk.uploadFile(rid, new File(['what I mean'], 'note.txt', { type: 'text/plain' })),
  );
  await vi.waitFor(async () => {
    const [newest] = await sdk.loadMessages(rid, { token, limit: 1 });
    expect(newest).toMatchObject({ file: { name: 'note.txt', type: 'text/plain' } });
  }, SOON);
});

test('sendUiInteraction is 404 as of a server without that app', async () => {
  const action = { type: 'blockAction', actionId: 'a', triggerId: 't', payload: {} } as never;
  expect(await refusalOf(visit.sdk.sendUiInteraction(action, 'no-such-app'))).toMatchObject({ status: 404 });
});

test('closeChat ends the room; another room begins with the next visit', async () => {
  const { sdk, token, rid } = visit;
  expect(await sdk.closeChat({ rid })).toEqual({ success: true, rid, comment: 'Closed by visitor' });
  expect(await refusalOf(sdk.sendMessage({ rid, token, msg: 'still there?' }))).toMatchObject({
    status: 400,
    body: { error: 'room-closed' },
  });
  expect((await sdk.room({ token }))._id).not.toBe(rid);
});
