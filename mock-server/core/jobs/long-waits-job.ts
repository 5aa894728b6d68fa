import { closeLongWaits, waitEndsAt } from '../rules/routing/waited-too-long.ts';
import type { Job } from './job.ts';

/** Nobody waits in the queue for longer than `Livechat_max_queue_wait_time`. */
export const longWaitsJob: Job = {
  name: 'long waits',
  dueAt: waitEndsAt,
  run: ({ run }) => run(closeLongWaits),
};
