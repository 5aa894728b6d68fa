import { parseArgs } from 'node:util';
import type { MockServerOptions } from '../mock-server-options.ts';
import { FLAGS, type FlagName } from './flags.ts';
import { nearest } from './nearest.ts';
import { type DbCommand, parseDbCommand } from './parse-db-command.ts';
import { toMockOptions } from './to-mock-options.ts';
import { UsageError } from './usage-error.ts';

export type Command =
  | { kind: 'help' }
  | { kind: 'version' }
  | DbCommand
  | { kind: 'mock'; options: MockServerOptions; quiet: boolean };

const COMMANDS = ['mock', 'db', 'help', 'version'];

/** What the command line asks for. @throws UsageError */
export function parseCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const [first, ...rest] = args;
  if (first === 'db') return parseDbCommand(rest);
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(FLAGS).map(([name, flag]) => [name, { type: 'value' in flag ? 'string' : 'boolean' }]),
    ) as Record<string, { type: 'string' | 'boolean' }>,
  });
  const flags: Partial<Record<FlagName, string>> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const name = flagNamed(token.name, token.rawName);
    if (name in flags) throw new UsageError(`--${name} is given twice`);
    // `--db --quiet` is a forgotten value, not a file of that name; `--db=--quiet` would be.
    const forgotten = token.inlineValue === false && token.value.startsWith('-');
    flags[name] = valueFor(name, forgotten ? undefined : token.value);
  }

  if (flags.help !== undefined) return { kind: 'help' };
  if (flags.version !== undefined) return { kind: 'version' };
  const [command, extra] = words;
  if (command === undefined || command === 'help') {
    if (Object.keys(flags).length > 0) throw new UsageError('the command is missing: porthole mock …');
    return { kind: 'help' };
  }
  if (command === 'version') return { kind: 'version' };
  if (command !== 'mock') throw new UsageError(`there is no command ${command}${hint(command, COMMANDS)}`);
  if (extra !== undefined) throw new UsageError(`porthole mock takes flags only, and got ${extra}`);
  return { kind: 'mock', options: toMockOptions(flags, env), quiet: flags.quiet !== undefined };
}

function flagNamed(name: string, raw: string): FlagName {
  if (Object.hasOwn(FLAGS, name)) return name as FlagName;
  throw new UsageError(`there is no flag ${raw}${hint(name, Object.keys(FLAGS), '--')}`);
}

function valueFor(name: FlagName, value: string | undefined): string {
  const takesValue = 'value' in FLAGS[name];
  if (!takesValue && value !== undefined) throw new UsageError(`--${name} takes no value, and got ${value}`);
  if (takesValue && (value === undefined || value === '')) throw new UsageError(`--${name} needs a value`);
  return value ?? '';
}

function hint(word: string, words: readonly string[], prefix = ''): string {
  const near = nearest(word, words);
  return near === undefined ? '' : `; did you mean ${prefix}${near}?`;
}
