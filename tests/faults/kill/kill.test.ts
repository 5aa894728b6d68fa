import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../../mock-server/store/sqlite-journal.ts';
import { temporaryFolder } from '../../mock-server/store/support/temporary-folder.ts';
import { nothingAcknowledged } from './support/acknowledged.ts';
import { lostFrom } from './support/lost-from.ts';
import { runKills } from './support/run-kills.ts';

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
