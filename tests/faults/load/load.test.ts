import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../mock-server/store/support/temporary-folder.ts';
import { runLoad } from './support/run-load.ts';

test('visitors who come, chat and leave, beside clients that never end, meet no error', {
  timeout: 120_000,
}, async () => {
  const figures = await runLoad({
    minutes: 0.15,
    visitors: 40,
    slow: 10,
    everyMs: 400,
    dbFile: join(temporaryFolder(), 'chat.db'),
    print: () => {},
  });
  expect(figures.errors).toEqual([]);
  expect(figures.plain.count).toBeGreaterThan(0);
  expect(figures.beside.count).toBeGreaterThan(0);
  expect(figures.memory.length).toBeGreaterThan(1);
});
