import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteJournal } from '../../../mock-server/store/sqlite-journal.ts';
import { filledFile } from './support/filled-file.ts';

test('a file that this process has open already, also by another name', async () => {
  const file = await filledFile();
  const journal = await openSqliteJournal(file);
  await expect(openSqliteJournal(file)).rejects.toMatchObject({ problem: 'busy' });
  await expect(openSqliteJournal(join(file, '..', '.', 'chat.db'))).rejects.toMatchObject({
    problem: 'busy',
  });
  journal.close();
  (await openSqliteJournal(file)).close();
});

/** Opens the file in another process; answers the problem, or `open` while that process keeps it. */
async function openElsewhere(file: string): Promise<{ answer: string; kill(): Promise<void> }> {
  const url = new URL('../../../mock-server/store/sqlite-journal.ts', import.meta.url);
  const code = `import { openSqliteJournal } from ${JSON.stringify(url)};
    const answer = await openSqliteJournal(${JSON.stringify(file)}).then(() => 'open', (error) => error.problem);
    console.log(answer); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = async (): Promise<void> => {
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
  };
  onTestFinished(() => {
    other.kill('SIGKILL');
  });
  const [data] = (await once(other.stdout, 'data')) as [Buffer];
  return { answer: data.toString().trim(), kill };
}

test('a file that another server has open, until that is killed', { timeout: 30_000 }, async () => {
  const file = await filledFile();
  const other = await openElsewhere(file);
  expect(other.answer).toBe('open');
  const error: unknown = await openSqliteJournal(file).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ problem: 'busy' });
  await other.kill();
  const journal = await openSqliteJournal(file);
  expect([...journal.load()]).toHaveLength(200);
  journal.close();
});

// The locks of a process on a file are gone once it closes any handle of that file. @see fcntl(2), "advisory record locking"
test('the lock against other servers holds when this one tries to open the file twice', {
  timeout: 30_000,
}, async () => {
  const file = await filledFile();
  const journal = await openSqliteJournal(file);
  await expect(openSqliteJournal(file)).rejects.toMatchObject({ problem: 'busy' });
  const other = await openElsewhere(file);
  expect(other.answer).toBe('busy');
  await other.kill();
  journal.close();
});
