import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

let server: MockServer;
let failures: unknown[];
beforeEach(async () => {
  failures = [];
  server = await startMockServer({ onFailure: (error) => failures.push(error) });
});
afterEach(async () => {
  await server.close();
  expect(failures).toEqual([]);
});

async function db(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; text: string; body: unknown }> {
  const answer = await fetch(`${server.url}/db${path}`, init);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
const usernames = async (query: string): Promise<unknown[]> =>
  ((await db(`/users?${query}`)).body as { username: string }[]).map(({ username }) => username);
const write = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function login(user: string): Promise<Record<string, string>> {
  const answer = await fetch(`${server.url}/api/v1/login`, write('POST', { user, password: user }));
  const { data } = (await answer.json()) as { data: { userId: string; authToken: string } };
  return { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken, Origin: 'https://desk.example' };
}

test('lists what there is', async () => {
  const { body } = await db('');
  expect(body).toMatchObject({ users: 3, departments: 2, businessHours: 1, rooms: 0, deliveries: 0 });
  expect(body).not.toHaveProperty('loginTokens');
});

test('filters, sorts, pages and searches as json-server does', async () => {
  expect(await usernames('username=anna')).toEqual(['anna']);
  expect(await usernames('_sort=username&_order=desc')).toEqual(['ben', 'anna', 'admin']);
  expect(await usernames('username_ne=admin&_sort=username')).toEqual(['anna', 'ben']);
  expect(await usernames('name_like=KELLER')).toEqual(['anna']);
  expect(await usernames('q=okafor')).toEqual(['ben']);
  const page = await db('/users?_page=2&_limit=2');
  expect(page.body).toHaveLength(1);
  expect(page.headers.get('X-Total-Count')).toBe('3');
  expect(page.headers.get('Link')).toContain('rel="first"');
});

test('embeds, expands and nests', async () => {
  expect((await db('/departments/SaLesSeedDepart22?_embed=departmentAgents')).body).toMatchObject({
    departmentAgents: [{ username: 'anna' }],
  });
  expect((await db('/departmentAgents?_expand=user&_expand=department&_limit=1')).body).toMatchObject([
    { user: { username: 'anna' }, department: { name: 'Sales' } },
  ]);
  expect((await db('/departments/SaLesSeedDepart22/departmentAgents')).body).toHaveLength(1);
});

test('shows what was written a moment ago', async () => {
  const token = 'a'.repeat(64);
  await fetch(`${server.url}/api/v1/livechat/visitor`, write('POST', { visitor: { token, name: 'Ann' } }));
  expect((await db('/visitors')).body).toMatchObject([{ name: 'Ann' }]);
});

test('shows no secret', async () => {
  const token = 'f'.repeat(64);
  await fetch(`${server.url}/api/v1/livechat/visitor`, write('POST', { visitor: { token, name: 'Ann' } }));
  await db('/settings/Livechat_secret_token', write('PUT', { value: 'hidden-secret' }));
  const { 'X-Auth-Token': authToken = '' } = await login('admin');
  const { body: collections } = await db('');
  for (const name of Object.keys(collections as object)) {
    const { text } = await db(`/${name}`);
    for (const secret of [token, 'hidden-secret', 'pbkdf2', authToken]) expect(text).not.toContain(secret);
  }
});

test.each([
  ['the dump of everything', '/db'],
  ['logins', '/loginTokens'],
  ['a collection that is not there', '/nothing'],
  ['a document that is not there', '/users/nobody'],
  ['a name of the prototype', '/constructor'],
  ['another name of the prototype', '/__proto__'],
])('answers 404 in JSON for %s', async (_, path) => {
  expect(await db(path)).toMatchObject({ status: 404, body: { success: false } });
});

test('takes a _like value literally, so that no pattern can stop the server', async () => {
  await db('/settings/Livechat_title', write('PUT', { value: `${'a'.repeat(60)}!` }));
  expect((await db('/settings?value_like=%5E(a%2B)%2B%24')).body).toEqual([]);
  expect((await db('/settings?value_like=a!')).body).toHaveLength(1);
  expect((await db('/users?name_like=%3Cimg%20src%3Dx%3E(')).status).toBe(200);
});

test('never answers a script', async () => {
  const { headers, text } = await db('/users?callback=steal');
  expect(text).not.toContain('steal');
  expect(headers.get('Content-Type')).toMatch(/^application\/json/);
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test.each([
  '/users?a[b]=1',
  '/users?q[]=1',
  '/users?__proto__=1',
  '/users?_sort=a&_sort=b',
  '/users?_embed=secrets',
  '/users?_expand=constructor',
  '/users?_delay=60000',
  `/users?q=${'x'.repeat(2_001)}`,
  '/%E0%A4%A',
])('refuses %s with a reason', async (path) => {
  expect(await db(path)).toMatchObject({ status: 400, body: { success: false, error: expect.any(String) } });
});

test('writes settings as commands of the core', async () => {
  const written = await db('/settings/Livechat_title', write('PUT', { value: 'Hello' }));
  expect(written).toMatchObject({ status: 200, body: { _id: 'Livechat_title', value: 'Hello' } });
  expect(server.store.get('settings', 'Livechat_title')?.value).toBe('Hello');
  await db(
    '/settings',
    write('POST', [
      { _id: 'Livechat_title', value: 'A' },
      { _id: 'Livechat_title_color', value: '#000000' },
    ]),
  );
  expect(server.store.get('settings', 'Livechat_title')?.value).toBe('A');
  expect((await db('/settings/Livechat_title')).body).toMatchObject({ value: 'A', default: 'Rocket.Chat' });
});

test.each([
  ['an unknown setting', '/settings/Nothing', { value: 1 }, 'error-setting-not-found'],
  ['a name of the prototype', '/settings/__proto__', { value: 1 }, 'error-setting-not-found'],
  [
    'a value of the wrong type',
    '/settings/Livechat_enabled',
    { value: 'yes' },
    'error-invalid-setting-value',
  ],
  ['no value', '/settings/Livechat_enabled', {}, 'value must be'],
  ['no object', '/settings/Livechat_enabled', 7, 'body must be'],
  ['the mask of a secret', '/settings/Livechat_secret_token', { value: '********' }, 'mask'],
])('refuses to write %s', async (_, path, body, reason) => {
  expect(await db(path, write('PUT', body))).toMatchObject({
    status: 400,
    body: { success: false, error: expect.stringContaining(reason) },
  });
});

test('refuses broken JSON and bodies over 64 KiB', async () => {
  const put = (body: string): RequestInit => ({ method: 'PUT', body });
  expect((await db('/settings/Livechat_title', put('{'))).status).toBe(400);
  expect((await db('/settings/Livechat_title', put(`{"value":"${'x'.repeat(65_536)}"}`))).status).toBe(413);
  expect((await db('')).status).toBe(200);
});

test.each([
  ['POST', '/messages', {}],
  ['PUT', '/rooms/R', {}],
  ['PATCH', '/users/adminSeedAccount2', {}],
  ['DELETE', '/users/adminSeedAccount2', {}],
  ['DELETE', '/settings/Livechat_title', {}],
  ['POST', '/users', { 'X-HTTP-Method-Override': 'DELETE' }],
  ['POST', '/users/adminSeedAccount2', { 'X-HTTP-Method-Override': 'DELETE' }],
])('answers %s %s with what to use instead', async (method, path, headers) => {
  const { status, body } = await db(path, { method, headers });
  expect(status).toBe(405);
  expect(body).toMatchObject({ success: false, error: expect.stringContaining('Use ') });
  expect((await db('/users')).body).toHaveLength(3);
});

test('takes a page of another origin for nobody', async () => {
  const refused = await db('/users', { headers: { Origin: 'https://evil.example' } });
  expect(refused).toMatchObject({ status: 401, body: { success: false } });
  expect(refused.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  const written = await db('/settings/Livechat_title', {
    ...write('PUT', { value: 'x' }),
    headers: { Origin: 'https://evil.example' },
  });
  expect(written.status).toBe(401);
});

test('lets the admin in from any page, and nobody else', async () => {
  const asked = await db('/users', { method: 'OPTIONS', headers: { Origin: 'https://desk.example' } });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('X-Auth-Token');
  const allowed = await db('/users', { headers: await login('admin') });
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect((await db('/users', { headers: await login('anna') })).status).toBe(403);
  const wrong = { 'X-User-Id': 'adminSeedAccount2', 'X-Auth-Token': 'guess', Origin: 'https://desk.example' };
  expect((await db('/users', { headers: wrong })).status).toBe(401);
});

test('sends and replays webhooks only where there is somewhere to send them', async () => {
  expect(await db('/deliveries/test', { method: 'POST' })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('Livechat_webhookUrl') },
  });
  await db('/settings/Livechat_webhookUrl', write('PUT', { value: `${server.url}/nowhere` }));
  const sent = await db('/deliveries/test', { method: 'POST' });
  expect(sent).toMatchObject({
    status: 201,
    body: { cause: 'test', attempts: [{ number: 1, status: 404 }] },
  });
  const { _id } = sent.body as { _id: string };
  expect(await db(`/deliveries/${_id}/replay`, { method: 'POST' })).toMatchObject({
    status: 201,
    body: { cause: 'replay', replayOf: _id },
  });
  expect((await db('/deliveries/nothing/replay', { method: 'POST' })).status).toBe(404);
  expect(await db('/deliveries/replay?since=0', { method: 'POST' })).toMatchObject({
    status: 201,
    body: { replayed: 0, ids: [] },
  });
  for (const since of ['', '?since=', '?since=yesterday']) {
    expect((await db(`/deliveries/replay${since}`, { method: 'POST' })).status).toBe(400);
  }
});
