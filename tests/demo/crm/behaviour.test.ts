import { expect, test } from 'vitest';
import { afterOneRequest, decodeBehaviour } from '../../../demo/crm/behaviour.ts';

test.each([
  [{ mode: 'ok' }, { mode: 'ok' }],
  [
    { mode: 'fail', times: 2 },
    { mode: 'fail', times: 2 },
  ],
  [{ mode: 'slow', times: null }, { mode: 'slow' }],
  [
    { mode: 'drop', times: 1000 },
    { mode: 'drop', times: 1000 },
  ],
])('takes %j', (json, value) => {
  expect(decodeBehaviour(json)).toEqual({ ok: true, value });
});

test.each([
  [null, 'the body must be a JSON object'],
  [[], 'the body must be a JSON object'],
  ['fail', 'the body must be a JSON object'],
  [{}, 'mode must be one of ok, created, fail, slow, hang, drop'],
  [{ mode: 'explode' }, 'mode must be one of ok, created, fail, slow, hang, drop'],
  [{ mode: 'toString' }, 'mode must be one of ok, created, fail, slow, hang, drop'],
  [{ mode: 'fail', times: 0 }, 'times must be a whole number from 1 to 1000'],
  [{ mode: 'fail', times: 1.5 }, 'times must be a whole number from 1 to 1000'],
  [{ mode: 'fail', times: 1001 }, 'times must be a whole number from 1 to 1000'],
  [{ mode: 'fail', times: '2' }, 'times must be a whole number from 1 to 1000'],
  [{ mode: 'fail', after: 1 }, 'unknown key: after'],
])('refuses %j', (json, why) => {
  expect(decodeBehaviour(json)).toEqual({ ok: false, why });
});

test('a counted behaviour runs out and is ok again', () => {
  expect(afterOneRequest({ mode: 'fail', times: 2 })).toEqual({ mode: 'fail', times: 1 });
  expect(afterOneRequest({ mode: 'fail', times: 1 })).toEqual({ mode: 'ok' });
});

test('a behaviour without a count stays', () => {
  expect(afterOneRequest({ mode: 'hang' })).toEqual({ mode: 'hang' });
});
