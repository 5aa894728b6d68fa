import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, type Json, startCore, type TestCore } from './start-core.ts';

const SECRET = 'the-app-secret';
const PATH = 'http://chat.test/api/v1/livechat/facebook';
const MESSAGE = {
  mid: 'm_first',
  page: '1001',
  token: '77',
  first_name: 'Fay',
  last_name: 'Book',
  text: 'Is the shop open today?',
};
const sign = (body: string, secret = SECRET): string =>
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

async function listening(options = { agentsOnline: true }): Promise<TestCore> {
  const server = await startCore(options);
  await server.set({ Livechat_Facebook_Enabled: true, Livechat_Facebook_API_Secret: SECRET });
  return server;
}

/** Sends what the gateway sends. `signature` null: none. */
async function deliver(
  { core }: TestCore,
  message: Json | string,
  signature: string | null | undefined = undefined,
): Promise<Answer> {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const signed = signature === undefined ? sign(body) : signature;
  const headers = { 'Content-Type': 'application/json', ...(signed ? { 'X-Hub-Signature': signed } : {}) };
  const answer = await core.handle(new Request(PATH, { method: 'POST', headers, body }), {});
  return { status: answer.status, body: await answer.json() };
}
const rooms = ({ store }: TestCore) => [...store.all('rooms')];

test('a message opens a room that is marked as one of Facebook and given to an agent', async () => {
  const server = await listening();
  const { status, body } = await deliver(server, MESSAGE);
  expect([status, body.success]).toEqual([200, true]);
  const [room] = rooms(server);
  expect(room).toMatchObject({
    fname: 'Fay Book',
    open: true,
    source: { type: 'app', id: 'facebook', label: 'Facebook', destination: '1001' },
    facebook: { page: { id: '1001' }, user: '77' },
    servedBy: { username: 'anna' },
  });
  expect(server.store.get('messages', 'm_first')).toMatchObject({ rid: room?._id, msg: MESSAGE.text });
  expect(server.events.map(({ type }) => type)).toContain('session-started');
});

test('what is answered does not carry the visitor token, which is not the id that Facebook knows', async () => {
  const server = await listening();
  const { body } = await deliver(server, MESSAGE);
  const [visitor] = server.store.all('visitors');
  expect(visitor?.token).toMatch(/^[0-9a-f]{48}$/);
  expect(JSON.stringify(body)).not.toContain(visitor?.token);
  const { body: config } = await server.get(`livechat/config?token=${MESSAGE.token}`);
  expect((config.config as Json).guest).toBeUndefined();
});

test('the same person on the same page goes on in the open room; on another page it is another chat', async () => {
  const server = await listening();
  await deliver(server, MESSAGE);
  await deliver(server, { ...MESSAGE, mid: 'm_second', text: 'Hello?' });
  expect(rooms(server)).toHaveLength(1);
  await deliver(server, { ...MESSAGE, mid: 'm_third', page: { id: '1002' } });
  expect(rooms(server).map(({ facebook }) => facebook)).toEqual([
    { page: { id: '1001' }, user: '77' },
    { page: { id: '1002' }, user: '77' },
  ]);
  expect(server.store.count('visitors')).toBe(2);
});

test('page and person cannot be shifted into each other', async () => {
  const server = await listening();
  await deliver(server, { ...MESSAGE, page: '1', token: '23' });
  await deliver(server, { ...MESSAGE, mid: 'm_2', page: '12', token: '3' });
  expect(server.store.count('visitors')).toBe(2);
});

test('a message that comes twice is stored once, also when the room has closed since', async () => {
  const server = await listening();
  const anna = await server.as('anna');
  const long = { ...MESSAGE, mid: `mid.$c${'A'.repeat(90)}` };
  const first = await deliver(server, long);
  expect((await deliver(server, long)).body).toEqual(first.body);
  const [room] = rooms(server);
  await anna.post('livechat/room.closeByUser', { rid: room?._id, comment: 'done' });
  expect((await deliver(server, long)).body.message).toMatchObject({ msg: MESSAGE.text });
  expect(rooms(server)).toHaveLength(1);
  await deliver(server, { ...MESSAGE, mid: 'm_later' });
  expect(rooms(server)).toHaveLength(2);
});

test('a message id of somebody else is refused, and no room is left behind', async () => {
  const server = await listening();
  await deliver(server, MESSAGE);
  const { status, body } = await deliver(server, { ...MESSAGE, token: '78' });
  expect([status, body.errorType]).toEqual([400, 'error-invalid-message-id']);
  expect([rooms(server).length, server.store.count('visitors')]).toEqual([1, 1]);
});

test.each([
  ['no text', { ...MESSAGE, text: '' }, undefined, 'No text or attachments provided'],
  ['blanks only', { ...MESSAGE, text: '  ' }, undefined, 'No text or attachments provided'],
  [
    'attachments without an address',
    { ...MESSAGE, text: '', attachments: [{}, null, 7] },
    undefined,
    'No text or',
  ],
  ['no signature', MESSAGE, null, 'Missing signature'],
  ['the signature of another secret', MESSAGE, sign(JSON.stringify(MESSAGE), 'guessed'), 'Invalid signature'],
  [
    'the signature of another body',
    MESSAGE,
    sign(JSON.stringify({ ...MESSAGE, text: 'x' })),
    'Invalid signature',
  ],
  ['half a signature', MESSAGE, sign(JSON.stringify(MESSAGE)).slice(0, 25), 'Invalid signature'],
  [
    'another algorithm',
    MESSAGE,
    sign(JSON.stringify(MESSAGE)).replace('sha1', 'sha256'),
    'Invalid signature',
  ],
  ['no person', { ...MESSAGE, token: '' }, undefined, 'must NOT have fewer than 1 characters'],
  ['no message id', { text: 'x', page: '1', token: '2' }, undefined, "must have required property 'mid'"],
  ['a page that is a list', { ...MESSAGE, page: ['1'] }, undefined, 'must be string'],
  ['no JSON', '{"text"', undefined, 'The body is not valid JSON'],
])('%s is refused, and nothing is kept', async (_what, message, signature, error) => {
  const server = await listening();
  const { status, body } = await deliver(server, message, signature);
  expect(status).toBe(400);
  expect(body.error).toContain(error);
  expect([rooms(server).length, server.store.count('visitors')]).toEqual([0, 0]);
});

test('the signature is over the bytes as they came, not over their meaning', async () => {
  const server = await listening();
  const spaced = `${JSON.stringify({ ...MESSAGE, text: 'Grüße ☕' }, null, 2)}\n`;
  expect((await deliver(server, spaced)).status).toBe(200);
  const { body } = await deliver(server, spaced, sign(JSON.stringify(JSON.parse(spaced))));
  expect(body.error).toBe('Invalid signature');
});

test('nothing is taken while it is switched off, nor signed with an empty secret', async () => {
  const server = await startCore({ agentsOnline: true });
  expect((await deliver(server, MESSAGE)).body.error).toBe('Integration disabled');
  await server.set({ Livechat_Facebook_Enabled: true });
  expect((await deliver(server, MESSAGE, sign(JSON.stringify(MESSAGE), ''))).body.error).toBe(
    'Invalid signature',
  );
});

test('attachments come as their addresses, those of the web alone', async () => {
  const server = await listening();
  const at = (url: string) => ({ type: 'image', payload: { url } });
  const attachments = [at('https://cdn.example.com/a.png'), at('javascript:alert(1)')];
  await deliver(server, { ...MESSAGE, text: 'Look', attachments });
  expect(server.store.get('messages', 'm_first')?.msg).toBe('Look\nhttps://cdn.example.com/a.png');
});

test('without an agent online the message is refused, as any other chat', async () => {
  const server = await listening({ agentsOnline: false });
  expect((await deliver(server, MESSAGE)).body.errorType).toBe('no-agent-online');
});

test('the handshake gives the challenge back to whoever knows the verify token', async () => {
  const server = await listening();
  const shake = async (query: string) => {
    const answer = await server.core.handle(new Request(`${PATH}?${query}`), {});
    return [answer.status, answer.headers.get('content-type'), await answer.text()];
  };
  const query = (token: string) => `hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`;
  expect((await shake(query('')))[0]).toBe(403);
  await server.set({ Porthole_facebook_verify_token: 'agreed' });
  expect(await shake(query('agreed'))).toEqual([200, 'text/plain; charset=utf-8', '1158201444']);
  expect((await shake(query('guessed')))[0]).toBe(403);
  expect((await shake('hub.mode=subscribe'))[0]).toBe(400);
  await server.set({ Livechat_Facebook_Enabled: false });
  expect((await shake(query('agreed')))[0]).toBe(400);
});

test('who is forgotten is forgotten as a person on Facebook too', async () => {
  const server = await listening();
  const anna = await server.as('anna');
  await deliver(server, { ...MESSAGE, token: 'psid-of-fay' });
  const [room] = rooms(server);
  await anna.post('livechat/room.closeByUser', { rid: room?._id, comment: 'done' });
  expect((await server.delete(`livechat/visitor/${room?.v.token}`)).status).toBe(200);
  const kept = JSON.stringify(
    (['visitors', 'rooms', 'messages'] as const).map((name) => [...server.store.all(name)]),
  );
  expect(kept).not.toMatch(/psid-of-fay|Fay/);
  await deliver(server, { ...MESSAGE, token: 'psid-of-fay', mid: 'm_again' });
  expect(server.store.count('visitors')).toBe(2);
});
