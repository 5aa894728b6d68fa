import { expect, test } from 'vitest';
import { parseCommand } from '../../../../mock-server/hosts/cli/parse-command.ts';
import { UsageError } from '../../../../mock-server/hosts/cli/usage-error.ts';

const parse = (line: string) => parseCommand(line.split(' '), {});

test('takes two files and the flags in any place', () => {
  const files = { input: 'a', output: 'b', force: false, withSecrets: false };
  expect(parse('db export a b')).toEqual({ kind: 'db-export', ...files });
  expect(parse('db import a b')).toEqual({ kind: 'db-import', ...files });
  expect(parse('db --force export a --with-secrets b')).toEqual({
    kind: 'db-export',
    ...files,
    force: true,
    withSecrets: true,
  });
});

test.each(['db', 'db --help', 'db help', 'db export --help'])('%j explains it', (line) => {
  expect(parse(line)).toEqual({ kind: 'db-help' });
});

test.each([
  ['db exprot a b', 'porthole db takes export or import, and got exprot'],
  ['db --force', 'porthole db takes export or import, and got neither'],
  ['db export a', 'two files are needed: porthole db export FILE.db OUT.json'],
  ['db import a b c', 'porthole db import IN.json FILE.db takes two files, and got c too'],
  ['db export a b --forse', 'there is no flag --forse; did you mean --force?'],
  ['db export a b --force=1', '--force takes no value, and got 1'],
  ['db import a b --with-secrets', '--with-secrets is for export'],
])('refuses %j', (line, message) => {
  expect(() => parse(line)).toThrow(UsageError);
  expect(() => parse(line)).toThrow(message);
});
