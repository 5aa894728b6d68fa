import { rmSync, writeFileSync } from 'node:fs';
import { newHexId } from '../../core/ids.ts';
import { toDbJson } from '../../store/db-json.ts';
import { readSqliteFile } from '../../store/sqlite-journal.ts';
import { countsText } from './counts-text.ts';
import { checkOutput, putInPlace } from './put-in-place.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface DbFileOptions {
  input: string;
  output: string;
  /** Overwrite `output`. */
  force: boolean;
  /** Keep password hashes, logins, tokens and secrets. Of exports only. */
  withSecrets: boolean;
}

/** Of the tokens that stand for the visitors' own. */
const TOKEN_BYTES = 16;

/**
 * Writes what a database file holds as a `db.json` that json-server opens. The database is only read. Answers what was done, in words.
 * @throws JournalError, DbFileError
 */
export async function exportDb({ input, output, force, withSecrets }: DbFileOptions): Promise<string> {
  checkOutput(input, output, force);
  const all = await readSqliteFile(input);
  const rows = withSecrets ? all : withoutSecrets(all, () => newHexId(TOKEN_BYTES));
  const written = `${output}.${process.pid}.part`;
  try {
    writeFileSync(written, `${JSON.stringify(toDbJson(rows), null, 2)}\n`, {
      flag: 'wx',
      // With secrets it is for its owner only.
      mode: withSecrets ? 0o600 : 0o644,
    });
    putInPlace(written, output);
  } finally {
    rmSync(written, { force: true });
  }
  const secrets = withSecrets
    ? 'with password hashes, logins and tokens: keep it to yourself'
    : 'without passwords, logins and tokens; --with-secrets keeps them';
  return `${input} → ${output}: ${countsText(rows)}\n${secrets}`;
}
