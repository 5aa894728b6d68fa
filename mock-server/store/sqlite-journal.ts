/**
 * The journal in a SQLite file: one row a document, one transaction a batch, on disk before `write` returns (`synchronous=FULL`).
 * One server at a time: the file stays locked as long as the journal is open, and the lock dies with the process.
 */
import { crc32 } from 'node:zlib';
import { COLLECTIONS, type CollectionName, type Collections } from './documents.ts';
import { decodeDocument, encodeDocument } from './ejson-document.ts';
import { busy, foreign, guarded, JournalError, newer } from './journal-error.ts';
import { loadSqlite, type Sqlite } from './load-sqlite.ts';
import { APPLICATION_ID, checkFile, SCHEMA, toPath } from './sqlite-file.ts';
import type { Change, Journal } from './store.ts';

type Database = InstanceType<Sqlite['DatabaseSync']>;
type Row = { name: CollectionName; doc: Collections[CollectionName] };

/** Files that this process has open: SQLite's locks are between processes, and a second look at the file would drop them. */
const openHere = new Set<string>();

export interface SqliteJournalOptions {
  /** Pages of 4 kB that the file may have; a batch beyond them is refused as on a full disk. @default as many as the disk takes */
  maxPages?: number;
}

/**
 * Opens `file`, or makes it when it is not there.
 * @throws JournalError; the file is then as it was
 */
export async function openSqliteJournal(file: string, options: SqliteJournalOptions = {}): Promise<Journal> {
  const path = toPath(file);
  if (openHere.has(path)) throw busy(file);
  openHere.add(path);
  const release = (): void => {
    openHere.delete(path);
  };
  try {
    const sqlite = await loadSqlite(file);
    const state = checkFile(file, path);
    const rows = state === 'whole' ? readOnly(sqlite, file, path) : [];
    return openToWrite(sqlite, file, path, options, (db) =>
      // A half-made file can be read only now that SQLite has undone what the crash left.
      journalOf(db, state === 'half-made' ? readAll(db, file) : rows, release),
    );
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Every document of a file that no server has open, oldest first. The file stays as it is, its log of an earlier crash included.
 * @throws JournalError
 */
export async function readSqliteFile(file: string): Promise<Row[]> {
  const path = toPath(file);
  if (openHere.has(path)) throw busy(file);
  const sqlite = await loadSqlite(file);
  const state = checkFile(file, path);
  if (state === 'new') throw new JournalError('not-a-file', file, 'there is no such file, or it is empty');
  if (state === 'half-made') {
    const reason = 'a crash left it half made: start a server with it once, which puts that right';
    throw new JournalError('damaged', file, reason);
  }
  return readOnly(sqlite, file, path);
}

function readOnly(sqlite: Sqlite, file: string, path: string): Row[] {
  return guarded(file, () => {
    const db = new sqlite.DatabaseSync(path, { readOnly: true, timeout: 0 });
    try {
      return readAll(db, file);
    } finally {
      db.close();
    }
  });
}

function openToWrite<T>(
  sqlite: Sqlite,
  file: string,
  path: string,
  { maxPages }: SqliteJournalOptions,
  use: (db: Database) => T,
): T {
  return guarded(file, () => {
    const db = new sqlite.DatabaseSync(path, { timeout: 0 });
    try {
      db.exec('PRAGMA locking_mode=EXCLUSIVE');
      if (numberOf(db, 'page_count') === 0) create(db);
      db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE; COMMIT');
      if (maxPages !== undefined) db.exec(`PRAGMA max_page_count=${Math.floor(maxPages)}`);
      return use(db);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function journalOf(db: Database, loaded: Row[], release: () => void): Journal {
  let rows = loaded;
  const put = db.prepare(
    'INSERT INTO documents (collection, id, json, crc) VALUES (?, ?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET json = excluded.json, crc = excluded.crc',
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
          else put.run(name, id, json, checksum(name, id, json));
        });
        db.exec('COMMIT');
      } catch (error) {
        rollBack(db);
        throw error;
      }
    },
    load() {
      const all = rows;
      rows = [];
      return all;
    },
    close() {
      try {
        // Back to one file, and the lock let go of by hand: see the note at `rowsOf`.
        db.exec('PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; SELECT count(*) FROM meta');
      } finally {
        db.close();
        release();
      }
    },
  };
}

/** @note A full disk may have ended the transaction already, and Node before 22.16 cannot tell: then SQLite says that there is none. */
function rollBack(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!/no transaction is active/.test(String(error))) throw error;
  }
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
      seq INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, crc INTEGER NOT NULL, UNIQUE (collection, id));
    COMMIT;`);
}

/** Every document in the order of insertion, once the file has proved sound. */
function readAll(db: Database, file: string): Row[] {
  const schema = numberOf(db, 'user_version');
  if (numberOf(db, 'application_id') !== APPLICATION_ID || schema < 1) throw foreign(file);
  if (schema > SCHEMA) throw newer(file, schema, SCHEMA);
  const [fault = 'no answer'] = rowsOf(db, 'integrity_check', 'pragma_integrity_check').flat();
  if (fault !== 'ok') {
    const words = String(fault).replaceAll('\n', ' ');
    throw new JournalError('damaged', file, `the database is damaged: ${words}`);
  }
  return rowsOf(db, 'seq, collection, id, json, crc', 'documents ORDER BY seq').map(
    ([seq, collection, id, json, crc]) => {
      const place = `row ${seq} of documents (${collection}/${id})`;
      const name = COLLECTIONS.find((known) => known === collection);
      if (!name) throw new JournalError('damaged', file, `${place}: there is no collection of that name`);
      // SQLite itself has no checksums: a flipped bit inside a text would pass.
      if (checksum(name, String(id), String(json)) !== crc) {
        throw new JournalError('damaged', file, `${place} is damaged: it does not match its checksum`);
      }
      return { name, doc: decodeRow(file, place, id, json) };
    },
  );
}

/**
 * @note Not by a prepared statement: in @photostructure/sqlite 1.2 one of those keeps a closed database open, and its lock held, until it
 * is garbage collected. `exec` ends what it prepares.
 */
function rowsOf(db: Database, columns: string, from: string): unknown[][] {
  const rows: unknown[][] = [];
  db.function('take', { varargs: true }, (...row: unknown[]) => {
    rows.push(row);
    return null;
  });
  db.exec(`SELECT take(${columns}) FROM ${from}`);
  return rows;
}

const numberOf = (db: Database, pragma: 'page_count' | 'user_version' | 'application_id'): number =>
  Number(rowsOf(db, pragma, `pragma_${pragma}`)[0]?.[0]);

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

const checksum = (collection: string, id: string, json: string): number =>
  crc32(`${collection}\n${id}\n${json}`);
