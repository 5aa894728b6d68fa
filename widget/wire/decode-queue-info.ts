import type { QueueInfo } from './config.ts';
import { conform } from './conform.ts';

/** `queueInfo` of the config, and `data` of a `queueData` event. */
export function decodeQueueInfo(info: unknown): QueueInfo | undefined {
  const { spot, estimatedWaitTimeSeconds } = conform({ spot: 0, estimatedWaitTimeSeconds: 0 }, info);
  return spot ? { spot, ...(estimatedWaitTimeSeconds && { estimatedWaitTimeSeconds }) } : undefined;
}
