import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMessenger, type Messenger } from '../../../demo/messenger/create-messenger.ts';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { listen } from '../../browser/support/listen.ts';
import { logInAgent } from '../../browser/support/rest-agent.ts';

let mock: MockServer;
let messenger: Messenger;
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  mock = await startMockServer({ agentsOnline: true });
  messenger = createMessenger(() => mock.url);
  server = await listen(
    createServer((request, response) => {
      void messenger.handle(request, response, request.headers['x-desk'] === 'yes');
    }),
  );
  await mock.core.writeSettings({
    Livechat_Facebook_Enabled: true,
    Livechat_Facebook_API_Key: messenger.keys.apiKey,
    Livechat_Facebook_API_Secret: messenger.keys.secret,
    Porthole_facebook_verify_token: messenger.keys.verifyToken,
    Porthole_facebook_send_url: `${server.url}/messenger/send`,
  });
});
afterEach(async () => {
  messenger.dispose();
  await server.close();
  await mock.close();
});

async function ask(path: string, body: unknown, headers: Record<string, string> = { 'X-Desk': 'yes' }) {
  const answer = await fetch(`${server.url}/messenger/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** What the desk is shown first when it looks now. */
async function shown(): Promise<{ person: string; messages: unknown[] }> {
  const stop = new AbortController();
  const answer = await fetch(`${server.url}/messenger/events`, { signal: stop.signal });
  const reader = answer.body?.getReader();
  let text = '';
  while (!text.includes('\n\n', text.indexOf('data: '))) {
    text += new TextDecoder().decode((await reader?.read())?.value);
  }
  stop.abort();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '');
}

test('what the person writes opens a chat, and what the agent answers comes back', async () => {
  expect((await ask('write', { text: 'Open today?' })).body).toEqual({});
  const [room] = [...mock.store.all('rooms')];
  expect(room).toMatchObject({ fname: (await shown()).person, source: { label: 'Facebook' } });
  const anna = await logInAgent(mock.url, 'anna');
  await anna.call('POST', 'chat.sendMessage', { message: { rid: room?._id, msg: 'Until six.' } });
  await expect
    .poll(async () => (await shown()).messages)
    .toEqual([
      { number: 1, from: 'person', text: 'Open today?' },
      { number: 2, from: 'page', text: 'Until six.' },
    ]);
});

test('a wrong signature is refused, and shown so', async () => {
  expect((await ask('write', { text: 'Hello', forged: true })).body.refused).toBe('400 Invalid signature');
  expect(mock.store.count('rooms')).toBe(0);
  expect((await shown()).messages).toEqual([
    { number: 1, from: 'person', text: 'Hello', refused: '400 Invalid signature' },
  ]);
});

test('the handshake succeeds with the token of the settings alone', async () => {
  expect((await ask('handshake', {})).body).toEqual({});
  await mock.core.writeSettings({ Porthole_facebook_verify_token: 'another' });
  expect((await ask('handshake', {})).body).toEqual({ problem: '403 Invalid verify token' });
});

test('somebody else has a chat of their own, and is not shown what the first is answered', async () => {
  await ask('write', { text: 'one' });
  const first = (await shown()).person;
  await ask('person', {});
  await ask('write', { text: 'two' });
  expect((await shown()).person).not.toBe(first);
  expect([...mock.store.all('rooms')].map(({ fname }) => fname)).toEqual([first, (await shown()).person]);
});

test.each([
  ['another key', 'Bearer guessed', 401],
  ['no key', '', 401],
])('the send API refuses %s', async (_what, Authorization, status) => {
  const answer = await ask('send', { page: '104857600', token: '1', text: 'x' }, { Authorization });
  expect(answer.status).toBe(status);
});

test('only the desk makes anybody write', async () => {
  expect((await ask('write', { text: 'x' }, {})).status).toBe(403);
  expect((await ask('nothing', {})).status).toBe(404);
});
