import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { foreign, guarded, JournalError, newer } from './journal-error.ts';

/** "Port" in the header of the file: whose database it is. */
export const APPLICATION_ID = 0x506f7274;
/** Layout of the tables. A file with a higher one is left alone. */
export const SCHEMA = 1;
/** @see SQLite file format, "The Database Header" */
const HEADER_BYTES = 100;

/**
 * Looks at a file before SQLite may touch it. `new`: nothing there yet; `half-made`: a crash left a rollback journal, so the file may be cut off in
 * the middle of its creation, and only a writing connection can put that right; `whole`: the rest.
 * @throws JournalError when it is not ours, or not whole
 */
export function checkFile(file: string, path: string): 'new' | 'half-made' | 'whole' {
  if (sizeOf(path) === 0) {
    if (sizeOf(`${path}-wal`) === 0) return 'new';
    const reason = `the database is empty or gone, but its log ${path}-wal is there`;
    throw new JournalError(
      'damaged',
      file,
      `${reason}: restore the file that belongs to it, or move the log away`,
    );
  }
  const header = guarded(file, () => readHeader(path));
  if (!header.toString('latin1').startsWith('SQLite format 3\0')) {
    const reason = 'not a Porthole database: byte 0 does not start a SQLite header';
    throw new JournalError('not-a-database', file, reason);
  }
  if (header.length < HEADER_BYTES) {
    throw new JournalError('damaged', file, `truncated: the header ends at byte ${header.length}`);
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw foreign(file);
  if (header.readUInt32BE(60) > SCHEMA) throw newer(file, header.readUInt32BE(60), SCHEMA);
  if (sizeOf(`${path}-journal`) > 0) return 'half-made';
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const expected = pageBytes * header.readUInt32BE(28);
  // With a write-ahead log beside it the file may be behind its header, and the log makes up for it.
  if (sizeOf(path) < expected && sizeOf(`${path}-wal`) === 0) {
    const place = `it ends at byte ${sizeOf(path)} of ${expected} that its header names`;
    throw new JournalError('damaged', file, `truncated: ${place}`);
  }
  return 'whole';
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const fd = openSync(path, 'r');
  try {
    return header.subarray(0, readSync(fd, header));
  } finally {
    closeSync(fd);
  }
}

/** Absolute, without links. @throws JournalError when nothing can be read and written there */
export function toPath(file: string): string {
  const path = resolve(file);
  const folder = dirname(path);
  if (!existsSync(folder)) throw new JournalError('no-folder', file, `there is no folder ${folder}`);
  const stat = guarded(file, () => statSync(path, { throwIfNoEntry: false }));
  if (!stat) return resolve(realpathSync(folder), path.slice(folder.length).replace(/^[\\/]/, ''));
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'a folder' : 'a device or pipe';
    throw new JournalError('not-a-file', file, `that is ${what}, not a file`);
  }
  // Asked, not opened: closing any handle of a file ends the locks that this process holds on it. @see fcntl(2)
  guarded(file, () => accessSync(path, constants.R_OK | constants.W_OK));
  return realpathSync(path);
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
