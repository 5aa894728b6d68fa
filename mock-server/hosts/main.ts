#!/usr/bin/env node
/** The command `porthole`. Exit codes: 0 stopped, 1 could not run, 2 wrong command line. */
import { helpText } from './cli/help-text.ts';
import { parseCommand } from './cli/parse-command.ts';
import { runMock, StartError } from './cli/run-mock.ts';
import { untilSignal } from './cli/until-signal.ts';
import { UsageError } from './cli/usage-error.ts';
import { portholeVersion } from './version.ts';

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), process.env);
  if (command.kind === 'help') return console.log(helpText());
  if (command.kind === 'version') return console.log(portholeVersion());
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
  console.error(error instanceof StartError ? `porthole: ${error.message}` : error);
  process.exitCode = 1;
});
