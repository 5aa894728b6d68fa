import { expect, test, vi } from 'vitest';
import { createRest } from '../../../demo/kit/rest.ts';

const answering = (status: number, body: string) =>
  vi.fn<typeof fetch>(async () => new Response(body, { status }));
const restWith = (fetch: typeof globalThis.fetch) => createRest({ server: 'https://chat.example', fetch });

test('sends who asks as headers and the body as JSON', async () => {
  const fetch = answering(200, '{"success":true}');
  const rest = createRest({
    server: 'https://chat.example',
    credentials: { userId: 'u1', authToken: 't1' },
    fetch,
  });
  await rest.post('livechat/inquiries.take', { inquiryId: 'i1' });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe('https://chat.example/api/v1/livechat/inquiries.take');
  expect(init).toMatchObject({
    method: 'POST',
    headers: { 'X-User-Id': 'u1', 'X-Auth-Token': 't1', 'Content-Type': 'application/json' },
    body: '{"inquiryId":"i1"}',
  });
});

test('puts a query behind the path', async () => {
  const fetch = answering(200, '{"success":true}');
  await restWith(fetch).get('rooms.info', { roomId: 'a b' });
  expect(fetch.mock.calls[0]?.[0]).toBe('https://chat.example/api/v1/rooms.info?roomId=a+b');
});

test.each([
  [200, '{"success":true,"n":1}', { ok: true, value: { success: true, n: 1 } }],
  [200, '[1]', { ok: false, problem: { why: 'bad-answer' } }],
  [200, '<html>', { ok: false, problem: { why: 'bad-answer' } }],
  [
    400,
    '{"success":false,"error":"Inquiry already taken [error-inquiry-taken]","errorType":"error-inquiry-taken"}',
    {
      ok: false,
      problem: {
        why: 'refused',
        status: 400,
        error: 'Inquiry already taken [error-inquiry-taken]',
        code: 'error-inquiry-taken',
      },
    },
  ],
  [
    401,
    '{"status":"error","message":"You must be logged in to do this."}',
    {
      ok: false,
      problem: { why: 'refused', status: 401, error: 'You must be logged in to do this.', code: undefined },
    },
  ],
  [
    502,
    '{}',
    {
      ok: false,
      problem: { why: 'refused', status: 502, error: 'The server answered 502', code: undefined },
    },
  ],
])('takes a %i with %s as the outcome it is', async (status, body, outcome) => {
  expect(await restWith(answering(status, body)).get('me')).toEqual(outcome);
});

test('a network that fails is an outcome too', async () => {
  const fetch = vi.fn(async () => Promise.reject(new TypeError('fetch failed')));
  expect(await restWith(fetch).get('me')).toEqual({ ok: false, problem: { why: 'unreachable' } });
});

test('tells when the server does not know the session any more', async () => {
  const onUnauthorized = vi.fn();
  const rest = createRest({ server: 'https://chat.example', fetch: answering(401, '{}'), onUnauthorized });
  await rest.get('me');
  expect(onUnauthorized).toHaveBeenCalledOnce();
});
