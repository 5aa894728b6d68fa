import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Memory, Word } from './server-process.ts';

export interface ServerProcess {
  url: string;
  memory(): Promise<Memory>;
  /** Whether it is still running. */
  isUp(): boolean;
  stop(): void;
}

export async function startServerProcess(dbFile: string): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), [dbFile], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  ended.catch(() => {}); // told to whoever waits for a word
  const next = (): Promise<Word> =>
    Promise.race([new Promise<Word>((resolve) => child.once('message', resolve)), ended]);
  const up = await next();
  if (up.kind !== 'up') throw new Error(`the server says ${up.kind} first`);
  return {
    url: up.url,
    async memory() {
      const word = next();
      child.send('memory');
      const { kind, ...memory } = await word;
      if (kind !== 'memory' || !('heapMb' in memory)) throw new Error(`the server says ${kind}`);
      return memory;
    },
    isUp: () => child.exitCode === null && child.signalCode === null,
    stop: () => child.kill(),
  };
}
