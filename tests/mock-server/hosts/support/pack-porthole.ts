import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Packed {
  /** Everything below is in this one; remove it at the end. */
  folder: string;
  /** Paths in the package, sorted. */
  files: string[];
  /** A project that has the package installed, and nothing else. */
  project: string;
  /** The command, as npm links it. */
  bin: string;
}

/**
 * Builds the package and packs it as npm would, and installs it into an empty project: from the package and its `dependencies` alone, which
 * are taken from this checkout, so that no network is needed.
 */
export function packPorthole(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-package-'));
  const source = join(folder, 'source');
  mkdirSync(source);
  for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'docs', 'widget', '.npmrc'])
    cpSync(join(ROOT, name), join(source, name), { recursive: true });
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  for (const mode of ['loader', 'app', 'parts', 'cli'])
    execFileSync(
      process.execPath,
      [vite, 'build', '--mode', mode, '--outDir', join(source, 'dist'), '--logLevel', 'warn'],
      // `test` from Vitest would make a development build.
      { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
    );
  mkdirSync(join(source, 'dist/demo'));
  writeFileSync(join(source, 'dist/demo/index.html'), 'a page of the demo, which is no part of the package');

  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: source,
    encoding: 'utf8',
  });
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];

  const project = join(folder, 'project');
  const installed = join(project, 'node_modules/porthole');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    bin: { porthole: string };
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
  const bin = join(project, 'node_modules/.bin/porthole');
  mkdirSync(dirname(bin));
  symlinkSync(join('../porthole', manifest.bin.porthole), bin);
  chmodSync(bin, 0o755);
  return { folder, files: files.map(({ path }) => path).toSorted(), project, bin };
}
