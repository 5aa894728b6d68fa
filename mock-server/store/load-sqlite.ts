import { JournalError } from './journal-error.ts';

export type Sqlite = typeof import('@photostructure/sqlite');

/**
 * Node's own SQLite where there is one (22.13 and newer), else the package with the same interface.
 * @throws JournalError `no-sqlite`
 */
export async function loadSqlite(file: string): Promise<Sqlite> {
  const builtin = withoutNotice(() => process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined);
  if (builtin) return builtin;
  try {
    return await import('@photostructure/sqlite');
  } catch (cause) {
    const reason = 'no SQLite: this Node has none, and @photostructure/sqlite has no build for this system';
    throw new JournalError('no-sqlite', file, reason, cause);
  }
}

/**
 * Loads without Node 22's notice that its SQLite is experimental: there is nothing to be done about it, and what we use of it stayed the
 * same until Node called it stable. Other warnings pass.
 */
function withoutNotice<T>(load: () => T): T {
  const { emitWarning } = process;
  const pass = emitWarning.bind(process) as (...given: unknown[]) => void;
  process.emitWarning = (...given: unknown[]) => {
    if (!/^SQLite is an experimental feature/.test(String(given[0]))) pass(...given);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
