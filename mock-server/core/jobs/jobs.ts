import { abandonedRoomsJob } from './abandoned-rooms-job.ts';
import { agentLeftJob } from './agent-left-job.ts';
import { businessHoursJob } from './business-hours-job.ts';
import type { Job } from './job.ts';
import { longWaitsJob } from './long-waits-job.ts';
import { onHoldJob } from './on-hold-job.ts';
import { presenceJob } from './presence-job.ts';
import { queueJob } from './queue-job.ts';
import { queuePlacesJob } from './queue-places-job.ts';
import { unansweredChatsJob } from './unanswered-chats-job.ts';

/** All that the server does by itself. */
export const JOBS: readonly Job[] = [
  abandonedRoomsJob,
  agentLeftJob,
  businessHoursJob,
  onHoldJob,
  presenceJob,
  queueJob,
  queuePlacesJob,
  longWaitsJob,
  unansweredChatsJob,
];
