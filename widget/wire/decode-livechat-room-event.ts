import { isRecord } from './conform.ts';
import { decodeAgent, decodePresence } from './decode-agent.ts';
import { decodeQueueInfo } from './decode-queue-info.ts';
import type { LivechatRoomEvent } from './streams.ts';

/** First argument of a `stream-livechat-room` frame. */
export function decodeLivechatRoomEvent(event: unknown): LivechatRoomEvent | undefined {
  if (!isRecord(event)) return undefined;
  const { type, data } = event;
  if (type === 'agentData') {
    const agent = decodeAgent(data);
    return { type, ...(agent && { data: agent }) };
  }
  if (type === 'queueData') {
    const info = decodeQueueInfo(data);
    return { type, ...(info && { data: info }) };
  }
  const status = decodePresence(event.status);
  return type === 'agentStatus' && status ? { type, status } : undefined;
}
