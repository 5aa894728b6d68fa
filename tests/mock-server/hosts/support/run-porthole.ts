import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Run {
  process: ChildProcess;
  /** What it printed so far. */
  out(): string;
  err(): string;
  /** Resolves with the match once it printed it; rejects when it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code; the signal's name when a signal ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs the command line as a process of its own. */
export function runPorthole(...args: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'mock-server/hosts/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ADMIN_USER: '', ADMIN_PASS: '' },
  });
  let [out, err] = ['', ''];
  let heard = (): void => {};
  child.stdout.on('data', (data) => {
    out += data;
    heard();
  });
  child.stderr.on('data', (data) => {
    err += data;
    heard();
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  return {
    process: child,
    out: () => out,
    err: () => err,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        heard = () => {
          const match = pattern.exec(out);
          if (match) resolve(match);
        };
        heard();
        ended.then((code) => reject(new Error(`ended with ${code} before ${pattern}\n${out}${err}`)));
      }),
  };
}
