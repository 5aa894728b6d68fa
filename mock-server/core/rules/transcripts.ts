import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
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
