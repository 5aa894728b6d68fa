import { expect, test } from 'vitest';
import { type Caller, type Json, startCore } from './start-core.ts';

const NAME = 'livechat:facebook';
const ENABLED = 'Livechat_Facebook_Enabled';

async function call(caller: Caller, options: unknown): Promise<{ result?: Json; error?: Json }> {
  const message = JSON.stringify({ msg: 'method', id: '1', method: NAME, params: [options] });
  return JSON.parse(String((await caller.post(`method.call/${NAME}`, { message })).body.message));
}

/** A server whose gateway answers this, and what the gateway was asked. */
async function start(answer: () => Response, url = 'https://gateway.test/facebook/reply') {
  const asked: { request: string; authorization: string | null; body: unknown }[] = [];
  const server = await startCore({
    fetch: async (input, init) => {
      const request = `${init?.method} ${String(input)}`;
      asked.push({
        request,
        authorization: new Headers(init?.headers).get('authorization'),
        body: init?.body,
      });
      return answer();
    },
  });
  await server.set({ Livechat_Facebook_API_Key: 'the-key', Porthole_facebook_send_url: url });
  return { server, asked, admin: await server.as('admin') };
}
const said =
  (body: object, status = 200) =>
  () =>
    Response.json(body, { status });

test('tells how things stand', async () => {
  const { admin } = await start(said({}));
  expect((await call(admin, { action: 'initialState' })).result).toEqual({ enabled: false, hasToken: true });
});

test('switches on once the gateway has agreed, and off again', async () => {
  const { admin, asked } = await start(said({ success: true }));
  const isOn = async () => (await admin.get(`settings/${ENABLED}`)).body.value;
  await call(admin, { action: 'enable' });
  expect(await isOn()).toBe(true);
  await call(admin, { action: 'disable' });
  expect(await isOn()).toBe(false);
  expect(asked).toEqual([
    {
      request: 'POST https://gateway.test/facebook/enable',
      authorization: 'Bearer the-key',
      body: '{"url":"http://chat.test"}',
    },
    {
      request: 'DELETE https://gateway.test/facebook/enable',
      authorization: 'Bearer the-key',
      body: undefined,
    },
  ]);
});

test('stays off where the gateway wants a log-in first, whose address is passed on', async () => {
  const wants = { success: false, type: 'OAuthException', url: 'https://gateway.test/login' };
  const { admin } = await start(said(wants));
  expect((await call(admin, { action: 'enable' })).result).toEqual(wants);
  expect((await admin.get(`settings/${ENABLED}`)).body.value).toBe(false);
});

test('lists pages, subscribes to one and takes that back', async () => {
  const pages = [{ id: '1001', name: 'Tidewater Pottery', subscribed: false }];
  const { admin, asked } = await start(said({ success: true, pages }));
  expect((await call(admin, { action: 'list-pages' })).result).toMatchObject({ pages });
  await call(admin, { action: 'subscribe', page: '1001' });
  await call(admin, { action: 'unsubscribe', page: '1001' });
  expect(asked.map(({ request }) => request)).toEqual([
    'GET https://gateway.test/facebook/pages',
    'POST https://gateway.test/facebook/page/1001/subscribe',
    'DELETE https://gateway.test/facebook/page/1001/subscribe',
  ]);
});

test('asks nobody without an address', async () => {
  const { admin, asked } = await start(said({}), '');
  expect((await call(admin, { action: 'list-pages' })).result).toEqual({ success: true, pages: [] });
  await call(admin, { action: 'enable' });
  expect((await admin.get(`settings/${ENABLED}`)).body.value).toBe(true);
  expect(asked).toEqual([]);
});

test.each([
  [
    'the gateway refuses in words',
    said({ error: { message: 'No such key' } }, 401),
    'integration-error',
    'No such key',
  ],
  ['the gateway refuses with a code', said({ error: { error: 'gone', message: 'x' } }, 410), 'gone', 'x'],
  ['the gateway sends a page', () => new Response('<h1>'), 'integration-error', 'does not answer'],
  [
    'nobody is there',
    () => {
      throw new TypeError('fetch failed');
    },
    'integration-error',
    'does not answer',
  ],
])('when %s, that is told and nothing changes', async (_what, answer, code, words) => {
  const { admin } = await start(answer);
  const { error } = await call(admin, { action: 'enable' });
  expect(error).toMatchObject({ error: code, message: expect.stringContaining(words) });
  expect((await admin.get(`settings/${ENABLED}`)).body.value).toBe(false);
});

test.each([
  [{ action: 'destroy' }],
  [{ action: 'toString' }],
  [{ action: 'subscribe', page: '../enable' }],
  [{ action: 'subscribe', page: 7 }],
  [null],
])('%j is refused, and nobody is asked', async (options) => {
  const { admin, asked } = await start(said({}));
  expect((await call(admin, options)).error).toMatchObject({ error: '400' });
  expect(asked).toEqual([]);
});

test('is for managers', async () => {
  const { server, asked } = await start(said({}));
  const { error } = await call(await server.as('anna'), { action: 'enable' });
  expect(error).toMatchObject({ error: 'error-not-allowed' });
  expect(asked).toEqual([]);
});
