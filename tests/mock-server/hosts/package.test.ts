import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Packed, packPorthole } from './support/pack-porthole.ts';
import { type Run, runProcess } from './support/run-process.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
// Each test starts a process, which takes a while on a busy machine.
const PATIENCE = { timeout: 60_000 };

let packed: Packed;
const runs: Run[] = [];
beforeAll(() => {
  packed = packPorthole();
}, 120_000);
afterEach(async () => {
  for (const run of runs) run.process.kill('SIGKILL');
  await Promise.all(runs.splice(0).map(({ ended }) => ended));
});
afterAll(() => rmSync(packed.folder, { recursive: true, force: true }));

function start(command: string, ...args: string[]): Run {
  const run = runProcess(command, args, {
    cwd: packed.project,
    env: { ...process.env, ADMIN_USER: '', ADMIN_PASS: '' },
  });
  runs.push(run);
  return run;
}

test('the package has what is built and what tells of it, and nothing else', () => {
  const parts = packed.files.filter((path) => /^dist\/porthole-[\w-]+-\d+\.\d+\.\d+\.js$/.test(path));
  expect(parts.length).toBeGreaterThan(0);
  expect(packed.files.filter((path) => !parts.includes(path))).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/porthole-app.js',
    'dist/porthole-cli.js',
    'dist/porthole.d.ts',
    'dist/porthole.js',
    'package.json',
  ]);
});

test.each([
  ['by a name in tsconfig.json', ['--types', 'porthole'], ''],
  [
    'by an import',
    [],
    "import type { Theme } from 'porthole';\nexport const theme: Theme = { color: 'red' };",
  ],
])('TypeScript finds the types of the API: %s', PATIENCE, (_, flags, line) => {
  const page = join(packed.project, 'page.ts');
  const call = (argument: string): string =>
    `${line}\nRocketChat(function () { this.setGuestName(${argument}); });`;
  const check = (): { status: number | null; stdout: string } =>
    spawnSync(
      join(ROOT, 'node_modules/.bin/tsc'),
      ['--noEmit', '--strict', '--moduleResolution', 'bundler', '--module', 'esnext', ...flags, page],
      { cwd: packed.project, encoding: 'utf8' },
    );
  writeFileSync(page, call("'Grace'"));
  expect(check()).toMatchObject({ stdout: '', status: 0 });
  writeFileSync(page, call('7'));
  expect(check().stdout).toContain('TS2345');
});

test('where it is installed, npx finds the command', PATIENCE, async () => {
  const run = start('npx', '--no-install', 'porthole', 'mock', '--help');
  expect(await run.ended).toBe(0);
  expect(run.out()).toContain('--webhook-url');
});

test(
  'installed with nothing but its dependencies, the mock serves the widget it came with',
  PATIENCE,
  async () => {
    const run = start(packed.bin, 'mock', '--port', '0', '--db', join(packed.folder, 'chat.db'));
    const [, url = ''] = await run.printed(/REST +(http:\S+)\/api\/v1\//);
    for (const name of ['porthole.js', 'porthole-app.js']) {
      const answer = await fetch(`${url}/${name}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(
        readFileSync(join(packed.project, 'node_modules/porthole/dist', name), 'utf8'),
      );
    }
    const config = await fetch(`${url}/api/v1/livechat/config`);
    expect(await config.json()).toMatchObject({ success: true, config: { enabled: true } });
    expect((await fetch(`${url}/db/users`)).status).toBe(200);
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.err()).toBe('');
  },
);
