#!/usr/bin/env node
import { JournalError } from '../store/journal-error.ts';
/** The command `porthole`. Exit codes: 0 stopped, 1 could not run, 2 wrong command line. */
import { helpText } from './cli/help-text.ts';
import { parseCommand } from './cli/parse-command.ts';
import { dbHelpText } from './cli/parse-db-command.ts';
import { runMock, StartError } from './cli/run-mock.ts';
import { untilSignal } from './cli/until-signal.ts';
import { UsageError } from './cli/usage-error.ts';
import { DbFileError } from './db-file/db-file-error.ts';
import { exportDb } from './db-file/export-db.ts';
import { importDb } from './db-file/import-db.ts';
import { portholeVersion } from './version.ts';

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), process.env);
  if (command.kind === 'help') return console.log(helpText());
  if (command.kind === 'version') return console.log(portholeVersion());
  if (command.kind === 'db-help') return console.log(dbHelpText());
  if (command.kind === 'db-export') return console.log(await exportDb(command));
  if (command.kind === 'db-import') return console.log(await importDb(command));
  const print = command.quiet ? () => {} : (line: string) => console.log(line);
  const stopped = untilSignal();
  const server = await runMock(command.options, print);
  const signal = await stopped;
  print(`${signal}: stopping`);
  await server.close();
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`porthole: ${error.message}\nporthole --help shows what there is.`);
    process.exitCode = 2;
    return;
  }
  const known = [StartError, DbFileError, JournalError].some((kind) => error instanceof kind);
  console.error(known ? `porthole: ${(error as Error).message}` : error);
  process.exitCode = 1;
});
