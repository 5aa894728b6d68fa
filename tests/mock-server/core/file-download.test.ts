import { beforeEach, expect, test } from 'vitest';
import { type Sending, type Sent, sendFile, urlIn } from './send-file.ts';
import { startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let token: string;
let rid: string;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  ({ token, rid } = await server.visit());
});

const send = (sending: Partial<Sending> = {}): Promise<Sent> =>
  sendFile(server, { to: `livechat/upload/${rid}`, headers: { 'x-visitor-token': token }, ...sending });
const read = (path: string, headers: HeadersInit = {}): Promise<Response> =>
  server.core.handle(new Request(`http://chat.test${path}`, { headers }));
const cookies = (of: { token: string; rid: string }): HeadersInit => ({
  Cookie: `rc_is_widget=t; rc_room_type=l; rc_rid=${of.rid}; rc_token=${of.token}`,
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
    // Compared by Node: an assertion over each of them takes seconds.
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), bytes)).toBe(0);
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
