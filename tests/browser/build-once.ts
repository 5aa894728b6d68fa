import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './support/find-chromium.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Each build of vite.config.ts that the tests load, with a file it makes and what it is made of. */
const BUILDS = [
  { mode: 'loader', made: 'dist/porthole.js', sources: ['widget'] },
  { mode: 'app', made: 'dist/porthole-app.js', sources: ['widget'] },
  { mode: 'parts', made: `dist/porthole-live-${version()}.js`, sources: ['widget'] },
  { mode: 'demo', made: 'dist/demo/index.html', sources: ['demo', 'widget/wire'] },
];
const ALWAYS = ['vite.config.ts', 'package.json', 'package-lock.json'];

/** Vitest `globalSetup` of the project `browser`: finds or installs a Chromium, and builds once what the tests load. */
export default function buildOnce(): void {
  findChromium({ install: true });
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // `test` from Vitest would make a development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const { mode, made, sources } of BUILDS) {
    const newestSource = Math.max(...[...ALWAYS, ...sources].map((path) => newest(join(ROOT, path))));
    const built = join(ROOT, made);
    if (existsSync(built) && statSync(built).mtimeMs > newestSource) continue;
    execFileSync(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
}

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Latest change, in ms since 1970, of a file or of anything below a folder. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
