import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { ROOM_EVENTS, STREAMS } from '../../../widget/wire/streams.ts';
import type { Message, Room, Visitor } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { removeFilesOfMessage } from './files.ts';
import { checkLength, publishMessage } from './messages.ts';

/**
 * A message of this room that is shown to people.
 * @throws PlainError `invalid-message`
 */
export function messageOf(reader: StoreReader, room: Room, id: string): Message {
  const message = reader.get('messages', id);
  if (message?.rid !== room._id || message._hidden) throw new PlainError('invalid-message');
  return message;
}

/**
 * Changes the text of a visitor's own message.
 * @throws PlainError `room-closed`, `invalid-message`, `message-length-exceeds-character-limit`; MeteorError `error-action-not-allowed`
 */
export function editMessage(work: Work, room: Room, visitor: Visitor, id: string, msg: string): Message {
  const message = ownMessage(work, room, visitor, id);
  if (!work.setting('Message_AllowEditing')) {
    throw new MeteorError('error-action-not-allowed', 'Message editing not allowed');
  }
  checkLength(work, msg, true);
  const edited: Message = { ...message, msg, ...editedBy(work, message), _updatedAt: work.now };
  work.put('messages', edited);
  publishMessage(work, edited);
  return edited;
}

/**
 * Takes a visitor's own message away, its files with it: gone, or with `Message_ShowDeletedStatus` left as an empty one of type `rm`.
 * @throws PlainError `room-closed`, `invalid-message`; MeteorError `error-action-not-allowed`
 */
export function deleteMessage(work: Work, room: Room, visitor: Visitor, id: string): Message {
  const message = ownMessage(work, room, visitor, id);
  if (!work.setting('Message_AllowDeleting')) {
    throw new MeteorError('error-action-not-allowed', 'Message deleting not allowed');
  }
  removeFilesOfMessage(work, message);
  if (work.setting('Message_ShowDeletedStatus')) {
    const { file: _file, files: _files, attachments: _attachments, ...words } = message;
    const emptied: Message = {
      ...words,
      t: MESSAGE_TYPES.removed,
      msg: '',
      ...editedBy(work, message),
      _updatedAt: work.now,
    };
    work.put('messages', emptied);
    publishMessage(work, emptied);
  } else {
    work.remove('messages', id);
    const event = `${room._id}/${ROOM_EVENTS.deleteMessage}`;
    work.publish({ stream: STREAMS.notifyRoom, event, args: [{ _id: id }] });
  }
  return message;
}

function ownMessage(work: Work, room: Room, visitor: Visitor, id: string): Message {
  if (!room.open) throw new PlainError('room-closed');
  const message = messageOf(work, room, id);
  if (message.u._id !== visitor._id || message.t) {
    throw new MeteorError('error-action-not-allowed', 'Message is not yours to change');
  }
  return message;
}

function editedBy(work: Work, { u }: Message): Pick<Message, 'editedAt' | 'editedBy'> {
  return { editedAt: work.now, editedBy: { _id: u._id, username: u.username } };
}

export interface HistoryRequest {
  /** Messages before this time only. */
  end?: Date | undefined;
  /** @default 20 */
  limit?: number | undefined;
  /** @default 0 */
  offset?: number | undefined;
}

/**
 * What a visitor may read of a room, newest first.
 * @see Rocket.Chat `livechat/server/api/v1/message.ts`
 */
export function historyOf(work: Work, room: Room, { end, limit, offset = 0 }: HistoryRequest): Message[] {
  const hidden = work.setting('Hide_System_Messages');
  return work
    .where('messages', 'rid', room._id)
    .filter(({ _hidden, t, ts }) => !_hidden && !(t && hidden.includes(t)) && (!end || ts < end))
    .sort((a, b) => b.ts.getTime() - a.ts.getTime() || b.seq - a.seq)
    .slice(offset, offset + (limit || 20));
}
