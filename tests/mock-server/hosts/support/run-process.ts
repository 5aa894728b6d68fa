import { type ChildProcess, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';

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

/** Starts a process and listens to what it says. */
export function runProcess(command: string, args: string[], options: SpawnOptionsWithoutStdio): Run {
  const child = spawn(command, args, options);
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
