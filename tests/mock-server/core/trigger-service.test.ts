import { expect, test } from 'vitest';
import { type Json, startCore } from './start-core.ts';

const SERVICE = {
  serviceUrl: 'http://service.test/say',
  serviceTimeout: 300,
  serviceFallbackMessage: 'Later',
};

/** A server with one trigger, whose service answers with `answer`; what it was asked is in `asked`. */
async function withTrigger(
  answer: (signal: AbortSignal) => Promise<Response> | Response,
  params: object = SERVICE,
) {
  const asked: [url: string, init: RequestInit][] = [];
  const server = await startCore({
    fetch: async (url, init = {}) => {
      asked.push([String(url), init]);
      if (!init.signal) throw new Error('nothing would end it');
      return answer(init.signal);
    },
  });
  await server.set({ Livechat_secret_token: 's3cret' });
  const admin = await server.as('admin');
  await admin.post('livechat/triggers', {
    name: 'Bot',
    description: '',
    enabled: true,
    runOnce: false,
    conditions: [{ name: 'time-on-site', value: '1' }],
    actions: [{ name: 'use-external-service', params }],
  });
  const [trigger] = [...server.store.all('triggers')];
  const call = (body: object = { token: 'T' }, id = trigger?._id ?? '') =>
    server.post(`livechat/triggers/${id}/external-service/call`, body);
  return { server, asked, call, id: trigger?._id };
}
const says = (body: unknown, status = 200) => withTrigger(() => Response.json(body, { status }));

test('the service is asked with the secret and what the page said, and its contents come back', async () => {
  const contents = [
    { msg: 'second', order: 1 },
    { msg: 'first', order: 0 },
  ];
  const { call, asked, id, server } = await says({ contents });
  const extraData = [{ key: 'plan', value: 'pro' }];
  expect(await call({ token: 'T', extraData })).toEqual({
    status: 200,
    body: { _id: id, response: { statusCode: 200, contents }, success: true },
  });
  const [[url, init] = ['', {}]] = asked;
  expect(url).toBe('http://service.test/say');
  expect(JSON.parse(String(init.body))).toEqual({ metadata: extraData, visitorToken: 'T' });
  expect(init).toMatchObject({ method: 'POST', redirect: 'error' });
  expect(new Headers(init.headers).get('X-RocketChat-Livechat-Token')).toBe('s3cret');
  const { config } = (await server.get('livechat/config')).body as { config: { triggers: Json[] } };
  expect(config.triggers.map(({ _id }) => _id)).toEqual([id]);
});

test.each<[string, unknown, number]>([
  ['another status', { contents: [] }, 201],
  ['no contents', { text: 'Hi' }, 200],
  ['contents that are none', { contents: [{ msg: 7, order: 0 }] }, 200],
  ['no object', null, 200],
])('%s is no answer, and the words for that come back', async (_what, body, status) => {
  const { call, server } = await says(body, status);
  expect(await call()).toMatchObject({ status: 400, body: { success: false, fallbackMessage: 'Later' } });
  expect(server.failures).toHaveLength(1);
});

test('a service that is silent is given up after its time', async () => {
  const { call, server, asked } = await withTrigger(
    (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  );
  const answer = call();
  await expect.poll(() => asked.length).toBe(1);
  await server.advance(300);
  expect((await answer).body.fallbackMessage).toBe('Later');
});

test('what cannot be asked says why, and nobody is asked', async () => {
  const { call, asked, server, id } = await says({ contents: [] });
  expect((await call({ token: 'T' }, 'none')).body.error).toBe('Invalid trigger');
  expect((await call({})).body.errorType).toBe('invalid-params');
  await server.set({ Livechat_secret_token: '' });
  expect((await call()).body.error).toBe('Livechat secret token is not configured');
  expect(asked).toEqual([]);
  const elsewhere = await withTrigger(() => Response.json({}), {
    ...SERVICE,
    serviceUrl: 'file:///etc/passwd',
  });
  expect((await elsewhere.call()).body.error).toBe('Invalid service URL');
  const admin = await server.as('admin');
  const { trigger } = (await admin.get(`livechat/triggers/${id}`)).body as { trigger: Json };
  const { _updatedAt, ...same } = trigger;
  await admin.post('livechat/triggers', {
    ...same,
    actions: [{ name: 'send-message', params: { sender: 'custom', msg: 'x' } }],
  });
  expect((await call()).body.error).toBe('Trigger is not configured to use an external service');
});
