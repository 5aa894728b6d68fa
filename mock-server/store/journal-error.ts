/** Why a database file was refused. `busy`: another server has it open; `foreign`: another program's database. */
export type JournalProblem =
  | 'no-folder'
  | 'no-permission'
  | 'not-a-file'
  | 'not-a-database'
  | 'foreign'
  | 'newer'
  | 'damaged'
  | 'busy'
  | 'no-sqlite'
  | 'unreadable';

/** The file cannot be used as it is. Nothing in it was changed. `message` names the file, the place in it where known, and the reason. */
export class JournalError extends Error {
  readonly problem: JournalProblem;
  readonly file: string;

  constructor(problem: JournalProblem, file: string, reason: string, cause?: unknown) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'JournalError';
    this.problem = problem;
    this.file = file;
  }
}

export const busy = (file: string, cause?: unknown): JournalError =>
  new JournalError('busy', file, 'another server has it open: stop that one, or take another file', cause);

export const foreign = (file: string): JournalError =>
  new JournalError('foreign', file, 'a SQLite database, but not one of Porthole');

export const newer = (file: string, schema: number, known: number): JournalError =>
  new JournalError(
    'newer',
    file,
    `written by a newer Porthole (schema ${schema}; this one knows up to ${known})`,
  );

/** Runs `work`; what the file system or SQLite has against the file becomes a {@link JournalError}. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof JournalError ? cause : toJournalError(file, cause);
  }
}

/** @see SQLite "Result and Error Codes": 5 BUSY, 6 LOCKED, 8 READONLY, 11 CORRUPT, 23 AUTH, 26 NOTADB */
function toJournalError(file: string, cause: unknown): JournalError {
  const { code, errcode, message } = cause as { code?: string; errcode?: number; message?: string };
  // The high bytes of an extended code only say more of the same.
  const result = errcode === undefined ? undefined : errcode & 0xff;
  if (result === 5 || result === 6) return busy(file, cause);
  if (result === 11 || result === 26) {
    return new JournalError('damaged', file, `the database is damaged: ${message}`, cause);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || result === 8 || result === 23) {
    return new JournalError('no-permission', file, 'no permission to read and write it', cause);
  }
  return new JournalError('unreadable', file, `cannot be opened: ${message ?? String(cause)}`, cause);
}
