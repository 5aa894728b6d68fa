import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

const SITE_URL = 'https://shop.example.com/chat';

let server: MockServer;
beforeAll(async () => {
  server = await startMockServer({ siteUrl: SITE_URL, widget: 'official', agentsOnline: true });
});
afterAll(() => server.close());

/** A proxy in front may pass the path on, as for a real server, or take it off. */
const PREFIXES = [['/chat'], ['']];

test.each(PREFIXES)('answers REST below %j', async (prefix) => {
  const answer = await fetch(`${server.url}${prefix}/api/info?x=1`);
  expect(await answer.json()).toMatchObject({ success: true, version: expect.any(String) });
});

test.each(PREFIXES)('takes sockets below %j', async (prefix) => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${prefix}/websocket`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.close();
});

test.each(
  PREFIXES.flatMap(([prefix]) =>
    ['/', '/avatar/anna', '/sounds/chime.mp3', '/livechat?mode=popout', '/db'].map((path) => [
      `${prefix}${path}`,
    ]),
  ),
)('serves %s', async (path) => {
  expect((await fetch(`${server.url}${path}`)).status).toBe(200);
});

test('shows what is here at the path itself, with and without a query', async () => {
  for (const path of ['/chat', '/chat?x=1'])
    expect(await (await fetch(`${server.url}${path}`)).text()).toContain(`src="${SITE_URL}/porthole.js"`);
});

test('leads from a slash too many to the page below the same path', async () => {
  const answer = await fetch(`${server.url}/chat/livechat/?mode=popout`);
  expect([answer.status, answer.url]).toEqual([200, `${server.url}/chat/livechat?mode=popout`]);
});

test('does not take a longer name for its path', async () => {
  expect((await fetch(`${server.url}/chatter/api/info`)).status).toBe(404);
});

test('names addresses below its public one', async () => {
  const { config } = (await (await fetch(`${server.url}/chat/api/v1/livechat/config`)).json()) as {
    config: { resources: { sound: string } };
  };
  expect(config.resources.sound).toBe(`${SITE_URL}/sounds/chime.mp3`);
  const login = await fetch(`${server.url}/chat/api/v1/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'anna', password: 'anna' }),
  });
  expect(await login.json()).toMatchObject({
    data: { me: { avatarUrl: `${SITE_URL}/avatar/anna` } },
  });
  expect(await (await fetch(`${server.url}/chat/livechat`)).text()).toContain(`SERVER_URL = "${SITE_URL}"`);
});

test('hands out files below the path', async () => {
  const api = `${server.url}/chat/api/v1/livechat`;
  const token = 'visitor-token';
  await fetch(`${api}/visitor`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ visitor: { token } }),
  });
  const { room } = (await (await fetch(`${api}/room?token=${token}`)).json()) as { room: { _id: string } };
  const form = new FormData();
  form.append('file', new Blob(['Hello'], { type: 'text/plain' }), 'note.txt');
  const sent = await fetch(`${api}/upload/${room._id}`, {
    method: 'POST',
    headers: { 'x-visitor-token': token },
    body: form,
  });
  const { attachments } = (await sent.json()) as { attachments: [{ title_link: string }] };
  const link = `${server.url}/chat${attachments[0].title_link}`;
  const file = await fetch(`${link}?rc_rid=${room._id}&rc_token=${token}&rc_room_type=l`);
  expect([file.status, await file.text()]).toEqual([200, 'Hello']);
});
