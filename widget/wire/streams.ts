import type { WireAgent } from './agent.ts';
import type { QueueInfo } from './config.ts';
import type { WireVisitor } from './visitor.ts';

/**
 * Names of the publications a livechat client subscribes to.
 * @see Rocket.Chat `notifications.module.ts`, `streamer.module.ts`
 */
export const STREAMS = {
  roomMessages: 'stream-room-messages',
  livechatRoom: 'stream-livechat-room',
  notifyRoom: 'stream-notify-room',
  notifyUser: 'stream-notify-user',
  inquiryQueue: 'stream-livechat-inquiry-queue-observer',
} as const;
export type StreamName = (typeof STREAMS)[keyof typeof STREAMS];

/** First argument of a `stream-livechat-room` frame; the event name is the room id. */
export type LivechatRoomEvent =
  | { type: 'agentData'; data?: WireAgent }
  | { type: 'agentStatus'; status: string }
  | { type: 'queueData'; data?: QueueInfo }
  | { type: 'visitorData'; visitor: WireVisitor };

/** Activity names inside `<rid>/user-activity`; an empty list means the user stopped. */
export const USER_TYPING = 'user-typing';

/** Event names of `stream-notify-room`, after `<rid>/`. `typing` is the form of servers up to 6.x. */
export const ROOM_EVENTS = {
  userActivity: 'user-activity',
  typing: 'typing',
  deleteMessage: 'deleteMessage',
} as const;

/** First argument of a `stream-livechat-inquiry-queue-observer` frame. */
export interface InquiryEvent {
  type: 'added' | 'changed' | 'removed';
  _id: string;
  rid: string;
  name: string;
  status: InquiryStatus;
  department?: string;
}
export type InquiryStatus = 'ready' | 'queued' | 'taken';
