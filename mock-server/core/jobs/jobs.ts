import type { Job } from './job.ts';

/** All that the server does by itself. */
export const JOBS: readonly Job[] = [];
