import type { QueueInfo } from './config.ts';
import { conform } from './conform.ts';

const USED = {
  spot: 0,
  estimatedWaitTimeSeconds: 0,
  message: { text: '', user: { _id: '', username: '' } },
};

/** `queueInfo` of the config, and `data` of a `queueData` event. */
export function decodeQueueInfo(info: unknown): QueueInfo | undefined {
  const { spot, estimatedWaitTimeSeconds, message } = conform(USED, info);
  return spot
    ? {
        spot,
        ...(estimatedWaitTimeSeconds && { estimatedWaitTimeSeconds }),
        ...(message.text && { message }),
      }
    : undefined;
}
