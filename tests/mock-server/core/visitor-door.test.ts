import { expect, test } from 'vitest';
import { startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

test.each([
  ['GET config', undefined, 200],
  ['GET visitor/nobody', undefined, 400],
  ['GET /api/v1/nowhere', undefined, 404],
  ['GET /nowhere', undefined, 404],
  ['GET /avatar/ann', undefined, 200],
  ['POST message', '{', 400],
  ['POST message', 'x'.repeat(1024 * 1024 + 1), 413],
  ['OPTIONS config', undefined, 200],
  ['OPTIONS /nowhere', undefined, 200],
] as const)('%s may be read by a page of any origin', async (line, body, status) => {
  const { core } = await startCore();
  const { status: seen, headers } = await ask(core, line, body, { Origin: 'https://shop.example' });
  expect(seen).toBe(status);
  expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control')))).toEqual({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PUT, DELETE, HEAD, PATCH',
    'access-control-allow-headers':
      'Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token, x-visitor-token, Authorization',
    'access-control-max-age': '600',
  });
});

test('a preflight request is answered OK', async () => {
  const { core } = await startCore();
  expect((await ask(core, 'OPTIONS message')).text).toBe('OK');
});

test.each([
  ['POST message', 400],
  ['GET config?x=1', 400],
  ['GET /api/v1/nowhere', 404],
])('%s is refused as JSON that is not kept', async (line, status) => {
  const { core } = await startCore();
  const answer = await ask(core, line);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    status,
    'application/json',
    'no-store',
  ]);
  expect(answer.json).toMatchObject({ success: false, error: expect.any(String) });
});

test.each([
  ['{"a":', /^The body is not valid JSON: /],
  ['hello', /^The body is not valid JSON: /],
  ['['.repeat(200_000), /^The body is not valid JSON: /],
  [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, /^(The body is not valid JSON: |must be object)/],
  ['null', /^must be object$/],
  ['[]', /^must be object$/],
  ['"text"', /^must be object$/],
  ['7', /^must be object$/],
  ['', /^must have required property 'token'$/],
  ['{}', /^must have required property 'token'$/],
  ['{"__proto__":{"token":"t"}}', /^The key __proto__ is not allowed$/],
  ['{"token":"t","x":{"constructor":1}}', /^The key constructor is not allowed$/],
  ['{"prototype":1}', /^The key prototype is not allowed$/],
])('the body %.30s is refused with its reason', async (body, error) => {
  const { core, failures } = await startCore();
  const answer = await ask(core, 'POST message', body, { 'Content-Type': 'application/json' });
  expect([answer.status, answer.json]).toEqual([
    400,
    { success: false, error: expect.stringMatching(error), errorType: expect.any(String) },
  ]);
  expect(failures).toEqual([]);
});

test('a form may not name __proto__ either, nor a query', async () => {
  const { core } = await startCore();
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const error = 'The key __proto__ is not allowed';
  expect(await ask(core, 'POST message', '__proto__=x', form)).toMatchObject({
    status: 400,
    json: { error },
  });
  expect(await ask(core, 'GET config?__proto__=x')).toMatchObject({ status: 400, json: { error } });
});

test('a multipart body is refused where JSON is meant', async () => {
  const { core } = await startCore();
  const type = { 'Content-Type': 'multipart/form-data; boundary=x' };
  expect(await ask(core, 'POST message', '--x--', type)).toMatchObject({
    status: 400,
    json: { error: 'The body must be JSON or a URL-encoded form' },
  });
});

test('JSON is read whatever its type says, as a beacon sends it', async () => {
  const { core } = await startCore();
  const body = JSON.stringify({ visitor: { token: 't' } });
  expect((await ask(core, 'POST visitor', body, { 'Content-Type': 'text/plain' })).status).toBe(200);
});

test('a body just within the limit is read, one byte more is refused by size', async () => {
  const { core } = await startCore();
  const around = JSON.stringify({ visitor: { token: '' } }).length;
  const register = (bytes: number) =>
    ask(core, 'POST visitor', { visitor: { token: 'x'.repeat(bytes - around) } });
  expect((await register(1024 * 1024)).status).toBe(200);
  const refused = await register(1024 * 1024 + 1);
  expect([refused.status, refused.json]).toEqual([
    413,
    { success: false, error: 'The body is larger than 1048576 bytes', errorType: 'error-body-too-large' },
  ]);
});

test('a value given twice in a query is refused where one is meant', async () => {
  const { core } = await startCore();
  expect(await ask(core, 'GET config?token=a&token=b')).toMatchObject({
    status: 400,
    json: { error: 'must be string' },
  });
});

test.each(['/api/info', '/api/v1/info'])('%s tells the version and no more', async (path) => {
  const { core } = await startCore();
  expect((await ask(core, `GET ${path}`)).json).toEqual({
    version: '8.8',
    minimumClientVersions: { desktop: '3.9.6', mobile: '4.39.0' },
    success: true,
  });
});

test('public settings are told, paged or by name, and private ones are not', async () => {
  const { core, set } = await startCore();
  await set({
    Livechat_title: 'Ask us',
    Livechat_webhookUrl: 'https://crm.example',
    Livechat_secret_token: 's3cret',
  });
  const named = await ask(
    core,
    'GET /api/v1/settings.public?_id=Livechat_title,Livechat_webhookUrl,Livechat_secret_token,nope',
  );
  expect(named.json).toEqual({
    settings: [{ _id: 'Livechat_title', value: 'Ask us' }],
    count: 1,
    offset: 0,
    total: 1,
    success: true,
  });
  const all = await ask(core, 'GET /api/v1/settings.public?count=0');
  expect(all.text).toContain('Livechat_registration_form');
  expect(all.text).not.toMatch(/crm\.example|s3cret|Livechat_offline_email/);
});

test.each([
  ['ann', 'A'],
  ['Wanda%20Widget', 'WW'],
  ['maria.da.silva', 'MS'],
  ['guest-1.svg', 'G1'],
  ['ann.png?format=png', 'A'],
  ['%C3%A9mile', 'É'],
  ['%F0%9F%A6%8A', '🦊'],
  ['%3Cscript%3E', '&lt;'],
  ['%26', '&amp;'],
  ['%00', ''],
  ['%E0%A4%A', '%'],
])('the avatar of %s shows %s and runs nothing', async (name, initials) => {
  const { core } = await startCore();
  const { status, headers, text } = await ask(core, `GET /avatar/${name}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(text).toContain(`fill="#fff">${initials}</text></svg>`);
  expect(text).not.toContain('<script');
});

test('the same name has the same picture', async () => {
  const { core } = await startCore();
  const [one, two] = await Promise.all([1, 2].map(() => ask(core, 'GET /avatar/ann')));
  expect(two?.text).toBe(one?.text);
});

test('the chime is a WAV file of the length its header tells', async () => {
  const { core } = await startCore();
  const response = await core.handle(new Request('http://chat.test/sounds/chime.mp3'));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const tag = (at: number) => String.fromCharCode(...bytes.slice(at, at + 4));
  expect([response.headers.get('content-type'), tag(0), tag(8), tag(36)]).toEqual([
    'audio/wav',
    'RIFF',
    'WAVE',
    'data',
  ]);
  expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([bytes.length - 8, bytes.length - 44]);
  expect(new Set(bytes.slice(44)).size).toBeGreaterThan(50);
});
