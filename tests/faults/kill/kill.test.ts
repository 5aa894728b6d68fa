import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../../mock-server/store/sqlite-journal.ts';
import { temporaryFolder } from '../../mock-server/store/support/temporary-folder.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { nothingAcknowledged } from './support/acknowledged.ts';
import { lostFrom } from './support/lost-from.ts';
import { runKills } from './support/run-kills.ts';
import { runWriters } from './support/writers.ts';

test('killed at random moments under load, nothing that was acknowledged is lost', {
  timeout: 120_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  const figures = await runKills({
    rounds: 3,
    writers: 16,
    seed,
    folder: temporaryFolder(),
    print: () => {},
  });
  expect(figures).toMatchObject({ rounds: 3, lost: [], corrupt: [], undelivered: [] });
  expect(figures.acknowledged).toBeGreaterThan(0);
});

test('asked to stop under load, the server ends what is under way, and soon', {
  timeout: 60_000,
}, async () => {
  const file = `${temporaryFolder()}/chat.db`;
  const acknowledged = nothingAcknowledged();
  const server = await spawnServer(['--db', file, '--agents-online', '--webhook-url', 'http://127.0.0.1:9/']);
  const writing = runWriters(server.url, 16, 'stop', acknowledged);
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await writing;
  expect(await lostFrom(file, acknowledged)).toEqual([]);
});

test('what is missing from a file is seen', async () => {
  const file = `${temporaryFolder()}/empty.db`;
  (await openSqliteJournal(file)).close();
  const acknowledged = nothingAcknowledged();
  expect(await lostFrom(file, acknowledged)).toEqual([]);
  acknowledged.messages.set('m1', 'Hello');
  acknowledged.closed.add('r1');
  acknowledged.settings.set('Livechat_offline_message', 1);
  acknowledged.offline.add('offline message 1.');
  expect(await lostFrom(file, acknowledged)).toHaveLength(6);
});
