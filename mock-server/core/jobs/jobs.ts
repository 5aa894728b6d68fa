import { abandonedRoomsJob } from './abandoned-rooms-job.ts';
import { agentLeftJob } from './agent-left-job.ts';
import type { Job } from './job.ts';
import { onHoldJob } from './on-hold-job.ts';
import { presenceJob } from './presence-job.ts';

/** All that the server does by itself. */
export const JOBS: readonly Job[] = [abandonedRoomsJob, agentLeftJob, onHoldJob, presenceJob];
