import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from './support/repository.ts';

const text = read('docs/window-api.md');
const declared = read('widget/loader/rocketchat.d.ts');

/** Cells of the table below a heading. */
function table(heading: string): string[][] {
  const [, section = ''] = text.split(`## ${heading}\n`);
  const [rows = ''] = section.split('\n## ');
  return [...rows.matchAll(/^\| (.*) \|$/gm)].slice(1).map(([, row = '']) => row.split(' | '));
}

/** Names in the first column: `name`, or `name(arguments)`. */
const named = (heading: string): string[] =>
  table(heading)
    .flatMap(([first = '']) => [...first.matchAll(/`(\w+)/g)].map(([, name = '']) => name))
    .sort();

/** Members of an interface of the types, each once. */
function members(name: string): string[] {
  const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(declared)?.[1] ?? '';
  return [...new Set([...body.matchAll(/^ {2}(\w+)[?(:]/gm)].map(([, member = '']) => member))].sort();
}

const api = members('LivechatApi');
const isCallback = (name: string): boolean => name.startsWith('on');

test('every method, callback and key of the types is in a table of docs/window-api.md, and no other', () => {
  expect(api.length).toBeGreaterThan(30);
  expect(named('Methods')).toEqual(api.filter((name) => !isCallback(name)));
  expect(named('Callbacks')).toEqual(api.filter(isCallback));
  expect(named('Keys of `initialize`')).toEqual(members('InitializeParams'));
  expect(named('Keys of `setTheme`')).toEqual(members('Theme'));
});

test('every method of the official widget is one of ours', () => {
  const build = dirname(createRequire(import.meta.url).resolve('@rocket.chat/livechat/package.json'));
  const loader = readFileSync(join(build, 'build/rocketchat-livechat.min.js'), 'utf8');
  const [, after = ''] = loader.split('window.RocketChat.livechat={');
  const official = [...after.matchAll(/(?:^|[,}])(\w+):(?=function|\w+[,}])/g)].map(([, name = '']) => name);
  expect(official).toContain('setTheme');
  expect(official.length).toBeGreaterThan(25);
  expect(official.filter((name) => !api.includes(name))).toEqual([]);
});

test('each test that docs/window-api.md names is there', () => {
  const files = new Map(testFiles());
  const cited = ['Methods', 'Callbacks', 'Keys of `initialize`', 'Keys of `setTheme`', 'Snippets'].flatMap(
    (heading) => table(heading).map((cells) => cells.at(-1) ?? ''),
  );
  expect(cited.length).toBeGreaterThan(50);
  const lost = cited.filter((cell) => {
    const [, name = '', title = ''] = /^(\w+): (.+)$/.exec(cell) ?? [];
    const file = files.get(name);
    // A long title has a line of its own.
    return (
      !file ||
      !read(file)
        .replace(/\(\s+'/g, "('")
        .includes(`('${title}',`)
    );
  });
  expect(lost).toEqual([]);
});

/** What the names of the tests stand for. */
function testFiles(): [name: string, file: string][] {
  return [...text.matchAll(/^\| (\w+) \| `(tests\/.*)` \|$/gm)].map(([, name = '', file = '']) => [
    name,
    file,
  ]);
}
