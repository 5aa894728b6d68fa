import { beforeEach, describe, expect, test } from 'vitest';
import { OWN_LIMITS } from '../../../mock-server/core/http/rate-limit.ts';
import { START, startCore, type TestCore } from './start-core.ts';
import { type Asked, ask } from './visitor-ask.ts';

let server: TestCore;
beforeEach(async () => {
  server = await startCore({ rateLimit: true });
});

async function times(count: number, line: string, headers: Record<string, string> = {}): Promise<Asked[]> {
  const answers: Asked[] = [];
  for (let time = 0; time < count; time++) answers.push(await ask(server.core, line, undefined, headers));
  return answers;
}
const limits = ({ headers }: Asked) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
const statuses = (answers: Asked[]) => answers.map(({ status }) => status);

test('ten calls a minute of one route, counted down in the headers', async () => {
  const reset = String(START + 60_000);
  const answers = await times(10, 'GET config');
  expect(answers.map(limits)).toEqual(
    Array.from({ length: 10 }, (_, index) => ['10', String(9 - index), reset]),
  );
  expect(statuses(answers)).toEqual(Array(10).fill(200));
});

test('the eleventh is refused, in the words of a real server, until the minute is over', async () => {
  await times(10, 'GET config');
  server.pass(22_500);
  const refused = await ask(server.core, 'GET config');
  expect(refused.status).toBe(429);
  expect(refused.json).toEqual({
    success: false,
    error:
      'Error, too many requests. Please slow down. You must wait 38 seconds before trying this endpoint again. [error-too-many-requests]',
    errorType: 'error-too-many-requests',
    details: { timeToReset: 37_500, seconds: 38 },
  });
  expect(limits(refused)).toEqual(['10', '0', String(START + 60_000)]);
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  expect(refused.headers.has('retry-after')).toBe(false);
  server.pass(37_499);
  expect((await ask(server.core, 'GET config')).status).toBe(429);
  server.pass(1);
  expect((await ask(server.core, 'GET config')).status).toBe(200);
});

test('refusals count too; routes are counted by pattern and method, each on its own', async () => {
  expect(statuses(await times(11, 'GET message/a?token=x&rid=y')).at(-1)).toBe(429);
  expect((await ask(server.core, 'GET message/another?token=x&rid=y')).status).toBe(429);
  expect((await ask(server.core, 'PUT message/a', {})).status).toBe(400);
  expect((await ask(server.core, 'GET config')).status).toBe(200);
});

test('addresses are counted each on their own', async () => {
  await times(10, 'GET config');
  const request = () => new Request('http://chat.test/api/v1/livechat/config');
  expect((await server.core.handle(request(), { ip: '203.0.113.7' })).status).toBe(429);
  expect((await server.core.handle(request(), { ip: '203.0.113.8' })).status).toBe(200);
});

describe('limits of their own', () => {
  test.each(Object.entries(OWN_LIMITS))('%s', async (route, { calls, withinMs }) => {
    const line = route.replace(':token', 'nobody');
    const answers = await times(calls + 1, line);
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(1);
    expect(answers.at(-1)?.status).toBe(429);
    expect(limits(answers[0] ?? (await ask(server.core, line)))[0]).toBe(String(calls));
    server.pass(withinMs);
    expect((await ask(server.core, line)).status).not.toBe(429);
  });
});

test('the settings decide how many in which time, and whether at all', async () => {
  await server.set({
    API_Enable_Rate_Limiter_Limit_Calls_Default: 2,
    API_Enable_Rate_Limiter_Limit_Time_Default: 1_000,
  });
  expect(statuses(await times(3, 'GET config'))).toEqual([200, 200, 429]);
  server.pass(1_000);
  expect((await ask(server.core, 'GET config')).status).toBe(200);
  await server.set({ API_Enable_Rate_Limiter: false });
  expect(statuses(await times(30, 'GET config'))).toEqual(Array(30).fill(200));
});

test('the admin is not counted, an agent is, and whoever the permission is given to is not', async () => {
  const login = async (user: string) => {
    const { body } = await server.post('login', { user, password: user });
    const { userId, authToken } = body.data as { userId: string; authToken: string };
    return { 'X-User-Id': userId, 'X-Auth-Token': authToken };
  };
  const [admin, anna] = [await login('admin'), await login('anna')];
  const last = async (headers: Record<string, string>) =>
    (await times(12, 'GET /api/v1/me', headers)).at(-1)?.status;
  expect([await last(admin), await last(anna)]).toEqual([200, 429]);
  server.pass(60_000);
  await (await server.as('admin')).post('permissions.update', {
    permissions: [{ _id: 'api-bypass-rate-limit', roles: ['livechat-agent'] }],
  });
  expect([await last(anna), await last(admin)]).toEqual([200, 429]);
});

test('what is no call of the API, and a server without the flag, count nothing', async () => {
  const pictures = await times(12, 'GET /avatar/anna');
  expect([statuses(pictures).at(-1), limits(pictures[0] as Asked)[0]]).toEqual([200, null]);
  expect((await times(12, 'GET nowhere')).at(-1)?.status).toBe(404);
  server = await startCore();
  const free = await times(12, 'GET config');
  expect([free.at(-1)?.status, limits(free[0] as Asked)[0]]).toEqual([200, null]);
});
