import { isRecord } from './conform.ts';
import type { WireRoom } from './room.ts';

/** `room` of the config and of `GET livechat/room`. */
export function decodeRoom(room: unknown): WireRoom | undefined {
  if (!isRecord(room) || typeof room._id !== 'string') return undefined;
  return {
    _id: room._id,
    t: 'l',
    v: { _id: '', username: '', token: '' },
    ...(isRecord(room.servedBy) && { servedBy: { _id: '', username: String(room.servedBy.username) } }),
  };
}
