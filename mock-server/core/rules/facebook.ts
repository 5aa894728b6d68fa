import type { Message, Room, Visitor } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { sendMessage } from './messages.ts';
import { resuming } from './resuming.ts';
import { openRoom } from './rooms.ts';
import { type KnownVisitor, registerVisitor } from './visitors.ts';

/** A message that somebody wrote to a page on Facebook. */
export interface FacebookMessage {
  /** The message's id: one that was stored is not stored again. See `facebookMessageId`. */
  _id: string;
  page: string;
  /** Facebook's id of who wrote, which holds for this page alone. */
  user: string;
  /** Empty: not known. */
  name: string;
  msg: string;
}

/**
 * Stores a message from Facebook in the open room of who wrote it; opens one, and registers a visitor, when there is none.
 * @throws PlainError `No text or attachments provided`, and what opening a room and sending a message throw
 * @note A real server makes Facebook's id of the person the visitor's token, and with it whoever knows that id a reader of the chat.
 * Here the token is random and the id is kept beside it.
 * @see Rocket.Chat before 6.0, `livechat/imports/server/rest/facebook.js`
 */
export function receiveFacebookMessage(work: Work, message: FacebookMessage): Message {
  const { _id, msg, page, user } = message;
  if (msg.trim() === '') throw new PlainError(NO_CONTENT);
  const visitor = facebookVisitor(work, message);
  // Also when its room has closed since: a second delivery of the same message is no new chat.
  const earlier = work.get('messages', _id);
  if (earlier && earlier.token === visitor.token) return earlier;
  const [room, isNew] = openRoom(work, { visitor, source: sourceOf(page) });
  const marked: Room = { ...room, facebook: { page: { id: page }, user } };
  if (isNew) work.put('rooms', marked);
  return resuming(work, marked, () => sendMessage(work, marked, visitor, { msg, _id }));
}

export const NO_CONTENT = 'No text or attachments provided';

function facebookVisitor(work: Work, { page, user, name }: FacebookMessage): KnownVisitor {
  const key = JSON.stringify([page, user]);
  const [known] = work.where('visitors', 'facebook.key', key);
  const token = known?.token ?? work.newHexId() + work.newHexId();
  if (known) return { ...known, token };
  const visitor: Visitor = {
    ...registerVisitor(work, { token, name }, {}),
    facebook: { key, page, user },
  };
  work.put('visitors', visitor);
  return { ...visitor, token };
}

/** As rooms of an app have it that brings in another channel: agents' clients show the label. */
function sourceOf(page: string): Room['source'] {
  return { type: 'app', id: 'facebook', label: 'Facebook', destination: page };
}
