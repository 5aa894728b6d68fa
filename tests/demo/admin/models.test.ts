import { expect, test } from 'vitest';
import { behaviourWords, decodeCrmBehaviour } from '../../../demo/admin/model/behaviour-words.ts';
import { countdown } from '../../../demo/admin/model/countdown.ts';
import { decodeCrmEntry, typeOfBody } from '../../../demo/admin/model/crm-entry.ts';
import { decodeDelivery } from '../../../demo/admin/model/delivery.ts';
import { verdictOf } from '../../../demo/admin/model/verdict-of.ts';

const DELIVERY = {
  id: 'd1',
  _id: 'd1',
  event: 'LivechatSession',
  body: '{"type":"LivechatSession"}',
  state: 'pending',
  cause: 'event',
  createdAt: '1970-01-01T00:00:01.000Z',
  nextAttemptAt: '1970-01-01T00:00:11.000Z',
  maxAttempts: 11,
  attempts: [
    {
      number: 1,
      url: 'http://crm',
      startedAt: '1970-01-01T00:00:01.000Z',
      latencyMs: 12,
      status: 500,
      responseStart: 'no',
    },
    {
      number: 2,
      url: 'http://crm',
      startedAt: '1970-01-01T00:00:01.000Z',
      latencyMs: 5000,
      error: { code: 'timeout', message: 'no answer within 5000 ms' },
    },
  ],
};

test('reads a delivery with its attempts', () => {
  expect(decodeDelivery(DELIVERY)).toEqual({
    id: 'd1',
    target: 'webhook',
    event: 'LivechatSession',
    state: 'pending',
    cause: 'event',
    body: '{"type":"LivechatSession"}',
    isEmptied: false,
    createdAt: 1000,
    nextAttemptAt: 11_000,
    maxAttempts: 11,
    attempts: [
      { number: 1, at: 1000, latencyMs: 12, status: 500, words: 'no' },
      { number: 2, at: 1000, latencyMs: 5000, status: undefined, words: 'no answer within 5000 ms' },
    ],
  });
});

test.each([null, 'x', {}, { ...DELIVERY, state: 'odd' }, { ...DELIVERY, body: 1 }])(
  'leaves out what is no delivery: %j',
  (value) => {
    expect(decodeDelivery(value)).toBeUndefined();
  },
);

test.each([
  [undefined, undefined],
  [10_000, 'next attempt in 9 s'],
  [1900, 'next attempt in 1 s'],
  [1000, 'sending now'],
  [500, 'sending now'],
])('counts down to %s', (at, words) => {
  expect(countdown(at, 1000)).toBe(words);
});

test.each([
  [{ mode: 'ok', times: undefined }, 'The CRM answers 200.'],
  [{ mode: 'fail', times: undefined }, 'The CRM answers 500.'],
  [{ mode: 'fail', times: 2 }, 'The CRM answers 500, 2 more times; then it answers 200.'],
  [{ mode: 'hang', times: 1 }, 'The CRM never answers, once more; then it answers 200.'],
] as const)('says %j in words', (behaviour, words) => {
  expect(behaviourWords(behaviour)).toBe(words);
});

test('knows a behaviour from something else', () => {
  expect(decodeCrmBehaviour({ mode: 'slow', times: 3 })).toEqual({ mode: 'slow', times: 3 });
  expect(decodeCrmBehaviour({ mode: 'constructor' })).toBeUndefined();
  expect(decodeCrmBehaviour(undefined)).toBeUndefined();
});

test('reads what the CRM got', () => {
  const entry = {
    number: 3,
    at: '1970-01-01T00:00:01.000Z',
    headers: [['Host', 'crm'], ['odd']],
    body: '{}',
    verdict: 'accepted',
    status: 200,
  };
  expect(decodeCrmEntry(entry)).toEqual({ ...entry, at: 1000, headers: [['Host', 'crm']] });
  expect(decodeCrmEntry({ number: 'x' })).toBeUndefined();
});

test.each([
  ['{"type":"LivechatSession"}', 'LivechatSession'],
  ['{}', 'JSON without a type'],
  ['a=1', 'Not JSON'],
])('names the payload %s', (body, name) => {
  expect(typeOfBody(body)).toBe(name);
});

test.each([
  ['accepted', 200, 'good', 'Accepted, 200'],
  ['wrong-token', 401, 'bad', 'Wrong token, 401'],
  ['told-500', 500, 'warn', 'Answered 500'],
  ['told-slow', undefined, 'warn', 'Answering slowly'],
  ['told-slow', 200, 'warn', 'Answered late'],
  ['told-drop', undefined, 'warn', 'Dropped'],
])('shows %s (%s) as %s: %s', (verdict, status, kind, words) => {
  expect(verdictOf({ number: 1, at: 1, headers: [], body: '', verdict, status })).toEqual({ kind, words });
});
