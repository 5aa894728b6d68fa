/**
 * The journal in a SQLite file: one row a document, one transaction a batch, on disk before `write` returns (`synchronous=FULL`).
 * One server at a time: the file stays locked as long as the journal is open, and the lock dies with the process.
 */
import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { COLLECTIONS, type CollectionName, type Collections } from './documents.ts';
import { decodeDocument, encodeDocument } from './ejson-document.ts';
import { JournalError } from './journal-error.ts';
import type { Change, Journal } from './store.ts';

type Sqlite = typeof import('@photostructure/sqlite');
type Database = InstanceType<Sqlite['DatabaseSync']>;
type Row = { name: CollectionName; doc: Collections[CollectionName] };

/** "Port" in the header of the file: whose database it is. */
const APPLICATION_ID = 0x506f7274;
/** Layout of the tables. A file with a higher one is left alone. */
const SCHEMA = 1;
const HEADER_BYTES = 100;

/** Files that this process has open: SQLite's locks are between processes, and a second look at the file would drop them. */
const openHere = new Set<string>();

/**
 * Opens `file`, or makes it when it is not there.
 * @throws JournalError; the file is then as it was
 */
export async function openSqliteJournal(file: string): Promise<Journal> {
  const path = toPath(file);
  if (openHere.has(path)) throw busy(file);
  const sqlite = await loadSqlite(file);
  // A crash in the very moment of creation leaves a rollback journal, which only a writing connection can read.
  const halfMade = sizeOf(`${path}-journal`) > 0;
  let rows: Row[] = [];
  if (sizeOf(path) === 0) refuseLeftWal(file, path);
  else if (!halfMade) {
    checkHeader(file, path);
    rows = guarded(file, () => readOnce(new sqlite.DatabaseSync(path, { readOnly: true, timeout: 0 }), file));
  }
  const db = guarded(file, () => new sqlite.DatabaseSync(path, { timeout: 0 }));
  try {
    guarded(file, () => {
      db.exec('PRAGMA locking_mode=EXCLUSIVE');
      if (count(db, 'page_count') === 0) create(db);
      else if (halfMade) rows = readAll(db, file);
      db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE; COMMIT');
    });
  } catch (error) {
    db.close();
    throw error;
  }
  openHere.add(path);
  return journalOf(db, rows, () => openHere.delete(path));
}

function journalOf(db: Database, loaded: Row[], release: () => void): Journal {
  let rows = loaded;
  const put = db.prepare(
    'INSERT INTO documents (collection, id, json) VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET json = excluded.json',
  );
  const remove = db.prepare('DELETE FROM documents WHERE collection = ? AND id = ?');
  return {
    write(batch: readonly Change[]) {
      // All texts first: what cannot be encoded must not open a transaction.
      const encoded = batch.map((change) => (change.kind === 'put' ? encodeDocument(change.doc) : undefined));
      db.exec('BEGIN IMMEDIATE');
      try {
        batch.forEach(({ name, id }, index) => {
          const json = encoded[index];
          if (json === undefined) remove.run(name, id);
          else put.run(name, id, json);
        });
        db.exec('COMMIT');
      } catch (error) {
        // A full disk may have ended the transaction already.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    load() {
      const all = rows;
      rows = [];
      return all;
    },
    close() {
      db.close();
      release();
    },
  };
}

/** @note In the old journal mode, so that the whole file comes into being at once, its header included. */
function create(db: Database): void {
  db.exec(`
    BEGIN IMMEDIATE;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${SCHEMA};
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('format', 'porthole'), ('schema', '${SCHEMA}');
    CREATE TABLE documents (
      seq INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (collection, id));
    COMMIT;`);
}

function readOnce(db: Database, file: string): Row[] {
  try {
    return readAll(db, file);
  } finally {
    db.close();
  }
}

/** Every document in the order of insertion, once the file has proved sound. */
function readAll(db: Database, file: string): Row[] {
  const schema = count(db, 'user_version');
  if (count(db, 'application_id') !== APPLICATION_ID || schema < 1) throw foreign(file);
  if (schema > SCHEMA) throw newer(file, schema);
  const faults = db.prepare('PRAGMA quick_check(1)').all() as { quick_check?: unknown }[];
  const fault = faults.map((row) => String(row.quick_check)).find((text) => text !== 'ok');
  if (fault)
    throw new JournalError('damaged', file, `the database is damaged: ${fault.replaceAll('\n', ' ')}`);
  const rows: Row[] = [];
  for (const row of db.prepare('SELECT seq, collection, id, json FROM documents ORDER BY seq').iterate()) {
    const { seq, collection, id, json } = row as Record<string, unknown>;
    const place = `row ${seq} of documents (${collection}/${id})`;
    const name = COLLECTIONS.find((known) => known === collection);
    if (!name) throw new JournalError('damaged', file, `${place}: there is no collection of that name`);
    rows.push({ name, doc: decodeRow(file, place, id, json) });
  }
  return rows;
}

function decodeRow(file: string, place: string, id: unknown, json: unknown): Collections[CollectionName] {
  try {
    const doc = decodeDocument(String(json));
    if (doc._id === id) return doc as Collections[CollectionName];
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('damaged', file, `${place} is damaged: ${words}`, cause);
  }
  throw new JournalError('damaged', file, `${place} is damaged: it holds the document of another id`);
}

function count(db: Database, pragma: 'page_count' | 'user_version' | 'application_id'): number {
  return Number((db.prepare(`PRAGMA ${pragma}`).get() as Record<string, unknown> | undefined)?.[pragma]);
}

/** The first bytes tell whose file it is before SQLite may touch it. @see SQLite file format, "The Database Header" */
function checkHeader(file: string, path: string): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const fd = openSync(path, 'r');
  try {
    const bytes = readSync(fd, header, 0, HEADER_BYTES, 0);
    if (!header.toString('latin1').startsWith('SQLite format 3\0')) {
      throw new JournalError(
        'not-a-database',
        file,
        'not a Porthole database: byte 0 does not start a SQLite header',
      );
    }
    if (bytes < HEADER_BYTES)
      throw new JournalError('damaged', file, `truncated: the header ends at byte ${bytes}`);
  } finally {
    closeSync(fd);
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw foreign(file);
  if (header.readUInt32BE(60) > SCHEMA) throw newer(file, header.readUInt32BE(60));
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const expected = pageBytes * header.readUInt32BE(28);
  // With a write-ahead log beside it the file may be behind its header, and the log makes up for it.
  if (sizeOf(path) < expected && sizeOf(`${path}-wal`) === 0) {
    throw new JournalError(
      'damaged',
      file,
      `truncated: it ends at byte ${sizeOf(path)} of ${expected} that its header names`,
    );
  }
}

function toPath(file: string): string {
  const path = resolve(file);
  const folder = dirname(path);
  if (!existsSync(folder)) throw new JournalError('no-folder', file, `there is no folder ${folder}`);
  const stat = guarded(file, () => statSync(path, { throwIfNoEntry: false }));
  if (!stat) return resolve(realpathSync(folder), path.slice(folder.length).replace(/^[\\/]/, ''));
  if (!stat.isFile()) {
    throw new JournalError(
      'not-a-file',
      file,
      stat.isDirectory() ? 'that is a folder, not a file' : 'that is not a regular file',
    );
  }
  guarded(file, () => closeSync(openSync(path, 'r+')));
  return realpathSync(path);
}

function refuseLeftWal(file: string, path: string): void {
  if (sizeOf(`${path}-wal`) === 0) return;
  throw new JournalError(
    'damaged',
    file,
    `the database is empty or gone, but its log ${path}-wal is there: restore the file that belongs to it, or move the log away`,
  );
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const busy = (file: string, cause?: unknown): JournalError =>
  new JournalError('busy', file, 'another server has it open: stop that one, or take another file', cause);
const foreign = (file: string): JournalError =>
  new JournalError('foreign', file, 'a SQLite database, but not one of Porthole');
const newer = (file: string, schema: number): JournalError =>
  new JournalError(
    'newer',
    file,
    `written by a newer Porthole (schema ${schema}; this one knows up to ${SCHEMA})`,
  );

/** Runs `work`; what the file system or SQLite says against it becomes a {@link JournalError}. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof JournalError) throw cause;
    const { code, errcode, message } = cause as { code?: string; errcode?: number; message?: string };
    if (errcode === 5 || errcode === 6) throw busy(file, cause);
    if (errcode === 11 || errcode === 26)
      throw new JournalError('damaged', file, `the database is damaged: ${message}`, cause);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || errcode === 8 || errcode === 23) {
      throw new JournalError('no-permission', file, 'no permission to read and write it', cause);
    }
    throw new JournalError('unreadable', file, `cannot be opened: ${message ?? String(cause)}`, cause);
  }
}

/** Node's own SQLite where there is one (22.13 and newer), else the package with the same interface. */
async function loadSqlite(file: string): Promise<Sqlite> {
  const builtin = process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined;
  if (builtin) return builtin;
  try {
    return await import('@photostructure/sqlite');
  } catch (cause) {
    throw new JournalError(
      'no-sqlite',
      file,
      'no SQLite: this Node has none, and @photostructure/sqlite has no build for this system',
      cause,
    );
  }
}
