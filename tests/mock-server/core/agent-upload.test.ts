import { beforeEach, expect, test } from 'vitest';
import { PNG, type Sending, type Sent, sendFile } from './send-file.ts';
import { type Caller, type Json, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let token: string;
let rid: string;
let agent: Caller;
let headers: HeadersInit;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  ({ token, rid } = await server.visit());
  const username = server.store.get('rooms', rid)?.servedBy?.username ?? '';
  agent = await server.as(username);
  headers = await loginOf(username);
});

async function loginOf(user: string): Promise<Record<string, string>> {
  const { data } = (await server.post('login', { user, password: user })).body as {
    data: { userId: string; authToken: string };
  };
  return { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken };
}

const send = (to: string, sending: Partial<Sending> = {}): Promise<Sent> =>
  sendFile(server, { to: `${to}/${rid}`, headers, ...sending });
const history = async (): Promise<Json[]> =>
  (await server.get(`livechat/messages.history/${rid}?token=${token}`)).body.messages as Json[];

test('rooms.upload shows a file to the visitor, who may read it', async () => {
  const { status, body } = await send('rooms.upload', { fields: { msg: 'here', description: 'my cat' } });
  expect(status).toBe(200);
  const [newest] = await history();
  expect(newest).toMatchObject({
    _id: (body.message as Json)._id,
    msg: 'here',
    attachments: [{ title: 'a cat.png', description: 'my cat', image_type: 'image/png' }],
  });
  expect(newest).not.toHaveProperty('token');
  const [shown] = (newest?.attachments ?? []) as Json[];
  const answer = await server.core.handle(
    new Request(`http://chat.test${shown?.image_url}?rc_token=${token}&rc_rid=${rid}&rc_room_type=l`),
  );
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG);
});

test('rooms.media keeps a file, rooms.mediaConfirm sends it, once', async () => {
  const { body } = await send('rooms.media');
  const { _id, url } = body.file as { _id: string; url: string };
  expect(url).toBe(`/file-upload/${_id}/a%20cat.png`);
  expect((await history()).filter(({ attachments }) => attachments)).toEqual([]);

  const first = await agent.post(`rooms.mediaConfirm/${rid}/${_id}`, { msg: 'here', customFields: {} });
  const second = await agent.post(`rooms.mediaConfirm/${rid}/${_id}`, { msg: 'here' });
  expect(second.body).toEqual(first.body);
  expect((await history()).filter(({ attachments }) => attachments)).toHaveLength(1);
});

test('a file is confirmed by its sender, in its room', async () => {
  const { body } = await send('rooms.media');
  const { _id } = body.file as { _id: string };
  const other = await server.visit();
  const admin = await server.as('admin');
  const answers = [
    await agent.post(`rooms.mediaConfirm/${rid}/noSuchFile`),
    await admin.post(`rooms.mediaConfirm/${rid}/${_id}`),
    await admin.post(`rooms.mediaConfirm/${other.rid}/${_id}`),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 400, body: { errorType: 'invalid-file' } });
  }
});

test.each(['rooms.upload', 'rooms.media'])('%s says what is wrong', async (to) => {
  expect((await send(to, { headers: {} })).status).toBe(401);
  const bystander = await loginOf(bystanderName());
  expect((await send(to, { headers: bystander })).body).toMatchObject({ errorType: 'error-not-allowed' });
  expect((await send(to, { to: `${to}/noSuchRoom` })).body).toMatchObject({
    errorType: 'error-invalid-room',
  });
  expect((await send(to, { type: 'image/svg+xml' })).body).toMatchObject({
    errorType: 'error-invalid-file-type',
  });
  expect((await agent.post(`${to}/${rid}`, {})).body).toMatchObject({ errorType: 'error-no-file' });
  await server.set({ FileUpload_MaxFileSize: 1 });
  expect((await send(to)).body).toMatchObject({ errorType: 'error-file-too-large' });
  await server.set({ FileUpload_Enabled: false });
  expect((await send(to)).body).toMatchObject({ errorType: 'error-file-upload-disabled' });
  await server.post('livechat/room.close', { rid, token });
  expect((await send(to)).body).toMatchObject({
    errorType: expect.stringMatching(/room-closed|not-allowed/),
  });
  expect(server.store.count('files')).toBe(0);
});

function bystanderName(): string {
  return server.store.get('rooms', rid)?.servedBy?.username === 'anna' ? 'ben' : 'anna';
}
