import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Message, Room, User, Visitor } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { toOwnMessage } from '../project/message.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { withPrediction } from './abandonment.ts';
import { captureLead } from './lead-capture.ts';

/** What a caller decides of a message; the rest is filled in by {@link storeMessage}. */
export type NewMessage = Omit<Message, '_id' | 'rid' | 'ts' | 'seq' | '_updatedAt'> & {
  /** Chosen by the client, which makes a retry harmless. */
  _id?: string;
};

/** Who writes, as a message names them. */
export type Author = Pick<Message, 'u' | 'token' | 'alias'>;

export function visitorAuthor(room: Room): Author & { token: string } {
  const { _id, username, token, name } = room.v;
  const named = name === undefined ? {} : { name };
  return { u: { _id, username, ...named }, token, alias: name ?? username };
}

export function userAuthor({ _id, username, name }: User): Author {
  return { u: { _id, username, name } };
}

/** Author of what the server itself tells. */
export const ROCKET_CAT: Author = {
  u: { _id: 'rocket.cat', username: 'rocket.cat', name: 'Rocket.Cat' },
};

const MESSAGE_ID = /^[\w-]{1,64}$/;

/**
 * The one place where a message comes into being: stores it, moves the room's counters, tells the streams and raises
 * `message-stored`. A repeated `_id` of the same author in the same room answers the message stored first.
 * @throws MeteorError `error-invalid-message-id`: not `^[\w-]{1,64}$`, or taken by somebody else's message
 */
export function storeMessage(work: Work, room: Room, message: NewMessage): Message {
  const earlier =
    message._id === undefined ? undefined : storedMessage(work, room, message._id, message.u._id);
  if (earlier) return earlier;
  const current = work.get('rooms', room._id) ?? room;
  const stored: Message = {
    ...message,
    _id: message._id ?? work.newId(),
    rid: current._id,
    ts: work.now,
    // `msgs` counts every message the room ever had and never goes down, so it orders them.
    seq: current.msgs + 1,
    _updatedAt: work.now,
  };
  work.put('messages', stored);
  const changed: Room = { ...current, ...changesOfRoom(current, stored), _updatedAt: work.now };
  work.put('rooms', withPrediction(work, changed));
  if (isWritten(stored)) markUnread(work, stored);
  publishMessage(work, stored);
  work.raise({ type: 'message-stored', rid: stored.rid, messageId: stored._id });
  if (current.onHold && stored.token !== undefined && isWritten(stored)) resumeForVisitor(work, current);
  return stored;
}

/** A chat on hold goes on. Whether its agent still has room for it is asked in `resuming.ts`. */
export function resumeRoom(work: Work, room: Room, by: Author, comment: string): Room {
  const { onHold: _onHold, omnichannel: _omnichannel, ...resumed } = work.get('rooms', room._id) ?? room;
  work.put('rooms', { ...resumed, _updatedAt: work.now });
  storeMessage(work, resumed, { ...by, t: MESSAGE_TYPES.resumed, msg: '', comment, groupable: false });
  return work.get('rooms', room._id) ?? resumed;
}

/** @see Rocket.Chat `livechat-enterprise/server/hooks/resumeOnHold.ts` */
function resumeForVisitor(work: Work, room: Room): void {
  const guest = room.v.name ?? room.v.username;
  const comment = `The chat was automatically resumed from On Hold upon receiving a new message from ${guest}`;
  resumeRoom(work, room, ROCKET_CAT, comment);
}

/**
 * The message that this author already stored in this room under a client's `_id`, if any.
 * @throws MeteorError `error-invalid-message-id`; the text is the same for a bad and for a taken id, so that nothing is learned of others
 */
export function storedMessage(work: Work, room: Room, id: string, authorId: string): Message | undefined {
  const found = MESSAGE_ID.test(id) ? work.get('messages', id) : null;
  if (found === undefined) return undefined;
  if (found && found.rid === room._id && found.u._id === authorId && (!found.t || found.t === 'rm')) {
    return found;
  }
  throw new MeteorError('error-invalid-message-id', 'This message id cannot be used');
}

export interface Writing {
  msg: string;
  _id?: string;
}

/**
 * Stores what the visitor of the room, or an agent, wrote.
 * @throws PlainError `room-closed`, `message-length-exceeds-character-limit` (visitor); MeteorError `room-closed`,
 * `error-message-size-exceeded` (agent), `error-invalid-message-id`
 */
export function sendMessage(work: Work, room: Room, from: Visitor | User, writing: Writing): Message {
  const byVisitor = from._id === room.v._id;
  // Before anything is refused: the retry of a message that was stored learns so, even when the room has closed since.
  const earlier = writing._id === undefined ? undefined : storedMessage(work, room, writing._id, from._id);
  if (earlier) return earlier;
  if (!room.open) throw byVisitor ? new PlainError('room-closed') : new MeteorError('room-closed');
  checkLength(work, writing.msg, byVisitor);
  const author = 'roles' in from ? userAuthor(from) : visitorAuthor(room);
  const { msg, _id } = writing;
  const stored = storeMessage(work, room, { ...author, msg, ...(_id === undefined ? {} : { _id }) });
  if (byVisitor) captureLead(work, from._id, stored);
  return stored;
}

/** Longest message in characters. @see Rocket.Chat `livechat/server/api/lib/livechat.ts` `limitTextLength` */
export function checkLength(work: Work, msg: string, byVisitor: boolean): void {
  const { length } = msg;
  if (byVisitor && work.setting('Livechat_enable_message_character_limit')) {
    const limit = work.setting('Livechat_message_character_limit');
    if (limit > 0 && length > limit) throw new PlainError('message-length-exceeds-character-limit');
  }
  if (length > work.setting('Message_MaxAllowedSize')) {
    throw byVisitor
      ? new PlainError('message-length-exceeds-character-limit')
      : new MeteorError('error-message-size-exceeded', 'Message size exceeds Message_MaxAllowedSize');
  }
}

/**
 * Sends a stored or changed message to those in the room, unless it is of a kind nobody is shown. The visitor's token is in it, since
 * widgets tell their own messages by it; the DDP door takes it out of what agents get.
 */
export function publishMessage(work: Work, message: Message): void {
  if (message._hidden || (message.t && work.setting('Hide_System_Messages').includes(message.t))) return;
  work.publish({ stream: STREAMS.roomMessages, event: message.rid, args: [toOwnMessage(message)] });
}

/** Somebody's words, not a note of the system. */
function isWritten(message: Message): boolean {
  return !message.t && message.u._id !== ROCKET_CAT.u._id;
}

function changesOfRoom(room: Room, message: Message): Partial<Room> {
  const counted = { msgs: message.seq };
  if (!isWritten(message)) return counted;
  const { ts, u } = message;
  if (message.token !== undefined) {
    return { ...counted, lm: ts, waitingResponse: true, v: { ...room.v, lastMessageTs: ts } };
  }
  const firstResponseTs = room.responseBy?.firstResponseTs ?? ts;
  const responseBy = { _id: u._id, username: u.username, firstResponseTs, lastMessageTs: ts };
  return { ...counted, lm: ts, waitingResponse: false, responseBy };
}

/** Counts up for agents who did not write it, down to nothing for the one who did; keeps the queue's preview fresh. */
function markUnread(work: Work, message: Message): void {
  for (const subscription of work.where('subscriptions', 'rid', message.rid)) {
    const unread = subscription.u._id === message.u._id ? 0 : subscription.unread + 1;
    const changed = { ...subscription, unread, _updatedAt: work.now };
    work.put('subscriptions', changed);
    work.publish(subscriptionEmission(work, 'updated', changed));
  }
  if (message.token === undefined) return;
  for (const inquiry of work.where('inquiries', 'rid', message.rid)) {
    const changed = { ...inquiry, lastMessage: message, _updatedAt: work.now };
    work.put('inquiries', changed);
    for (const emission of inquiryEmissions('changed', changed)) work.publish(emission);
  }
}
