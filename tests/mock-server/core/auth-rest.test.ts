import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../mock-server/core/auth/sha256-hex.ts';
import { ANNA, START, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
beforeEach(async () => {
  server = await startCore();
});

const LOGIN_ANSWER = {
  status: 'success',
  data: {
    userId: ANNA,
    authToken: expect.stringMatching(/^\w{43}$/),
    me: {
      _id: ANNA,
      username: 'anna',
      name: 'Anna Keller',
      emails: [{ address: 'anna@example.com', verified: true }],
      email: 'anna@example.com',
      roles: ['livechat-agent'],
      status: 'online',
      statusConnection: 'online',
      statusLivechat: 'not-available',
      active: true,
      createdAt: new Date(START).toISOString(),
      avatarUrl: 'http://chat.test/avatar/anna',
      isOAuthUser: false,
      settings: { profile: {}, preferences: {}, calendar: {} },
    },
  },
  success: true,
};

describe('POST login', () => {
  test.each([
    { user: 'anna', password: 'anna' },
    { user: { username: 'anna' }, password: 'anna' },
    { user: { email: 'anna@example.com' }, password: 'anna' },
    { username: 'anna', password: 'anna' },
    { email: 'anna@example.com', password: 'anna', code: '123' },
  ])('answers %j with user, token and me', async (body) => {
    expect(await server.post('login', body)).toEqual({ status: 200, body: LOGIN_ANSWER });
  });

  test('takes the digest of the password, and a form', async () => {
    const password = { digest: await sha256Hex('anna'), algorithm: 'sha-256' };
    expect((await server.post('login', { user: 'anna', password })).body).toEqual(LOGIN_ANSWER);
    const request = new Request('http://chat.test/api/v1/login', {
      method: 'POST',
      body: new URLSearchParams({ user: 'anna', password: 'anna' }),
    });
    expect(await (await server.core.handle(request)).json()).toEqual(LOGIN_ANSWER);
  });

  test('goes on with a token', async () => {
    const first = await server.post('login', { user: 'anna', password: 'anna' });
    const { authToken } = first.body.data as { authToken: string };
    expect(await server.post('login', { resume: authToken })).toEqual(first);
  });

  test.each([
    { user: 'anna', password: 'wrong' },
    { user: 'nobody', password: 'anna' },
    { resume: 'unknown' },
    { password: 'anna' },
  ])('refuses %j', async (body) => {
    expect(await server.post('login', body)).toEqual({
      status: 401,
      body: { success: false, error: 'unauthorized' },
    });
  });

  test.each([
    ['{"user":', 'error-invalid-body'],
    ['[1]', 'invalid-params'],
    ['"text"', 'invalid-params'],
    ['null', 'invalid-params'],
    ['{}', 'invalid-params'],
    ['{"user":"anna"}', 'invalid-params'],
    ['{"user":"anna","password":"anna","admin":true}', 'invalid-params'],
    ['{"user":["anna"],"password":"anna"}', 'invalid-params'],
    ['{"user":"anna","password":{"digest":"x","algorithm":"md5"}}', 'invalid-params'],
    ['{"user":"anna","password":{"digest":"x"}}', 'invalid-params'],
    ['{"user":"anna","password":{"$ne":null}}', 'invalid-params'],
    ['{"user":{"$gt":""},"password":"anna"}', 'invalid-params'],
  ])('answers 400 to %s', async (body, errorType) => {
    expect(await server.post('login', body)).toMatchObject({
      status: 400,
      body: { success: false, errorType },
    });
    expect(server.failures).toEqual([]);
  });

  test('answers 429 and the seconds to wait after five wrong passwords', async () => {
    for (let n = 0; n < 5; n++) await server.post('login', { user: 'anna', password: `wrong${n}` });
    expect(await server.post('login', { user: 'anna', password: 'anna' })).toEqual({
      status: 429,
      body: {
        success: false,
        error:
          'Error, too many requests. Please slow down. You must wait 60 seconds before trying this endpoint again. [error-too-many-requests]',
        errorType: 'error-too-many-requests',
        details: { timeToReset: 60_000, seconds: 60 },
      },
    });
    const request = new Request('http://chat.test/api/v1/login', {
      method: 'POST',
      body: '{"user":"anna","password":"anna"}',
    });
    const { headers } = await server.core.handle(request, { ip: '10.0.0.1' });
    expect(headers.get('retry-after')).toBe('60');
    server.pass(60_000);
    expect((await server.post('login', { user: 'anna', password: 'anna' })).status).toBe(200);
  });
});

describe('me and logout', () => {
  test('me is the user without the password hash', async () => {
    const anna = await server.as('anna');
    const { status, body } = await anna.get('me');
    expect(status).toBe(200);
    expect(body).toEqual({ ...LOGIN_ANSWER.data.me, success: true });
  });

  test('a logout ends the token, and the agent takes no more chats', async () => {
    const anna = await server.as('anna');
    await anna.post('livechat/agent.status', { status: 'available' });
    expect(await anna.post('logout')).toEqual({
      status: 200,
      body: { status: 'success', data: { message: "You've been logged out!" } },
    });
    expect(server.store.get('users', ANNA)).toMatchObject({
      status: 'offline',
      statusLivechat: 'not-available',
    });
    expect((await anna.get('me')).status).toBe(401);
  });

  test('a login lasts 90 days', async () => {
    const anna = await server.as('anna');
    server.pass(90 * 24 * 60 * 60 * 1000 - 1);
    expect((await anna.get('me')).status).toBe(200);
    server.pass(1);
    expect((await anna.get('me')).status).toBe(401);
  });

  test("another user's id with a token is not logged in", async () => {
    const { body } = await server.post('login', { user: 'anna', password: 'anna' });
    const { authToken } = body.data as { authToken: string };
    const request = new Request('http://chat.test/api/v1/me', {
      headers: { 'X-User-Id': 'adminSeedAccount2', 'X-Auth-Token': authToken },
    });
    expect((await server.core.handle(request)).status).toBe(401);
  });
});
