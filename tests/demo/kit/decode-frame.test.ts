import { expect, test } from 'vitest';
import { decodeFrame } from '../../../demo/kit/decode/decode-frame.ts';

test.each([
  ['{"msg":"connected","session":"x"}', { msg: 'connected' }],
  ['{"msg":"failed","version":"1"}', { msg: 'failed' }],
  ['{"msg":"ping"}', { msg: 'ping', id: undefined }],
  ['{"msg":"ping","id":"7"}', { msg: 'ping', id: '7' }],
  ['{"msg":"pong"}', { msg: 'pong' }],
  ['{"msg":"ready","subs":["s1","s2"]}', { msg: 'ready', subs: ['s1', 's2'] }],
  ['{"msg":"nosub","id":"s1"}', { msg: 'nosub', id: 's1', error: undefined }],
  [
    '{"msg":"nosub","id":"s1","error":{"isClientSafe":true,"error":"not-allowed","message":"[not-allowed]","errorType":"Meteor.Error"}}',
    { msg: 'nosub', id: 's1', error: { error: 'not-allowed', message: '[not-allowed]' } },
  ],
  [
    '{"msg":"result","id":"1","result":{"a":1}}',
    { msg: 'result', id: '1', result: { a: 1 }, error: undefined },
  ],
  ['{"msg":"result","id":"1"}', { msg: 'result', id: '1', result: undefined, error: undefined }],
  [
    '{"msg":"result","id":"1","error":{"error":404}}',
    {
      msg: 'result',
      id: '1',
      result: undefined,
      error: { error: 404, message: 'The server gave no reason' },
    },
  ],
  [
    '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"R","args":[{"msg":"hi"}]}}',
    { msg: 'changed', stream: 'stream-room-messages', event: 'R', args: [{ msg: 'hi' }] },
  ],
  ['{"msg":"updated","methods":["1"]}', { msg: 'ignored' }],
  ['{"server_id":"0"}', { msg: 'ignored' }],
])('reads %s', (text, frame) => {
  expect(decodeFrame(text)).toEqual(frame);
});

test.each([
  '',
  'o',
  'null',
  '[1]',
  '"ping"',
  '{"msg":"result"}',
  '{"msg":"nosub","id":1}',
  '{"msg":"changed","collection":"c","fields":{"eventName":"R"}}',
  '{"msg":"changed","collection":"c"}',
])('knows that %j is no frame', (text) => {
  expect(decodeFrame(text)).toBeUndefined();
});
