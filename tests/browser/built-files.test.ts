import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const built = readdirSync(new URL('../../dist', import.meta.url)).filter(
  (name) => /^porthole.*\.js$/.test(name) && name !== 'porthole-cli.js',
);
const count = (text: string, word: RegExp): number => text.match(new RegExp(word, 'g'))?.length ?? 0;

test('the loader and the pop-up are built', () => {
  expect(built).toEqual(expect.arrayContaining(['porthole.js', 'porthole-app.js']));
});

test.each(built)('%s holds nothing that turns a string into HTML or code', (name) => {
  const text = file(`dist/${name}`);
  const sinks =
    /\beval\(|\bFunction\(|document\.write|insertAdjacentHTML|outerHTML|createContextualFragment|srcdoc|<style/;
  expect(text.match(sinks)?.[0]).toBeUndefined();
  // Preact can set innerHTML when asked to by dangerouslySetInnerHTML, which no source of ours asks.
  const preact = readFileSync(createRequire(import.meta.url).resolve('preact'), 'utf8');
  expect(count(text, /innerHTML/)).toBeLessThanOrEqual(
    name === 'porthole.js' ? 0 : count(preact, /innerHTML/),
  );
});

test('the README tells the size of each built file', () => {
  const told = [...file('README.md').matchAll(/^\| `(porthole[\w-]*\.js)` \| ([\d.]+) kB \|/gm)].map(
    ([, name, size]) => `${name} ${size} kB`,
  );
  expect(told.sort()).toEqual(built.map((name) => `${withoutVersion(name)} ${kilobytes(name)} kB`).sort());
});

/** Parts of the pop-up carry the version in their name. */
function withoutVersion(name: string): string {
  return name.replace(/-\d+\.\d+\.\d+.*(?=\.js$)/, '');
}

function kilobytes(name: string): string {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return (brotliCompressSync(file(`dist/${name}`), { params }).length / 1000).toFixed(1);
}
