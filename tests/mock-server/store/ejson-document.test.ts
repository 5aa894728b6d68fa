import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDocument, encodeDocument } from '../../../mock-server/store/ejson-document.ts';

const AT = 1_736_931_600_000;

test.each([
  ['a date', { _id: 'a', ts: new Date(AT) }, '{"_id":"a","ts":{"$date":1736931600000}}'],
  ['dates in lists', { _id: 'a', l: [new Date(0)] }, '{"_id":"a","l":[{"$date":0}]}'],
  [
    'what a visitor typed to look like a date',
    { _id: 'a', livechatData: { $date: '5' } },
    '{"_id":"a","livechatData":{"$escape":{"$date":"5"}}}',
  ],
  [
    'what a visitor typed to look like an escape',
    { _id: 'a', livechatData: { $escape: { $date: 5 } } },
    '{"_id":"a","livechatData":{"$escape":{"$escape":{"$escape":{"$date":5}}}}}',
  ],
  ['marks beside other keys', { _id: 'a', x: { $date: 5, b: 1 } }, '{"_id":"a","x":{"$date":5,"b":1}}'],
])('%s comes back as it was', (_name, doc, text) => {
  expect(encodeDocument(doc)).toBe(text);
  expect(decodeDocument(text)).toEqual(doc);
});

test('an invalid date stays one', () => {
  const decoded = decodeDocument(encodeDocument({ _id: 'a', ts: new Date(Number.NaN) })) as unknown;
  expect(decoded).toEqual({ _id: 'a', ts: new Date(Number.NaN) });
});

test('a key named __proto__ is a key like any other', () => {
  const text = '{"_id":"a","livechatData":{"__proto__":"x"}}';
  const decoded = decodeDocument(text) as { _id: string; livechatData?: object };
  expect(Object.keys(decoded.livechatData ?? {})).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(decoded.livechatData)).toBe(Object.prototype);
  expect(encodeDocument(decoded)).toBe(text);
});

test.each(['', 'nonsense', '{"_id":"a"', 'null', '5', '[]', '{}', '{"_id":5}', '{"_id":{"$date":5}}'])(
  'refuses %s',
  (text) => {
    expect(() => decodeDocument(text)).toThrow();
  },
);

test('any document of texts, numbers, dates, lists and objects comes back as it was', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom('$date', '$escape', '__proto__', 'a'), fc.string()),
        tie('value'),
        {
          maxKeys: 3,
        },
      ),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const doc = { _id: 'a', one };
      expect(decodeDocument(encodeDocument(doc))).toEqual(doc);
    }),
    { numRuns: 500 },
  );
});
