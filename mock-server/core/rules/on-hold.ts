import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import type { Room, User } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { subscriptionOf } from './agent-rooms.ts';
import { closeRoom } from './closing.ts';
import { tooManyChats } from './inquiries.ts';
import { type Author, resumeRoom, storeMessage, userAuthor } from './messages.ts';
import { hasRoom } from './routing/agent-load.ts';

/**
 * An agent puts a chat aside until the visitor writes again.
 * @note On a real server `Livechat_allow_manual_on_hold` only hides the button; here it is held.
 * @throws PlainError `error-invalid-room`, `error-on-hold-not-allowed`, `Not_authorized`, and those of {@link placeOnHold}
 * @see Rocket.Chat `livechat-enterprise/server/api/rooms.ts`
 */
export function holdByAgent(work: Work, user: User, rid: string): Room {
  const room = roomOf(work, user, rid);
  if (!work.setting('Livechat_allow_manual_on_hold')) throw new PlainError('error-on-hold-not-allowed');
  if (room.waitingResponse && work.setting('Livechat_allow_manual_on_hold_upon_agent_engagement_only')) {
    throw new PlainError('error-cannot-place-chat-on-hold');
  }
  return placeOnHold(work, room, userAuthor(user), `The chat was manually placed On Hold by ${nameOf(user)}`);
}

/**
 * An agent takes up a chat that is on hold.
 * @note A real server puts the chat into the queue when its agent has as many as one may have; here nothing changes then.
 * @throws PlainError `error-invalid-room`, `Not_authorized`, `This_conversation_is_already_closed`, `error-room-not-on-hold`; MeteorError
 * `error-max-number-simultaneous-chats-reached`
 */
export function resumeByAgent(work: Work, user: User, rid: string): Room {
  const room = roomOf(work, user, rid);
  if (!room.open) throw new PlainError('This_conversation_is_already_closed');
  if (!room.onHold) throw new PlainError('error-room-not-on-hold');
  const agent = room.servedBy && work.get('users', room.servedBy._id);
  if (agent && !hasRoom(work, agent, room.departmentId)) throw tooManyChats();
  return resumeRoom(
    work,
    room,
    userAuthor(user),
    `The chat was manually resumed from On Hold by ${nameOf(user)}`,
  );
}

/**
 * Puts a room on hold: it counts against nobody's limit, and is closed after `Livechat_auto_close_on_hold_chats_timeout`.
 * @throws PlainError `error-room-already-closed`, `error-room-is-already-on-hold`, `error-unserved-rooms-cannot-be-placed-onhold`
 * @see Rocket.Chat `livechat-enterprise/server/services/omnichannel.internalService.ts` `placeRoomOnHold`
 */
export function placeOnHold(work: Work, room: Room, by: Author, comment: string): Room {
  if (!room.open) throw new PlainError('error-room-already-closed');
  if (room.onHold) throw new PlainError('error-room-is-already-on-hold');
  if (!room.servedBy) throw new PlainError('error-unserved-rooms-cannot-be-placed-onhold');
  const held: Room = {
    ...room,
    onHold: true,
    omnichannel: { ...room.omnichannel, onHoldSince: work.now },
    _updatedAt: work.now,
  };
  work.put('rooms', held);
  storeMessage(work, held, { ...by, t: MESSAGE_TYPES.onHold, msg: '', comment, groupable: false });
  return work.get('rooms', room._id) ?? held;
}

/**
 * Closes a room that was on hold for too long.
 * @see Rocket.Chat `livechat-enterprise/server/lib/AutoCloseOnHoldScheduler.ts`
 */
export function closeOnHold(work: Work, rid: string): void {
  const room = work.get('rooms', rid);
  const since = room?.omnichannel?.onHoldSince;
  const seconds = work.setting('Livechat_auto_close_on_hold_chats_timeout');
  if (!room?.onHold || !since || seconds <= 0) return;
  if (since.getTime() + seconds * 1000 > work.now.getTime()) return;
  const comment =
    work.setting('Livechat_auto_close_on_hold_chats_custom_message') ||
    `Closed automatically because chat was On Hold for ${seconds} seconds.`;
  closeRoom(work, { room, closer: { kind: 'system' }, comment });
}

function roomOf(work: Work, user: User, rid: string): Room {
  const room = work.get('rooms', rid);
  if (!room) throw new PlainError('error-invalid-room');
  if (!subscriptionOf(work, rid, user._id) && !can(work, user, 'on-hold-others-livechat-room')) {
    throw new PlainError('Not_authorized');
  }
  return room;
}

function nameOf({ name, username }: User): string {
  return name || `@${username}`;
}
