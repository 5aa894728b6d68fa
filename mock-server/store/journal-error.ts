/**
 * Why a database file was refused. `busy`: another server has it open.
 */
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
