import { expect, test } from 'vitest';
import { conform } from '../../../widget/wire/conform.ts';
import { decodeAgent } from '../../../widget/wire/decode-agent.ts';
import { decodeConfig, decodeRoom } from '../../../widget/wire/decode-config.ts';
import { decodeDate } from '../../../widget/wire/decode-date.ts';
import { decodeLivechatRoomEvent } from '../../../widget/wire/decode-livechat-room-event.ts';
import { decodeMessage } from '../../../widget/wire/decode-message.ts';
import { decodeQueueInfo } from '../../../widget/wire/decode-queue-info.ts';
import { decodeServerFrame } from '../../../widget/wire/decode-server-frame.ts';
import { decodeVisitor } from '../../../widget/wire/decode-visitor.ts';

/** What a hostile or broken server may send in place of anything. */
const JUNK = [undefined, null, true, 0, 1e308, '', 'text', [], [[]], [null], {}, { _id: 7 }, { length: -1 }];

test.each([
  ['{{', 'not-json'],
  ['', 'not-json'],
  ['null', 'unknown-msg'],
  ['[]', 'unknown-msg'],
  ['"connected"', 'unknown-msg'],
  ['{}', 'unknown-msg'],
  ['{"msg":"surprise"}', 'unknown-msg'],
  ['{"msg":7}', 'unknown-msg'],
  ['{"msg":["connected"]}', 'unknown-msg'],
  ['{"msg":"__proto__"}', 'unknown-msg'],
])('the frame %s is refused: %s', (text, why) => {
  expect(decodeServerFrame(text)).toEqual({ ok: false, why });
});

test.each([
  ['{"server_id":"0"}', { msg: 'server_id' }],
  ['{"msg":"server_id","server_id":"0"}', { msg: 'server_id' }],
  ['{"msg":"connected","session":"Xz4f6kqJm2vB9tR3s"}', { msg: 'connected' }],
  ['{"msg":"ping","id":"x"}', { msg: 'ping', id: 'x' }],
  ['{"msg":"ping","id":7}', { msg: 'ping', id: '' }],
  ['{"msg":"ready","subs":["a","b"]}', { msg: 'ready', subs: ['a', 'b'] }],
  ['{"msg":"ready","subs":"a"}', { msg: 'ready', subs: [] }],
  ['{"msg":"nosub","id":"a"}', { msg: 'nosub', id: 'a', refused: false }],
  ['{"msg":"nosub","id":"a","error":{"error":"not-allowed"}}', { msg: 'nosub', id: 'a', refused: true }],
  ['{"msg":"changed"}', { msg: 'changed', collection: '', fields: { eventName: '', args: [] } }],
  [
    '{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"R","args":[{"_id":"M"},7]}}',
    { collection: 'stream-room-messages', fields: { eventName: 'R', args: [{ _id: 'M' }, 7] } },
  ],
  [
    '{"msg":"changed","collection":[],"fields":{"eventName":{},"args":{}}}',
    { collection: '', fields: { eventName: '', args: [] } },
  ],
])('the frame %s is read', (text, fields) => {
  expect(decodeServerFrame(text)).toMatchObject({ ok: true, value: fields });
});

test.each([
  ['2025-01-01T00:00:00.000Z', 1735689600000],
  [{ $date: 1735689600000 }, 1735689600000],
  ['yesterday', 0],
  [{ $date: 'x' }, 0],
  [1735689600000, 0],
  [null, 0],
])('the date %j is %d', (date, ms) => {
  expect(decodeDate(date)).toBe(ms);
});

const MESSAGE = {
  _id: 'mX4kqJm2vB9tR3sAb',
  rid: 'R',
  msg: 'hello',
  ts: { $date: 1735689600000 },
  u: { _id: 'A', username: 'jane', name: 'Jane' },
  _updatedAt: { $date: 1735689600001 },
};

test('a message of the stream and the same message of REST decode alike', () => {
  const fromRest = {
    ...MESSAGE,
    ts: '2025-01-01T00:00:00.000Z',
    _updatedAt: '2025-01-01T00:00:00.001Z',
  };
  expect(decodeMessage(MESSAGE)).toEqual(decodeMessage(fromRest));
  expect(decodeMessage(MESSAGE)).toEqual({
    id: 'mX4kqJm2vB9tR3sAb',
    rid: 'R',
    text: 'hello',
    at: 1735689600000,
    updatedAt: 1735689600001,
    type: '',
    fromVisitor: false,
    author: { username: 'jane', name: 'Jane' },
    edited: false,
    attachments: [],
    files: [],
  });
});

test.each([
  ['a message without id', { ...MESSAGE, _id: undefined }],
  ['a message of no room', { ...MESSAGE, rid: 7 }],
  ['a message without date', { ...MESSAGE, ts: 'x' }],
])('%s is none', (_what, message) => {
  expect(decodeMessage(message)).toBeUndefined();
});

test.each([
  ['of the visitor', { token: 'T' }, { fromVisitor: true }],
  ['without a name', { u: { username: 'jane' } }, { author: { username: 'jane', name: 'jane' } }],
  ['without a user', { u: null }, { author: { username: '', name: '' } }],
  ['edited', { editedAt: { $date: 1735689700000 } }, { edited: true }],
  [
    'transferred to a person',
    { transferData: { transferredTo: { username: 'bob' } } },
    { author: { username: 'bob' } },
  ],
  [
    'transferred to a department',
    { transferData: { nextDepartment: { _id: 'D', name: 'Billing' } } },
    { author: { username: '', name: 'Billing' } },
  ],
  ['with a text that is none', { msg: { html: '<b>' } }, { text: '' }],
])('a message %s', (_what, changes, expected) => {
  expect(decodeMessage({ ...MESSAGE, ...changes })).toMatchObject(expected);
});

test('a config of an older server has the defaults where it says nothing', () => {
  const decoded = decodeConfig({
    config: { enabled: true, online: true, settings: { limitTextLength: false } },
  });
  expect(decoded?.config).toMatchObject({
    enabled: true,
    online: true,
    settings: {
      displayOfflineForm: true,
      visitorsCanCloseChat: true,
      registrationForm: false,
      limitTextLength: 0,
      hiddenSystemMessages: [],
    },
    theme: { title: '' },
    messages: { offlineMessage: '' },
    departments: [],
  });
  expect(decoded?.visitor).toEqual({ guest: undefined, rid: '', agent: undefined, queueInfo: undefined });
});

test('a config that is switched off needs no more than to say so', () => {
  expect(decodeConfig({ config: { enabled: false }, success: true })?.config.enabled).toBe(false);
});

test('a config is taken with and without its envelope', () => {
  const config = { enabled: true, guest: { token: 'T', username: 'guest-1' }, room: { _id: 'R' } };
  const wanted = { guest: { token: 'T', username: 'guest-1' }, rid: 'R' };
  expect(decodeConfig({ config, success: true })?.visitor).toMatchObject(wanted);
  expect(decodeConfig(config)?.visitor).toMatchObject(wanted);
});

test.each([
  [
    { username: 'jane', status: 'away' },
    { username: 'jane', name: 'jane', status: 'away' },
  ],
  [
    { username: 'jane', name: 'Jane', status: 'lunch' },
    { username: 'jane', name: 'Jane', status: undefined },
  ],
  [{ hiddenInfo: true }, { username: '', name: '', status: undefined }],
  [null, undefined],
])('the agent %j is %j', (agent, expected) => {
  expect(decodeAgent(agent)).toEqual(expected);
});

test.each([
  [
    { type: 'agentData', data: { username: 'jane' } },
    { type: 'agentData', data: { username: 'jane' } },
  ],
  [{ type: 'agentData' }, { type: 'agentData', data: undefined }],
  [
    { type: 'agentStatus', status: 'busy' },
    { type: 'agentStatus', status: 'busy' },
  ],
  [
    { type: 'queueData', data: { spot: 2, estimatedWaitTimeSeconds: 120 } },
    { type: 'queueData', data: { spot: 2, estimatedWaitTimeSeconds: 120 } },
  ],
  [{ type: 'queueData' }, { type: 'queueData', data: undefined }],
])('the room event %j is read', (event, expected) => {
  expect(decodeLivechatRoomEvent(event)).toMatchObject(expected);
});

test.each([{ type: 'agentStatus', status: 'lunch' }, { type: 'visitorData', visitor: {} }, { type: 'x' }])(
  'the room event %j is of no use',
  (event) => {
    expect(decodeLivechatRoomEvent(event)).toBeUndefined();
  },
);

test('no decoder throws, whatever comes', () => {
  const decoders = [
    decodeAgent,
    decodeConfig,
    decodeRoom,
    decodeLivechatRoomEvent,
    decodeMessage,
    decodeQueueInfo,
    decodeVisitor,
    decodeServerFrame,
  ];
  const nested = JUNK.map((junk) => ({
    ...MESSAGE,
    type: 'agentData',
    enabled: true,
    ...Object.fromEntries(
      [
        'u',
        'transferData',
        'data',
        'settings',
        'theme',
        'messages',
        'departments',
        'room',
        'guest',
        'agent',
      ].map((key) => [key, junk]),
    ),
  }));
  for (const decode of decoders) for (const junk of [...JUNK, ...nested]) decode(junk);
  expect(decoders.length * nested.length).toBeGreaterThan(100);
});

test('what does not conform is as the template', () => {
  const template = { text: 'a', list: [{ n: 1 }], flag: true, any: [] as unknown[] };
  for (const junk of JUNK)
    expect(conform(template, junk)).toEqual({ text: 'a', list: [], flag: true, any: [] });
  expect(
    conform(template, { text: 'b', list: [{ n: 2, m: 3 }, null], flag: 'x', any: [1, 'x'], extra: 1 }),
  ).toEqual({
    text: 'b',
    list: [{ n: 2 }, { n: 1 }],
    flag: true,
    any: [1, 'x'],
  });
});

test('a config cannot reach the prototype of all objects', () => {
  const hostile = JSON.parse(
    '{"config":{"enabled":true,"__proto__":{"online":true},"settings":{"__proto__":{"x":1}}}}',
  ) as unknown;
  expect(decodeConfig(hostile)?.config.settings).not.toHaveProperty('x');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
