import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { WHAT_TO_DO } from '../../demo/what-to-do.ts';
import { FLAGS } from '../../mock-server/hosts/cli/flags.ts';
import { SAMPLE_SESSION } from '../../mock-server/outbox/dialects/sample-session.ts';
import { ROOT, read, trackedFiles } from './support/repository.ts';

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
);

test("the README's numbered lines are those of the demo", () => {
  const numbered = [...read('README.md').matchAll(/^\d+\. (.*(?:\n {3}.*)*)/gm)].map(([, text = '']) =>
    text.replace(/\s+/g, ' '),
  );
  expect(numbered).toEqual(WHAT_TO_DO);
});

test('links between documents lead somewhere', () => {
  const links = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s#]+)(#[^)\s]*)?\)/g)].map(([, target = '']) => ({ file, target })),
  );
  const ours = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(ours.length).toBeGreaterThan(0);
  const lost = ours.filter(({ file, target }) => !existsSync(join(ROOT, posix.dirname(file), target)));
  expect(lost).toEqual([]);
});

test('paths that documents name are there', () => {
  const top = [...new Set(trackedFiles().map((file) => file.split('/')[0] ?? ''))].filter(
    (name) => existsSync(join(ROOT, name)) && !name.includes('.'),
  );
  const pattern = new RegExp(`\`((?:${top.join('|')})/[\\w./-]+)\``, 'g');
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(pattern)].map(([, path = '']) => ({ file, path })),
  );
  expect(named.length).toBeGreaterThan(0);
  const isThere = (path: string): boolean =>
    existsSync(join(ROOT, path)) || existsSync(join(ROOT, `${path}.test.ts`));
  expect(named.filter(({ path }) => !isThere(path))).toEqual([]);
});

test('every npm script that a document names is in package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name = '']) => name),
  );
  const builtin = ['ci', 'install', 'test', 'start'];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !builtin.includes(name) && !(name in scripts))).toEqual([]);
});

test("the README's table of flags has every flag of `porthole mock`", () => {
  const table = /^\| flag[^\n]*\n\|[-| ]+\n((?:\|.*\n)+)/m.exec(read('README.md'))?.[1] ?? '';
  const listed = [...table.matchAll(/^\| `--([a-z-]+)/gm)].map(([, name]) => name);
  const missing = Object.keys(FLAGS).filter((name) => !['help', 'version'].includes(name));
  expect(listed.toSorted()).toEqual(missing.toSorted());
});

test('the sample payloads of docs/webhooks.md are what a test-send sends', () => {
  const [session] = [...read('docs/webhooks.md').matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json = '']) => json,
  );
  expect(JSON.parse(session ?? '')).toEqual(SAMPLE_SESSION);
});
