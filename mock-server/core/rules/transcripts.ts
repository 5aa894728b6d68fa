import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import type { Room, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { toEmailAddress } from './email-address.ts';
import { ROCKET_CAT, storeMessage } from './messages.ts';

export interface TranscriptRequest {
  rid: string;
  token: string;
  email: string;
}

/**
 * Notes in the room that the visitor asked for a transcript. Works on closed rooms. Answers whether the address can be one.
 * @note No mail goes out: this server sends none.
 * @throws PlainError `error-invalid-room`, `error-invalid-visitor`
 * @see Rocket.Chat `livechat/server/lib/sendTranscript.ts`
 */
export function requestTranscript(work: Work, { rid, token, email }: TranscriptRequest): boolean {
  const room = work.get('rooms', rid);
  if (!room) throw new PlainError('error-invalid-room');
  if (room.v.token !== token) throw new PlainError('error-invalid-visitor');
  if (toEmailAddress(email) === undefined) return false;
  storeMessage(work, room, { ...ROCKET_CAT, t: MESSAGE_TYPES.transcript, msg: '', groupable: false });
  return true;
}

/** Notes in the room that a transcript goes to its visitor, when there is an address. No mail goes out: this server sends none. */
export function noteTranscript(work: Work, room: Room): void {
  const address =
    room.transcriptRequest?.email ?? work.get('visitors', room.v._id)?.visitorEmails?.[0]?.address;
  if (address === undefined) return;
  storeMessage(work, room, { ...ROCKET_CAT, t: MESSAGE_TYPES.transcript, msg: '', groupable: false });
}

/**
 * Notes that an agent wants the transcript to be mailed when the room closes.
 * @throws MeteorError `error-invalid-room`, `error-transcript-already-requested`
 */
export function orderTranscript(
  work: Work,
  user: User,
  rid: string,
  { email, subject }: { email: string; subject: string },
): void {
  const room = openRoomById(work, rid);
  if (room.transcriptRequest) {
    throw new MeteorError('error-transcript-already-requested', 'Transcript already requested');
  }
  const { _id, username, name } = user;
  const transcriptRequest = { email, subject, requestedAt: work.now, requestedBy: { _id, username, name } };
  work.put('rooms', { ...room, transcriptRequest, _updatedAt: work.now });
}

/** @throws MeteorError `error-invalid-room`, `error-transcript-not-requested` */
export function cancelTranscript(work: Work, rid: string): void {
  const { transcriptRequest, ...room } = openRoomById(work, rid);
  if (!transcriptRequest) {
    throw new MeteorError('error-transcript-not-requested', 'Transcript not requested');
  }
  work.put('rooms', { ...room, _updatedAt: work.now });
}

function openRoomById(work: Work, rid: string): Room {
  const room = work.get('rooms', rid);
  if (!room?.open) throw new MeteorError('error-invalid-room', 'Invalid room');
  return room;
}
