import fc from 'fast-check';

/** Texts that have broken servers before. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\ufeff',
  '../../etc/passwd',
  '%00%ff%2e',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '{"$gt":""}',
  '{"$regex":"^(a+)+$"}',
  '{"ts":-1}',
  "' OR 1=1 --",
  '<img src=x onerror=alert(1)>',
  '1e309',
  '-1',
  '-0',
  'NaN',
  '9007199254740993',
  'null',
  'true',
  '[]',
  '2025-13-45T99:99:99Z',
  '2025-01-01T00:00:00.000Z',
  'a'.repeat(6_000),
  '😀'.repeat(2_000),
  '['.repeat(5_000),
  'xn--',
  'javascript:alert(1)',
  'http://[::1',
] as const;

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const hostileNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, -1, 1e21, 2 ** 53, -(2 ** 31), 0.1),
);

const SPECIAL: readonly unknown[] = [
  { $date: 1 },
  { $date: 'x' },
  { $date: { $date: 1e300 } },
  { $escape: { $date: 0 } },
  { $binary: '?' },
  { $gt: '' },
  { $where: 'sleep(1)' },
  { length: 1e9 },
  { toString: null, valueOf: 1 },
  [[[[[[[[[[]]]]]]]]]],
  Array(200).fill(null),
];

/** Anything that JSON can carry. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}) },
  { weight: 1, arbitrary: fc.constantFrom(...SPECIAL) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
