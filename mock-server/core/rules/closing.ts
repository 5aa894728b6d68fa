import { COMMANDS, MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { unreachable } from '../../../widget/wire/result.ts';
import type { Room, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { type Author, ROCKET_CAT, storeMessage, userAuthor, visitorAuthor } from './messages.ts';
import { noteTranscript } from './transcripts.ts';

export interface Closing {
  room: Room;
  /** `system`: nobody did, a time was up. */
  closer: { kind: 'visitor' } | { kind: 'user'; user: User } | { kind: 'system' };
  /** Last words, shown in the room. */
  comment: string;
  /** Added to those the room has. */
  tags?: readonly string[];
}

/**
 * Ends a session: the inquiry goes, the room closes, agents leave it, `livechat-close` is the last message (before a
 * `promptTranscript` command where the setting asks for one, or the note of a transcript that an agent or the setting ordered).
 * @throws PlainError `room-closed` (visitor); MeteorError `error-room-already-closed` (user)
 * @see Rocket.Chat `closeRoom.ts`
 */
export function closeRoom(work: Work, { room, closer, comment, tags = [] }: Closing): Room {
  const { open, onHold: _onHold, omnichannel: _omnichannel, ...before } = work.get('rooms', room._id) ?? room;
  if (!open) {
    throw closer.kind === 'visitor'
      ? new PlainError('room-closed')
      : new MeteorError('error-room-already-closed', 'Room is already closed');
  }
  for (const inquiry of work.where('inquiries', 'rid', before._id)) {
    work.remove('inquiries', inquiry._id);
    for (const emission of inquiryEmissions('removed', inquiry)) work.publish(emission);
  }
  const author = authorOf(room, closer);
  const allTags = [...new Set([...(before.tags ?? []), ...tags])];
  const closed: Room = {
    ...before,
    v: { ...before.v, status: 'offline' },
    ...(allTags.length > 0 ? { tags: allTags } : {}),
    closedAt: work.now,
    // As on a real server, where `rocket.cat` is a user like others.
    closer: closer.kind === 'visitor' ? 'visitor' : 'user',
    closedBy: { _id: author.u._id, username: author.u.username },
    metrics: {
      ...before.metrics,
      chatDuration: Math.max(0, (work.now.getTime() - before.ts.getTime()) / 1000),
    },
    _updatedAt: work.now,
  };
  work.put('rooms', closed);
  for (const subscription of work.where('subscriptions', 'rid', before._id)) {
    work.remove('subscriptions', subscription._id);
    work.publish(subscriptionEmission(work, 'removed', subscription));
  }
  const always = work.setting('Livechat_transcript_send_always');
  const offersTranscript = work.setting('Livechat_enable_transcript') && !always;
  const isOrdered = always || before.transcriptRequest !== undefined;
  storeMessage(work, closed, {
    ...author,
    t: MESSAGE_TYPES.closed,
    msg: comment,
    groupable: false,
    transcriptRequested: isOrdered,
  });
  if (isOrdered) noteTranscript(work, closed);
  if (offersTranscript) {
    storeMessage(work, closed, { ...author, t: MESSAGE_TYPES.command, msg: COMMANDS.promptTranscript });
  }
  work.raise({ type: 'session-closed', rid: before._id });
  return work.get('rooms', before._id) ?? closed;
}

function authorOf(room: Room, closer: Closing['closer']): Author {
  switch (closer.kind) {
    case 'visitor':
      return visitorAuthor(room);
    case 'user':
      return userAuthor(closer.user);
    case 'system':
      return ROCKET_CAT;
    default:
      return unreachable(closer);
  }
}
