import { parseArgs } from 'node:util';
import type { DbFileOptions } from '../db-file/export-db.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

export type DbCommand =
  | { kind: 'db-help' }
  | ({ kind: 'db-export' } & DbFileOptions)
  | ({ kind: 'db-import' } & DbFileOptions);

/** What follows the command and how it is used, for messages. */
const USAGE = {
  export: 'porthole db export FILE.db OUT.json',
  import: 'porthole db import IN.json FILE.db',
};
const FLAGS = { force: 'boolean', 'with-secrets': 'boolean', help: 'boolean' } as const;

/** What `porthole db …` asks for; `args` without the `db`. @throws UsageError */
export function parseDbCommand(args: readonly string[]): DbCommand {
  const { tokens } = parseArgs({ args: [...args], strict: false, allowPositionals: true, tokens: true });
  const flags = new Set<string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(FLAGS, name)) {
      const near = nearest(name, Object.keys(FLAGS));
      throw new UsageError(
        `there is no flag ${rawName}${near === undefined ? '' : `; did you mean --${near}?`}`,
      );
    }
    if (value !== undefined) throw new UsageError(`--${name} takes no value, and got ${value}`);
    flags.add(name);
  }
  const [verb, input, output, extra] = words;
  if (flags.has('help') || verb === 'help' || (verb === undefined && flags.size === 0))
    return { kind: 'db-help' };
  if (verb !== 'export' && verb !== 'import') {
    throw new UsageError(`porthole db takes export or import, and got ${verb ?? 'neither'}`);
  }
  if (input === undefined || output === undefined)
    throw new UsageError(`two files are needed: ${USAGE[verb]}`);
  if (extra !== undefined) throw new UsageError(`${USAGE[verb]} takes two files, and got ${extra} too`);
  const withSecrets = flags.has('with-secrets');
  if (withSecrets && verb === 'import') throw new UsageError('--with-secrets is for export');
  return { kind: `db-${verb}`, input, output, force: flags.has('force'), withSecrets };
}

/** The text of `porthole db --help`. */
export function dbHelpText(): string {
  return `porthole db: the data of a mock server as a file to read, edit and keep

  ${USAGE.export}   write a db.json, which json-server 0.17 opens
  ${USAGE.import}    make a database for porthole mock --db of one

Flags
  --with-secrets   export password hashes, logins, tokens of visitors and secrets among the settings. Default: none of
                   them, so nobody can log in to what is made of it
  --force          overwrite what is there
  --help           show this text

The input is only read. No server may have the database open.

Exit codes: 0 done, 1 could not be done and nothing was changed, 2 wrong command line`;
}
