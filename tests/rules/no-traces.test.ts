import { expect, test } from 'vitest';
import { read, trackedFiles } from './support/repository.ts';

/** What must not be committed, and why. Put together from pieces, so that this file does not hold what it looks for. */
const TRACES: [string, RegExp][] = [
  // npm then asks that host whatever the reader's own registry is, and `npm ci` fails where it cannot be reached.
  ['an address in the lock file', new RegExp(`"resol${''}ved"\\s*:`)],
  [
    'a package registry',
    new RegExp(
      `\\b(registry\\.(npmjs|yarnpkg|npmmirror)|npm\\.pkg\\.github|artifact${''}ory|verdac${''}cio)\\b`,
      'i',
    ),
  ],
  ['a registry setting', /^\s*(@[\w-]+:)?registry\s*=/m],
  [
    'a path of one machine',
    new RegExp(`(?<![\\w.])(/home/\\w|/Users/\\w|/ro${''}ot/|/wo${''}rk/|[A-Z]:\\\\Users\\\\)`),
  ],
  ['a merge that was not finished', /^(<{7}|>{7}) /m],
];
const BINARY = /\.(png|jpe?g|gif|webp|ico|woff2?|mp3|db)$/;

const tracesIn = (text: string): string[] =>
  TRACES.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);

test('no file holds a registry address or a path of one machine', () => {
  const files = trackedFiles().filter((file) => !BINARY.test(file));
  expect(files).toContain('package-lock.json');
  const found = files.map((file) => `${file}: ${tracesIn(read(file)).join(', ')}`);
  expect(found.filter((line) => !line.endsWith(': '))).toEqual([]);
});

test('the guard knows a trace when it sees one', () => {
  const [host, home] = [['registry', 'npmjs'].join('.'), '/home/'];
  expect(tracesIn(`"${'resolved'}": "https://${host}.org/a.tgz"`)).toHaveLength(2);
  expect(tracesIn(`registry${'='}https://npm.example.com`)).toHaveLength(1);
  expect(tracesIn(`see ${home}anna/file.ts`)).toHaveLength(1);
  expect(tracesIn('https://example.com/home/anna, GET /rooms/')).toEqual([]);
});
