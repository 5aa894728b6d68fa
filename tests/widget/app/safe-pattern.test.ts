import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safePattern } from '../../../widget/app/safe-pattern.ts';

const ATOMS = String.raw`a b . [ab] [^a] \w \d \. / \b ^ $ \B \/ [a-c] [] [^] 1 ] } \x61 \u0062 [\]a] a{ \cA`;
const atom = fc.constantFrom(...ATOMS.split(' '), '');
const quantifier = fc.constantFrom(
  '',
  '',
  '*',
  '+',
  '?',
  '{2}',
  '{1,}',
  '{0,2}',
  '*?',
  '+?',
  '{0}',
  '{2,3}?',
);
const opening = fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?<n>');
const { expression } = fc.letrec<Record<'expression' | 'sequence' | 'term', string>>((tie) => ({
  expression: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
  sequence: fc.array(tie('term'), { maxLength: 4 }).map((all) => all.join('')),
  term: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.tuple(atom, quantifier).map((all) => all.join('')),
    fc
      .tuple(opening, tie('expression'), quantifier)
      .map(([open, inner, times]) => `${open}${inner})${times}`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom(...'ab1./c ]}{\n'), maxLength: 8 });

test('it finds what the browser finds, in thousands of expressions and texts', () => {
  let compared = 0;
  fc.assert(
    fc.property(expression, text, (source, given) => {
      let native: boolean;
      try {
        native = new RegExp(source).test(given);
      } catch {
        expect(safePattern(source)).toBeUndefined();
        return;
      }
      compared++;
      expect(safePattern(source)?.(given)).toBe(native);
    }),
    { numRuns: 5_000 },
  );
  expect(compared).toBeGreaterThan(500);
});

test.each([
  ['^https?://(www\\.)?shop\\.example/(pricing|cart)(/.*)?$', 'https://shop.example/pricing/pro', true],
  ['^https?://(www\\.)?shop\\.example/(pricing|cart)(/.*)?$', 'https://shop.example/about', false],
  ['/cart\\?.*step=\\d{2,}', 'https://shop.example/cart?a=1&step=12', true],
  ['product', 'https://shop.example/products/7', true],
])('%s in %s: %s', (source, url, found) => {
  expect(safePattern(source)?.(url)).toBe(found);
});

test.each(['(a', '(a)\\1', '(?<n>a)\\k<n>', '(?i:a)', '*', 'a{2,1}', '('.repeat(100_000)])(
  '%.20s is no pattern that it follows',
  (source) => {
    expect(safePattern(source)).toBeUndefined();
  },
);

test('patterns that would stop a browser for years come to an end', () => {
  const long = 'a'.repeat(3_000);
  for (const source of [
    '^(a+)+b',
    '^(a|a)*b',
    '(.*.*.*.*.*.*)b',
    `${'('.repeat(20)}a*${')*'.repeat(20)}b`,
    `${'a?'.repeat(500)}${'a'.repeat(500)}b`,
    '(a{1000}){1000}b',
    '(?=(?=(?=.*).*).*)b',
    '(?<=.*.*)b',
    'a{1000000000}b',
    '(){1000000000}b',
  ])
    expect(safePattern(source)?.(long), source).toBe(false);
});
