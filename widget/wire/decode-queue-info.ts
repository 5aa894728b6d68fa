import type { QueueInfo } from './config.ts';
import { isRecord } from './conform.ts';

/** `queueInfo` of the config, and `data` of a `queueData` event. */
export function decodeQueueInfo(info: unknown): QueueInfo | undefined {
  if (!isRecord(info) || typeof info.spot !== 'number') return undefined;
  const seconds = info.estimatedWaitTimeSeconds;
  return { spot: info.spot, ...(typeof seconds === 'number' && { estimatedWaitTimeSeconds: seconds }) };
}
