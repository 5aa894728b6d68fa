import { beforeEach, expect, test } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../../mock-server/core/http/upload-limit.ts';
import { MAX_FILE_BYTES } from '../../../mock-server/core/rules/files.ts';
import { type Json, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let token: string;
let rid: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  ({ token, rid } = await server.visit());
});

/** A PNG of 3 × 2 pixels, as far as anybody looks. */
const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0],
]);

interface Sending {
  bytes?: Uint8Array<ArrayBuffer>;
  name?: string;
  type?: string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  to?: string;
}

async function send(sending: Sending = {}): Promise<{ status: number; body: Json }> {
  const { bytes = PNG, name = 'a cat.png', type = 'image/png', fields = {}, to = rid } = sending;
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new File([bytes], name, { type }));
  return post(`http://chat.test/api/v1/livechat/upload/${to}`, form, sending.headers);
}

async function post(url: string, body: BodyInit, headers: HeadersInit = { 'x-visitor-token': token }) {
  const answer = await server.core.handle(new Request(url, { method: 'POST', headers, body }));
  return { status: answer.status, body: (await answer.json()) as Json };
}

const read = (path: string, headers: HeadersInit = {}): Promise<Response> =>
  server.core.handle(new Request(`http://chat.test${path}`, { headers }));
const urlIn = ({ body }: { body: Json }): string =>
  ((body.attachments as Json[])[0] as { title_link: string }).title_link;
const cookies = (of: { token: string; rid: string }): HeadersInit => ({
  Cookie: `rc_is_widget=t; rc_room_type=l; rc_rid=${of.rid}; rc_token=${of.token}`,
});

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
  expect(await send({ to: 'noSuchRoom' })).toEqual(FORBIDDEN);
  await server.post('livechat/room.close', { rid, token });
  expect(await send()).toEqual(FORBIDDEN);
});

test('a form without a file, and a body that is no form, say so', async () => {
  const url = `http://chat.test/api/v1/livechat/upload/${rid}`;
  const form = new FormData();
  form.append('file', 'a text');
  expect(await post(url, form)).toEqual(refused('error-no-file-uploaded'));
  expect(await post(url, '{}')).toEqual(refused('error-no-file-uploaded'));
  const broken = { 'x-visitor-token': token, 'Content-Type': 'multipart/form-data; boundary=x' };
  expect(await post(url, '--x\r\nnonsense', broken)).toEqual(refused('error-no-file-uploaded'));
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
  expect(await post(`http://chat.test/api/v1/livechat/upload/${rid}`, 'short', headers)).toEqual(
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

test('the bytes come back as they were, to those who show the room and its token', async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256);
  const url = urlIn(await send({ bytes }));
  const answers = [
    await read(url, cookies({ token, rid })),
    await read(`${url}?rc_token=${token}&rc_rid=${rid}&rc_room_type=l`),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  }
});

test('a file stays readable for its visitor after the room has closed', async () => {
  const url = urlIn(await send());
  await server.post('livechat/room.close', { rid, token });
  expect((await read(url, cookies({ token, rid }))).status).toBe(200);
});

test('nobody else reads it: no token, another room, another visitor, another kind of room', async () => {
  const url = urlIn(await send());
  const other = await server.visit();
  const headers = [
    {},
    cookies(other),
    cookies({ token: other.token, rid }),
    cookies({ token, rid: other.rid }),
    { Cookie: `rc_rid=${rid}; rc_token=${token}` },
  ];
  for (const header of headers) expect((await read(url, header)).status).toBe(403);
  expect((await read('/file-upload/noSuchFile/a.png', cookies({ token, rid }))).status).toBe(404);
});

test('an agent who may see the room reads it with headers, query or cookies; another agent does not', async () => {
  const url = urlIn(await send());
  const servedBy = server.store.get('rooms', rid)?.servedBy?.username ?? '';
  const login = async (user: string) => {
    const { data } = (await server.post('login', { user, password: user })).body as {
      data: { userId: string; authToken: string };
    };
    return data;
  };
  const { userId, authToken } = await login(servedBy);
  const asHeaders = (of: { userId: string; authToken: string }): HeadersInit => ({
    'X-User-Id': of.userId,
    'X-Auth-Token': of.authToken,
  });
  expect((await read(url, asHeaders({ userId, authToken }))).status).toBe(200);
  expect((await read(`${url}?rc_uid=${userId}&rc_token=${authToken}`)).status).toBe(200);
  expect((await read(url, { Cookie: `rc_uid=${userId}; rc_token=${authToken}` })).status).toBe(200);
  expect((await read(url, asHeaders(await login('admin')))).status).toBe(200);
  expect((await read(url, asHeaders({ userId, authToken: 'wrong' }))).status).toBe(403);
  const bystander = servedBy === 'anna' ? 'ben' : 'anna';
  expect((await read(url, asHeaders(await login(bystander)))).status).toBe(403);
});

test('without FileUpload_ProtectFiles anybody reads it', async () => {
  const url = urlIn(await send());
  await server.set({ FileUpload_ProtectFiles: false });
  expect((await read(url)).status).toBe(200);
});

test.each([
  ['image/png', 'inline'],
  ['video/mp4', 'inline'],
  ['text/html', 'attachment'],
  ['image/svg+xml', 'attachment'],
  ['application/xhtml+xml', 'attachment'],
  ['application/pdf', 'attachment'],
])('a file of type %s is served as %s, sandboxed, its type not guessed', async (type, disposition) => {
  await server.set({ FileUpload_MediaTypeBlackList: '' });
  const url = urlIn(await send({ type, name: "Zoë's (1).bin" }));
  const { headers } = await read(url, cookies({ token, rid }));
  expect(headers.get('Content-Type')).toBe(type);
  expect(headers.get('Content-Disposition')).toBe(
    `${disposition}; filename*=UTF-8''Zo%C3%AB%27s%20%281%29.bin`,
  );
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Content-Security-Policy')).toContain('sandbox');
  const download = await read(`${url}?download`, cookies({ token, rid }));
  expect(download.headers.get('Content-Disposition')).toMatch(/^attachment/);
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
  await send({ to: other.rid, headers: { 'x-visitor-token': other.token } });
  await server.delete(`livechat/visitor/${token}`);
  expect([...server.store.all('files')].map((file) => file.rid)).toEqual([other.rid]);
});
