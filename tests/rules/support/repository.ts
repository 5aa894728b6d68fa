import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Folders that hold what was made, not what was written. */
const MADE = new Set(['.git', 'node_modules', 'dist']);

/** Files below `folder`, relative to the repository, with forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll('\\', '/'))
    .filter((file) => !file.split('/').some((part) => MADE.has(part)))
    .sort();
}

/** The TypeScript sources below `folder`. */
export function sourcesBelow(folder: string): string[] {
  return filesBelow(folder).filter((file) => /\.tsx?$/.test(file));
}

/**
 * What a clone of this repository holds, what is staged included.
 * @note Without git, or where git does not trust the folder's owner, all files there are: a few more than that.
 */
export function trackedFiles(): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0 || stdout === '') return filesBelow('.');
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
