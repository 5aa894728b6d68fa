import type { StreamName } from '../../../widget/wire/streams.ts';

/** Publications that an agent's client listens to. @see Rocket.Chat `notifications.module.ts` */
export const MESSAGES = 'stream-room-messages' satisfies StreamName;
export const ROOM_ACTIVITY = 'stream-notify-room' satisfies StreamName;
export const OWN_NEWS = 'stream-notify-user' satisfies StreamName;
export const QUEUE = 'stream-livechat-inquiry-queue-observer' satisfies StreamName;
