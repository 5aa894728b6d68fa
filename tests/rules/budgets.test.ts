import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const manifest: Record<'porthole:budgets' | 'porthole:first-open', Record<string, number>> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);
const budgets = manifest['porthole:budgets'];
const files = new Map<string, string>();
let out = '';

/** What ships, built afresh: a file left in `dist` says nothing about today's sources. */
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'porthole-budgets-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // `test` from Vitest would make a development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const mode of ['loader', 'app', 'parts'])
    execFileSync(process.execPath, [vite, 'build', '--mode', mode, '--outDir', out, '--logLevel', 'warn'], {
      cwd: ROOT,
      env,
    });
  // Types are for who installs the package; no page loads them.
  for (const name of readdirSync(out).filter((name) => !name.endsWith('.d.ts')))
    files.set(`dist/${name}`, readFileSync(join(out, name), 'utf8'));
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The version in the name of a part is not a part of its budget's name. */
const budgetName = (path: string): string => path.replace(/-\d+\.\d+\.\d+.*(?=\.js$)/, '');

/** Bytes as a good server sends them. */
const weigh = (text: string): number =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;

test('every file that is built has a budget, and every budget a file', () => {
  expect([...files.keys()].map(budgetName).sort()).toEqual(Object.keys(budgets).sort());
});

test.each(Object.entries(budgets))('%s keeps its budget of %i bytes', (name, most) => {
  const [, text] = [...files].find(([path]) => budgetName(path) === name) ?? [];
  expect(text).toBeDefined();
  expect(weigh(text ?? '')).toBeLessThanOrEqual(most);
});

test.each(Object.entries(manifest['porthole:first-open']))(
  'the first open, %s, keeps its budget of %i bytes',
  (names, most) => {
    const weights = names.split(' + ').map((name) => {
      const [, text] = [...files].find(([path]) => budgetName(path) === `dist/porthole-${name}.js`) ?? [];
      expect(text, name).toBeDefined();
      return weigh(text ?? '');
    });
    expect(weights.reduce((sum, weight) => sum + weight)).toBeLessThanOrEqual(most);
  },
);

test('the loader is its own program: no Preact, no signals', () => {
  const marks = ['getDerivedStateFromError', 'preact-signals'];
  for (const mark of marks) {
    expect(files.get('dist/porthole-app.js')).toContain(mark);
    expect(files.get('dist/porthole.js')).not.toContain(mark);
  }
});

test('parts of the pop-up bring no second copy of it along', () => {
  const parts = [...files].filter(([path]) => budgetName(path) !== path);
  expect(parts.length).toBeGreaterThan(0);
  for (const [path, text] of parts) expect(text, path).not.toMatch(/\bimport\b|preact/);
});
