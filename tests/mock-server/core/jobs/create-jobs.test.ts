import { expect, test } from 'vitest';
import type { Job } from '../../../../mock-server/core/jobs/job.ts';
import { START, startCore } from '../start-core.ts';

const MINUTE = 60_000;

test('a job runs when it is due, and is asked anew after each change', async () => {
  const ran: number[] = [];
  const job: Job = {
    name: 'wait',
    // Twice as many minutes as settings that somebody wrote.
    dueAt: (facts) => {
      const minutes = 2 * [...facts.all('settings')].length;
      return minutes && facts.now < START + minutes * MINUTE ? START + minutes * MINUTE : undefined;
    },
    run: async ({ clock }) => void ran.push((clock.now() - START) / MINUTE),
  };
  const server = await startCore({ jobs: [job] });
  await server.advance(5 * MINUTE);
  expect(ran).toEqual([]);
  await server.set({ Livechat_title: 'one', Livechat_offline_title: 'two', Language: 'de' });
  await server.advance(5 * MINUTE);
  expect(ran).toEqual([6]);
});

test('a job that fails is told of and tried again, a second later', async () => {
  const ran: number[] = [];
  const job: Job = {
    name: 'stumble',
    dueAt: () => START,
    run: async ({ clock }) => {
      ran.push(clock.now() - START);
      throw new Error('not now');
    },
  };
  const server = await startCore({ jobs: [job] });
  await server.advance(2_500);
  expect(ran).toEqual([0, 1_000, 2_000]);
  expect(server.failures).toHaveLength(3);
});

test('nothing runs once the server is gone', async () => {
  const runs: string[] = [];
  const job: Job = { name: 'late', dueAt: () => START + MINUTE, run: async () => void runs.push('late') };
  const server = await startCore({ jobs: [job] });
  server.core.dispose();
  await server.advance(2 * MINUTE);
  expect(runs).toEqual([]);
});
