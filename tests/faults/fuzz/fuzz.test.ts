import { expect, test } from 'vitest';
import { faultOfAnswer } from './support/fault-of-answer.ts';
import { faultOfReply } from './support/fault-of-reply.ts';
import { runFuzz } from './support/run-fuzz.ts';

test('thousands of broken and hostile inputs: every answer in its form', { timeout: 60_000 }, async () => {
  const { routes, rest, frames } = await runFuzz({
    seed: Date.now() % 1_000_000,
    rest: 2_000,
    frames: 1_500,
  });
  expect(rest.faults).toEqual([]);
  expect(frames.faults).toEqual([]);
  // They reached what lies behind the checks of types and logins.
  expect(routes).toBeGreaterThan(60);
  expect(rest.ends.get('200')).toBeGreaterThan(100);
  expect(frames.ends.get('ready')).toBeGreaterThan(10);
});

test('what would be malformed is seen', () => {
  const input = { method: 'GET', path: '/api/v1/me', headers: {}, body: undefined };
  const fault = (status: number, body: string, type = 'application/json'): string | undefined =>
    faultOfAnswer(input, new Response(body, { status, headers: { 'Content-Type': type } }), body);
  expect(fault(200, '{"success":true}')).toBeUndefined();
  expect(fault(500, '{"success":false}')).toBe('status 500');
  expect(fault(200, '{"success":true}', 'text/html')).toBe('type text/html');
  expect(fault(200, '{"success":false}')).toBe('success false with status 200');
  expect(fault(400, '{"error":"x"}')).toMatch('no envelope');
  expect(fault(400, '<h1>Error</h1>')).toMatch('not JSON');
  expect(fault(400, '{"success":false,"error":"x\n    at run (a.ts:1:2)"}')).toMatch('insides');

  const call = '{"msg":"method","id":"1","method":"x"}';
  const result = '{"msg":"result","id":"1"}';
  const updated = '{"msg":"updated","methods":["1"]}';
  expect(faultOfReply(call, [result, updated], false)).toBeUndefined();
  expect(faultOfReply(call, [result], false)).toBe('no updated');
  expect(faultOfReply(call, [result, result, updated], false)).toBe('no result');
  expect(faultOfReply(call, [], true)).toBe('hung up on a legal frame');
  expect(faultOfReply('{', [], true)).toBeUndefined();
  expect(faultOfReply('{', [], false)).toMatch('no error');
  expect(faultOfReply('{', ['{"msg":"oops"}'], false)).toMatch('illegal frame');
});
