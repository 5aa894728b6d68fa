import { fileURLToPath } from 'node:url';
import { type Run, runProcess } from './run-process.ts';

export type { Run } from './run-process.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Runs the command line as a process of its own. */
export function runPorthole(...args: string[]): Run {
  return runProcess(process.execPath, ['--import', 'tsx', 'mock-server/hosts/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ADMIN_USER: '', ADMIN_PASS: '' },
  });
}
