import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The command line from the sources, which takes its time to load. */
export const FROM_SOURCES = ['--import', 'tsx', 'mock-server/hosts/main.ts'];

export interface SpawnedServer {
  url: string;
  process: ChildProcess;
  /** Ends it at once, as a power cut would end a process. */
  kill(): Promise<void>;
  /** Exit code, once it has ended; the signal's name when a signal ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts `porthole mock` as a process of its own, on a free port, and waits until it is up. `node`: what runs the command line. */
export async function spawnServer(
  args: readonly string[],
  node: readonly string[] = FROM_SOURCES,
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [...node, 'mock', '--port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ADMIN_USER: '', ADMIN_PASS: '' },
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: unknown): void => {
      // A line for each webhook follows: only the beginning is of use, but all is read, or the server would be held up.
      if (said.length < 10_000) said += String(data);
      const [, found] = /REST +(http\S+)\/api\/v1/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then((code) => reject(new Error(`the server ended with ${code} before it was up\n${said}`)));
  });
  return {
    url,
    process: child,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
