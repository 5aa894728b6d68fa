import { expect, test } from 'vitest';
import { toEmailAddress } from '../../../../mock-server/core/rules/email-address.ts';

test.each([
  ['ann@example.com', 'ann@example.com'],
  ['  Ann@Example.COM ', 'ann@example.com'],
  ['ann+tag@localhost', 'ann+tag@localhost'],
  ['', undefined],
  ['ann', undefined],
  ['ann@', undefined],
  ['@example.com', undefined],
  ['a@b@c', undefined],
  ['ann smith@example.com', undefined],
  ['<ann@example.com>', undefined],
  [`${'x'.repeat(250)}@b.c`, `${'x'.repeat(250)}@b.c`],
  [`${'x'.repeat(251)}@b.c`, undefined],
])('%j is kept as %j', (text, address) => {
  expect(toEmailAddress(text)).toBe(address);
});
