import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeClientFrame, MAX_FRAME_BYTES } from '../../../mock-server/core/ddp/decode-client-frame.ts';

test.each([
  [
    '{"msg":"connect","version":"1","support":["1","pre2","pre1"]}',
    { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] },
  ],
  [
    '{"msg":"connect","session":"s","version":"1","support":["1"]}',
    { msg: 'connect', version: '1', support: ['1'], session: 's' },
  ],
  ['{"msg":"ping"}', { msg: 'ping' }],
  ['{"msg":"ping","id":"x"}', { msg: 'ping', id: 'x' }],
  ['{"msg":"pong"}', { msg: 'pong' }],
  [
    '{"msg":"sub","id":"1","name":"n","params":["R",false]}',
    { msg: 'sub', id: '1', name: 'n', params: ['R', false] },
  ],
  ['{"msg":"sub","id":"1","name":"n"}', { msg: 'sub', id: '1', name: 'n', params: [] }],
  ['{"msg":"unsub","id":"1"}', { msg: 'unsub', id: '1' }],
  [
    '{"msg":"method","id":"1","method":"m","params":[],"randomSeed":"r"}',
    { msg: 'method', id: '1', method: 'm', params: [] },
  ],
])('understands %s', (text, value) => {
  expect(decodeClientFrame(text)).toEqual({ ok: true, value });
});

test.each([
  ['', 'not-json'],
  ['{', 'not-json'],
  ['undefined', 'not-json'],
  ['null', 'not-an-object'],
  ['1', 'not-an-object'],
  ['"ping"', 'not-an-object'],
  ['[]', 'not-an-object'],
  ['[{"msg":"ping"}]', 'not-an-object'],
  ['{}', 'unknown-msg'],
  ['{"msg":"hello"}', 'unknown-msg'],
  ['{"msg":["ping"]}', 'unknown-msg'],
  ['{"msg":"connected","session":"s"}', 'unknown-msg'],
  ['{"msg":"connect"}', 'bad-field'],
  ['{"msg":"connect","version":1,"support":["1"]}', 'bad-field'],
  ['{"msg":"connect","version":"1","support":"1"}', 'bad-field'],
  ['{"msg":"connect","version":"1","support":[1]}', 'bad-field'],
  ['{"msg":"connect","version":"1","support":["1"],"session":1}', 'bad-field'],
  ['{"msg":"ping","id":1}', 'bad-field'],
  ['{"msg":"pong","id":{}}', 'bad-field'],
  ['{"msg":"sub","name":"n","params":[]}', 'bad-field'],
  ['{"msg":"sub","id":1,"name":"n","params":[]}', 'bad-field'],
  ['{"msg":"sub","id":"1","params":[]}', 'bad-field'],
  ['{"msg":"sub","id":"1","name":"n","params":{}}', 'bad-field'],
  ['{"msg":"unsub"}', 'bad-field'],
  ['{"msg":"method","id":"1","params":[]}', 'bad-field'],
  ['{"msg":"method","id":"1","method":"m","params":"x"}', 'bad-field'],
  [`{"msg":"unsub","id":"${'x'.repeat(257)}"}`, 'bad-field'],
  [`{"msg":"method","id":"1","method":"m","params":${'['.repeat(20)}${']'.repeat(20)}}`, 'too-deep'],
  [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'not-an-object'],
  [`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'too-deep'],
  [`{"msg":"ping","x":"${'x'.repeat(MAX_FRAME_BYTES)}"}`, 'too-large'],
])('refuses %.60s as %s', (text, why) => {
  expect(decodeClientFrame(text)).toEqual({ ok: false, why });
});

test('measures a frame in bytes, not in characters', () => {
  const third = 'é'.repeat(MAX_FRAME_BYTES / 2);
  expect(decodeClientFrame(`{"msg":"ping","x":"${third}"}`)).toEqual({ ok: false, why: 'too-large' });
  expect(decodeClientFrame(`{"msg":"ping","x":"${'e'.repeat(MAX_FRAME_BYTES / 2)}"}`)).toMatchObject({
    ok: true,
  });
});

test('answers any text and any JSON without throwing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => typeof decodeClientFrame(text).ok === 'boolean'),
  );
});
