import { existsSync, readFileSync } from 'node:fs';
import { DbJsonError, type DbRow, fromDbJson } from '../../store/db-json.ts';
import type { User } from '../../store/documents.ts';
import { JournalError } from '../../store/journal-error.ts';
import { openSqliteJournal } from '../../store/sqlite-journal.ts';
import { countsText } from './counts-text.ts';
import { DbFileError } from './db-file-error.ts';
import type { DbFileOptions } from './export-db.ts';
import { checkOutput, putInPlace, removeDatabase } from './put-in-place.ts';

/**
 * Makes a database file of a `db.json`. The `db.json` is only read; the database comes into being whole or not at all. Answers what was done, in
 * words.
 * @throws JournalError, DbFileError
 */
export async function importDb({
  input,
  output,
  force,
}: Omit<DbFileOptions, 'withSecrets'>): Promise<string> {
  checkOutput(input, output, force);
  const rows = readRows(input);
  if (existsSync(output)) await checkUnused(output);
  const written = `${output}.${process.pid}.part`;
  try {
    removeDatabase(written);
    const journal = await openSqliteJournal(written);
    try {
      journal.write(rows.map(({ name, doc }) => ({ kind: 'put', name, id: doc._id, doc })));
    } finally {
      journal.close();
    }
    // A log of the old file would be taken for one of the new.
    removeDatabase(output);
    putInPlace(written, output);
  } finally {
    removeDatabase(written);
  }
  const locked = rows.filter(({ name, doc }) => name === 'users' && (doc as User).passwordHash === '').length;
  const note =
    locked > 0 ? `\n${locked} users have no password and cannot log in: it was exported without secrets` : '';
  return `${input} → ${output}: ${countsText(rows)}${note}`;
}

function readRows(input: string): DbRow[] {
  let text: string;
  try {
    text = readFileSync(input, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new DbFileError(
      `${input}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}`,
    );
  }
  try {
    return fromDbJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof DbJsonError) throw new DbFileError(`${input}: ${error.message}`);
    if (error instanceof SyntaxError) throw new DbFileError(`${input}: is not JSON: ${error.message}`);
    throw error;
  }
}

/** A file that a server has open is not overwritten; a broken one may be. */
async function checkUnused(file: string): Promise<void> {
  try {
    (await openSqliteJournal(file)).close();
  } catch (error) {
    if (!(error instanceof JournalError) || error.problem === 'busy') throw error;
  }
}
