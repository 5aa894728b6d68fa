import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from 'vitest';
import { JournalError } from '../../../mock-server/store/journal-error.ts';
import { openSqliteJournal } from '../../../mock-server/store/sqlite-journal.ts';
import { filledFile } from './support/filled-file.ts';
import { settingDoc } from './support/setting-doc.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** First byte of a page with the end of an index. @see SQLite file format, "B-tree Pages" */
const INDEX_LEAF = 0x0a;

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Checksums of what lies in the folder, but for what holds no data: SQLite's shared memory and a log without content. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder)
    .map((name) => ({ name, path: join(folder, name), stat: statSync(join(folder, name)) }))
    .filter(({ name, stat }) => !name.endsWith('-shm') && !(name.endsWith('-wal') && stat.size === 0));
  return Object.fromEntries(
    entries.map(({ name, path, stat }) => [name, stat.isFile() ? sha256(path) : 'no file']),
  );
}

/** The refusal; everything in the folder must be as it was, byte by byte. */
async function refusalOf(file: string): Promise<JournalError> {
  const folder = join(file, '..');
  const before = existsSync(folder) ? contents(folder) : undefined;
  const error: unknown = await openSqliteJournal(file).then(
    (journal) => journal.close(),
    (reason: unknown) => reason,
  );
  expect(existsSync(folder) ? contents(folder) : undefined).toEqual(before);
  expect(error).toBeInstanceOf(JournalError);
  expect((error as JournalError).message).toContain(file);
  return error as JournalError;
}

function sql(file: string, statements: string): void {
  const db = new DatabaseSync(file);
  db.exec(statements);
  db.close();
}

test('a folder that is not there', async () => {
  const file = join(temporaryFolder(), 'nowhere', 'chat.db');
  const error = await refusalOf(file);
  expect(error.problem).toBe('no-folder');
  expect(error.message).toBe(`${file}: there is no folder ${join(file, '..')}`);
});

test('a folder in place of a file', async () => {
  const file = join(temporaryFolder(), 'chat.db');
  mkdirSync(file);
  expect(await refusalOf(file)).toMatchObject({
    problem: 'not-a-file',
    message: `${file}: that is a folder, not a file`,
  });
});

test('a file in place of a folder', async () => {
  const file = join(temporaryFolder(), 'chat.db');
  writeFileSync(file, '');
  await expect(openSqliteJournal(join(file, 'chat.db'))).rejects.toThrow(JournalError);
});

// The administrator of a machine may read everything.
test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
  const file = await filledFile();
  chmodSync(file, 0o000);
  const error: unknown = await openSqliteJournal(file).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ problem: 'no-permission' });
});

test('a text file', async () => {
  const file = join(temporaryFolder(), 'chat.db');
  writeFileSync(file, 'dear diary\n'.repeat(1_000));
  const error = await refusalOf(file);
  expect(error.problem).toBe('not-a-database');
  expect(error.message).toContain('byte 0');
});

test('the database of another program', async () => {
  const file = join(temporaryFolder(), 'bookmarks.db');
  sql(file, 'CREATE TABLE documents (a); INSERT INTO documents VALUES (1)');
  expect(await refusalOf(file)).toMatchObject({ problem: 'foreign' });
});

test('the database of a newer Porthole', async () => {
  const file = await filledFile();
  sql(file, 'PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)');
  const error = await refusalOf(file);
  expect(error.problem).toBe('newer');
  expect(error.message).toContain('schema 2');
});

test('a file that was cut, at any length', async () => {
  const file = await filledFile();
  const { size } = statSync(file);
  const folder = join(file, '..');
  for (let length = size - 1; length > 0; length -= 4_099) {
    const cut = join(folder, 'cut.db');
    copyFileSync(file, cut);
    truncateSync(cut, length);
    const error = await refusalOf(cut);
    expect(['damaged', 'not-a-database'], `${length} bytes`).toContain(error.problem);
  }
});

test('a row whose text was changed, with its place', async () => {
  const file = await filledFile();
  sql(
    file,
    `UPDATE documents SET json = '{"_id":"s7","value' WHERE id = 's7'; PRAGMA wal_checkpoint(TRUNCATE)`,
  );
  const error = await refusalOf(file);
  expect(error.problem).toBe('damaged');
  expect(error.message).toContain('row 8 of documents (settings/s7) is damaged');
});

test('a row whose text and checksum were changed to no document', async () => {
  const file = await filledFile();
  const crc = crc32('settings\ns7\n{"_id":"s7"');
  sql(
    file,
    `UPDATE documents SET json = '{"_id":"s7"', crc = ${crc} WHERE id = 's7'; PRAGMA wal_checkpoint(TRUNCATE)`,
  );
  expect((await refusalOf(file)).message).toContain('row 8 of documents (settings/s7) is damaged');
});

test('a row that is under another id than its document', async () => {
  const file = await filledFile();
  const crc = crc32('settings\ns7\n{"_id":"s8"}');
  sql(file, `UPDATE documents SET json = '{"_id":"s8"}', crc = ${crc} WHERE id = 's7'`);
  expect((await refusalOf(file)).message).toContain('it holds the document of another id');
});

test('an index that does not fit its table', async () => {
  const file = await filledFile();
  const bytes = readFileSync(file);
  const page = Array.from({ length: bytes.length / 4_096 }, (_, at) => at * 4_096)
    .filter((start) => bytes[start] === INDEX_LEAF)
    .find((start) => bytes.subarray(start, start + 4_096).includes('settingss'));
  const at = bytes.indexOf('settingss', page) + 'settingss'.length;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const error = await refusalOf(file);
  expect(error.problem).toBe('damaged');
  expect(error.message).toContain('index');
});

test('a row of a collection that nobody knows', async () => {
  const file = await filledFile();
  sql(file, `UPDATE documents SET collection = 'tickets' WHERE id = 's7'; PRAGMA wal_checkpoint(TRUNCATE)`);
  expect((await refusalOf(file)).message).toContain('row 8 of documents (tickets/s7)');
});

test('damage that a crash left in the log, which stays as it was too', async () => {
  const file = await filledFile();
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; UPDATE documents SET crc = 1 WHERE id = 's7'`);
  const crashed = join(temporaryFolder(), 'chat.db');
  copyFileSync(file, crashed);
  copyFileSync(`${file}-wal`, `${crashed}-wal`);
  db.close();
  expect(statSync(`${crashed}-wal`).size).toBeGreaterThan(0);
  expect((await refusalOf(crashed)).message).toContain('row 8 of documents (settings/s7)');
});

test('a log whose database is gone', async () => {
  const file = join(temporaryFolder(), 'chat.db');
  writeFileSync(`${file}-wal`, 'the only copy of the last hour');
  const error = await refusalOf(file);
  expect(error.problem).toBe('damaged');
  expect(error.message).toContain('chat.db-wal');
});

test('a flipped bit anywhere is refused, or nothing that is read has changed', {
  timeout: 60_000,
}, async () => {
  const file = await filledFile();
  const bytes = readFileSync(file);
  const folder = join(file, '..');
  const sound = JSON.stringify(Array.from({ length: 200 }, (_, id) => settingDoc(`s${id}`, 'x'.repeat(300))));
  let refused = 0;
  let opened = 0;
  for (let at = 0; at < bytes.length; at += 499) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const damaged = join(folder, 'damaged.db');
    writeFileSync(damaged, flipped);
    try {
      const journal = await openSqliteJournal(damaged);
      const read = JSON.stringify([...journal.load()].map(({ doc }) => doc));
      journal.close();
      expect(read === sound, `byte ${at}`).toBe(true);
      opened++;
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      refused++;
    }
  }
  // Most of the file is texts; what is left over are bytes that hold nothing.
  expect(refused).toBeGreaterThan(opened);
});
