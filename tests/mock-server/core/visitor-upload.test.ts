import { beforeEach, expect, test } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../../mock-server/core/http/upload-limit.ts';
import { MAX_FILE_BYTES } from '../../../mock-server/core/rules/files.ts';
import { type Sending, type Sent, sendBody, sendFile } from './send-file.ts';
import { type Json, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let token: string;
let rid: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  ({ token, rid } = await server.visit());
});

const send = (sending: Partial<Sending> = {}): Promise<Sent> =>
  sendFile(server, { to: `livechat/upload/${rid}`, headers: { 'x-visitor-token': token }, ...sending });

test('a picture becomes a message that shows it', async () => {
  const { status, body } = await send({ fields: { msg: 'look', description: 'my cat' } });
  const file = { _id: expect.any(String), name: 'a cat.png', type: 'image/png', size: 29, format: 'png' };
  const id = (body.file as { _id: string })._id;
  expect(status).toBe(200);
  expect(body).toMatchObject({
    success: true,
    rid,
    token,
    msg: 'look',
    groupable: false,
    newRoom: false,
    showConnecting: false,
    file,
    files: [file],
    attachments: [
      {
        type: 'file',
        title: 'a cat.png',
        description: 'my cat',
        title_link: `/file-upload/${id}/a%20cat.png`,
        title_link_download: true,
        image_url: `/file-upload/${id}/a%20cat.png`,
        image_type: 'image/png',
        image_size: 29,
        image_dimensions: { width: 3, height: 2 },
      },
    ],
  });
  const { messages } = (await server.get(`livechat/messages.history/${rid}?token=${token}`)).body as {
    messages: Json[];
  };
  expect(messages[0]).toMatchObject({ _id: body._id, attachments: body.attachments });
});

test.each([
  ['audio/ogg', { audio_type: 'audio/ogg', audio_size: 29 }],
  ['video/mp4', { video_type: 'video/mp4', video_size: 29 }],
  ['application/pdf', {}],
])('a file of type %s is shown as its kind', async (type, shown) => {
  const { body } = await send({ type, name: 'file' });
  const [attachment] = body.attachments as Json[];
  expect(attachment).toMatchObject({ title: 'file', ...shown });
  expect(Object.keys(attachment ?? {}).some((key) => key.startsWith('image_'))).toBe(false);
});

const FORBIDDEN = { status: 403, body: { success: false, error: 'forbidden' } };
const refused = (reason: string, more = {}) => ({ status: 400, body: { success: false, reason, ...more } });

test('without a token nothing else is looked at', async () => {
  await server.set({ FileUpload_Enabled: false });
  expect(await send({ headers: {} })).toEqual(FORBIDDEN);
});

test.each(['FileUpload_Enabled', 'Livechat_fileupload_enabled'] as const)(
  'with %s off, uploads are refused before the token is looked at',
  async (id) => {
    await server.set({ [id]: false });
    expect(await send({ headers: { 'x-visitor-token': 'nobody' } })).toEqual(
      refused('error-file-upload-disabled'),
    );
  },
);

test('only the visitor of the room may send, and only while it is open', async () => {
  const other = await server.visit();
  expect(await send({ headers: { 'x-visitor-token': 'nobody' } })).toEqual(FORBIDDEN);
  expect(await send({ headers: { 'x-visitor-token': other.token } })).toEqual(FORBIDDEN);
  expect(await send({ to: 'livechat/upload/noSuchRoom' })).toEqual(FORBIDDEN);
  await server.post('livechat/room.close', { rid, token });
  expect(await send()).toEqual(FORBIDDEN);
});

test('a form without a file, and a body that is no form, say so', async () => {
  const post = (body: BodyInit, headers: HeadersInit = {}): Promise<Sent> =>
    sendBody(server, `livechat/upload/${rid}`, body, { 'x-visitor-token': token, ...headers });
  const form = new FormData();
  form.append('file', 'a text');
  expect(await post(form)).toEqual(refused('error-no-file-uploaded'));
  expect(await post('{}')).toEqual(refused('error-no-file-uploaded'));
  const broken = { 'Content-Type': 'multipart/form-data; boundary=x' };
  expect(await post('--x\r\nnonsense', broken)).toEqual(refused('error-no-file-uploaded'));
});

test.each([
  ['image/svg+xml', {}, false],
  ['image/png', {}, true],
  ['image/png', { FileUpload_MediaTypeBlackList: 'text/html, image/*' }, false],
  ['image/png', { FileUpload_MediaTypeWhiteList: 'application/pdf' }, false],
  ['image/png', { FileUpload_MediaTypeWhiteList: 'application/pdf,image/*' }, true],
  ['imagery/png', { FileUpload_MediaTypeWhiteList: 'image/*' }, false],
])('%s under %o is taken: %s', async (type, settings, taken) => {
  await server.set(settings);
  const answer = await send({ type });
  if (taken) expect(answer.status).toBe(200);
  else expect(answer).toEqual(refused('error-type-not-allowed'));
});

test('a file that is too large is refused with what is allowed', async () => {
  await server.set({ FileUpload_MaxFileSize: 28 });
  expect(await send()).toEqual(refused('error-size-not-allowed', { sizeAllowed: '28 B' }));
  await server.set({ FileUpload_MaxFileSize: 29 });
  expect((await send()).status).toBe(200);
});

test('however much the setting allows, the server has a limit of its own', async () => {
  await server.set({ FileUpload_MaxFileSize: -1 });
  const large = new Uint8Array(MAX_FILE_BYTES + 1);
  expect(await send({ bytes: large })).toEqual(refused('error-size-not-allowed', { sizeAllowed: '10 MB' }));
  expect(server.store.count('files')).toBe(0);
});

test('a body that is larger than any upload is refused unread', async () => {
  const headers = { 'x-visitor-token': token, 'Content-Length': String(MAX_UPLOAD_BYTES + 1) };
  expect(await sendBody(server, `livechat/upload/${rid}`, 'short', headers)).toEqual(
    refused('error-size-not-allowed', { sizeAllowed: '10 MB' }),
  );
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\anna\\cv.pdf', 'cv.pdf'],
  ['two\r\nlines.txt', 'twolines.txt'],
  [`${'a'.repeat(300)}.txt`, `${'a'.repeat(200)}.txt`],
  ['photos/', 'file'],
])('the name %j is kept as %j', async (name, kept) => {
  expect((await send({ name })).body.file).toMatchObject({ name: kept });
});

test('a type that could break a header counts as unknown', async () => {
  const { body } = await send({ type: 'text/html;charset="x' });
  expect(body.file).toMatchObject({ type: 'text/html' });
  expect((await send({ type: 'nonsense' })).body.file).toMatchObject({ type: 'application/octet-stream' });
});

test('a removed message takes its file along', async () => {
  const { body } = await send();
  await server.delete(`livechat/message/${body._id}`, { rid, token });
  expect(server.store.count('files')).toBe(0);
});

test('a removed message that leaves a trace keeps nothing of its file', async () => {
  await server.set({ Message_ShowDeletedStatus: true });
  const { body } = await send();
  await server.delete(`livechat/message/${body._id}`, { rid, token });
  expect(server.store.count('files')).toBe(0);
  const trace = server.store.get('messages', String(body._id));
  expect(trace).toMatchObject({ t: 'rm', msg: '' });
  expect(trace).not.toHaveProperty('attachments');
  expect(trace).not.toHaveProperty('file');
});

test('a visitor who is forgotten takes the files of all rooms along', async () => {
  await send();
  await server.post('livechat/room.close', { rid, token });
  const other = await server.visit();
  await send({ to: `livechat/upload/${other.rid}`, headers: { 'x-visitor-token': other.token } });
  await server.delete(`livechat/visitor/${token}`);
  expect([...server.store.all('files')].map((file) => file.rid)).toEqual([other.rid]);
});
