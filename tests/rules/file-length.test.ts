import { expect, test } from 'vitest';
import { read, sourcesBelow } from './support/repository.ts';

/** Lines a file may have without a word about it. */
const MOST_LINES = 250;
const FOLDERS = ['widget', 'mock-server', 'demo', 'tests'];

test.each(FOLDERS)('a file of %s with more than 250 lines gives its reason in the first line', (folder) => {
  const files = sourcesBelow(folder);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => isTooLong(read(file)))).toEqual([]);
});

/** A reason is a comment of at least a few words; `/**` alone is none. */
function isTooLong(text: string): boolean {
  const lines = text.trimEnd().split('\n');
  return lines.length > MOST_LINES && !/^\/[/*].*\b(long|lines|length)\b/i.test(lines[0] ?? '');
}

test('a long file without a reason is found', () => {
  const body = 'let x;\n'.repeat(250);
  expect(isTooLong(`import 'a';\n${body}`)).toBe(true);
  expect(isTooLong(`/** Rooms. */\n${body}`)).toBe(true);
  expect(isTooLong(`// Long, because the table is easier to read in one piece.\n${body}`)).toBe(false);
  expect(isTooLong(body)).toBe(false);
});
