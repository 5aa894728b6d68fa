import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DbFileError } from './db-file-error.ts';

/** Whether `output` may be written. @throws DbFileError */
export function checkOutput(input: string, output: string, force: boolean): void {
  const folder = dirname(resolve(output));
  if (!existsSync(folder)) throw new DbFileError(`${output}: there is no folder ${folder}`);
  if (!existsSync(output)) return;
  if (!statSync(output).isFile()) throw new DbFileError(`${output}: that is not a file`);
  if (existsSync(input) && realpathSync(input) === realpathSync(output)) {
    throw new DbFileError(`${output}: input and output are the same file`);
  }
  if (!force) throw new DbFileError(`${output}: is there already; --force overwrites it`);
}

/** Gives a file that was written beside it the name `output`, all at once: a crash leaves the old one or the new one. */
export function putInPlace(written: string, output: string): void {
  syncOf(written);
  renameSync(written, output);
  syncOf(dirname(resolve(output)));
}

/** Takes a file away with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
}

function syncOf(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
