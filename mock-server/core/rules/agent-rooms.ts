import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import type { Room, Subscription, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { can } from '../auth/permissions.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { closeRoom } from './closing.ts';
import { storeMessage, userAuthor } from './messages.ts';

/** The agent's place in a room, if they have one. */
export function subscriptionOf(reader: StoreReader, rid: string, userId: string): Subscription | undefined {
  return reader.where('subscriptions', 'rid', rid).find(({ u }) => u._id === userId);
}

export interface AgentClosing {
  rid: string;
  comment?: string | null;
  tags?: readonly string[] | null;
  forceClose?: boolean | null;
}

/**
 * An agent of the room, or somebody who may close others' rooms, ends the session.
 * @note Rooms here are never half closed, so `forceClose` adds nothing to a close; it is refused while its setting is off.
 * @throws MeteorError `error-invalid-room`, `error-not-authorized`, `error-room-already-closed`, `error-not-allowed`,
 * `error-comment-is-required`, `error-tags-must-be-assigned-before-closing-chat`
 * @see Rocket.Chat `api/v1/omnichannel/room.ts` `room.closeByUser`, `closeRoom.ts`
 */
export function closeByUser(work: Work, user: User, closing: AgentClosing): Room {
  const room = work.get('rooms', closing.rid);
  if (!room) throw new MeteorError('error-invalid-room', 'Invalid room');
  if (!subscriptionOf(work, room._id, user._id) && !can(work, user, 'close-others-livechat-room')) {
    throw new MeteorError('error-not-authorized', 'Not authorized');
  }
  if (!room.open) throw new MeteorError('error-room-already-closed', 'Room is already closed');
  if (closing.forceClose && !work.setting('Omnichannel_allow_force_close_conversations')) {
    throw new MeteorError('error-not-allowed', 'Not allowed');
  }
  const comment = closing.comment?.trim() ?? '';
  if (!comment && work.setting('Livechat_request_comment_when_closing_conversation')) {
    throw new MeteorError('error-comment-is-required', 'Comment is required');
  }
  const tags = tidyTags(closing.tags ?? []);
  const department = room.departmentId === undefined ? undefined : work.get('departments', room.departmentId);
  if (department?.requestTagBeforeClosingChat && tags.length + (room.tags?.length ?? 0) === 0) {
    throw new MeteorError('error-tags-must-be-assigned-before-closing-chat');
  }
  return closeRoom(work, { room, closer: { kind: 'user', user }, comment, tags });
}

/**
 * Somebody who may see the room becomes one of its agents, beside the one who serves it. Joining again does nothing.
 * @throws PlainError `room-closed`
 */
export function joinRoom(work: Work, user: User, room: Room): void {
  if (!room.open) throw new PlainError('room-closed');
  if (subscriptionOf(work, room._id, user._id)) return;
  const { _id, username } = user;
  const subscription: Subscription = {
    _id: work.newId(),
    rid: room._id,
    u: { _id, username },
    open: true,
    unread: 0,
    ts: work.now,
    _updatedAt: work.now,
  };
  work.put('subscriptions', subscription);
  work.publish(subscriptionEmission(work, 'inserted', subscription));
  const joined: Room = { ...room, usersCount: room.usersCount + 1, _updatedAt: work.now };
  work.put('rooms', joined);
  storeMessage(work, joined, { ...userAuthor(user), t: MESSAGE_TYPES.userJoined, msg: '', groupable: false });
}

/** The agent has read the room. @throws MeteorError `error-invalid-subscription` */
export function markRead(work: Work, user: User, rid: string): void {
  const subscription = subscriptionOf(work, rid, user._id);
  if (!subscription) throw new MeteorError('error-invalid-subscription', 'Invalid subscription');
  if (subscription.unread === 0) return;
  const read = { ...subscription, unread: 0, _updatedAt: work.now };
  work.put('subscriptions', read);
  work.publish(subscriptionEmission(work, 'updated', read));
}

/** Without blanks and doubles. */
export function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}
