import type { Message, Room, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { can } from '../auth/permissions.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { toWireMessage } from '../project/message.ts';
import { subscriptionOf } from '../rules/agent-rooms.ts';
import { sendMessage, type Writing } from '../rules/messages.ts';
import { userOf } from '../rules/users.ts';
import type { Work } from '../work.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { json, success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, PAGING, queryOf, STRING, strict } from './validate.ts';

const maybe = (schema: object): object => ({ ...schema, nullable: true });
const OBJECTS = maybe(listOf({ type: 'object' }));
const OUTFIT = { alias: maybe(STRING), emoji: maybe(STRING), avatar: maybe(STRING), attachments: OBJECTS };
/** Clients put much more into a message. It is taken and left: who writes, and as what, is not theirs to say. */
const MESSAGE = {
  type: 'object',
  properties: {
    ...{ rid: STRING, msg: maybe(STRING), _id: maybe(STRING), tmid: maybe(STRING), tshow: maybe(BOOLEAN) },
    ...OUTFIT,
    blocks: OBJECTS,
    customFields: maybe({ type: 'object' }),
  },
};
const checkSend = bodyOf<{ message: { rid?: string; msg?: string | null; _id?: string | null } }>(
  strict({ message: MESSAGE, 'previewUrls?': listOf(STRING) }),
);
const ROOMS = { oneOf: [STRING, { type: 'array', items: STRING }] };
const POST = { text: maybe(STRING), ...OUTFIT, customFields: maybe({ type: 'object' }), parseUrls: BOOLEAN };
const postTo = (room: string, more = {}): object => ({
  type: 'object',
  properties: { [room]: ROOMS, ...POST, ...more },
  required: [room],
  additionalProperties: false,
});
/** A message to several rooms goes to the first. */
const checkPost = bodyOf<{ roomId?: string | string[]; channel?: string | string[]; text?: string | null }>({
  oneOf: [postTo('roomId', { tmid: STRING }), postTo('channel')],
});
const checkGet = queryOf<{ msgId: string }>(strict({ msgId: STRING }));
const checkHistory = queryOf<Paging & { searchTerm?: string | null }>(
  strict({ ...PAGING, 'searchTerm?': STRING }),
);

/** Messages of agents. @see Rocket.Chat `api/v1/chat.ts`, `api/v1/omnichannel/room.ts` */
export const agentMessageRoutes: Routes = (app, context) => {
  const { store } = context;

  app.post('/api/v1/chat.sendMessage', async (c) => {
    const { user } = await signedIn(context, c);
    const { rid, msg, _id } = checkSend(await readBody(c)).message;
    if (!rid) throw new PlainError("The 'rid' property on the message object is missing.");
    const message = await context.run((work) =>
      writeAsAgent(work, user, rid, { msg: msg ?? '', ...(_id ? { _id } : {}) }),
    );
    return success({ message: toWireMessage(message) });
  });

  app.post('/api/v1/chat.postMessage', async (c) => {
    const { user } = await signedIn(context, c);
    const { roomId, channel, text } = checkPost(await readBody(c));
    const [rid = ''] = [roomId ?? channel ?? ''].flat();
    const message = await context.run((work) => writeAsAgent(work, user, rid, { msg: text ?? '' }));
    return success({ ts: message.ts.getTime(), channel: message.rid, message: toWireMessage(message) });
  });

  app.get('/api/v1/chat.getMessage', async (c) => {
    const { user } = await signedIn(context, c);
    const message = store.get('messages', checkGet(readQuery(c)).msgId);
    const room = message && store.get('rooms', message.rid);
    if (!message || message._hidden || !room || !maySeeRoom(store, user, room)) {
      return json(400, { success: false });
    }
    return success({ message: toWireMessage(message) });
  });

  app.get('/api/v1/livechat/:rid/messages', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { searchTerm, ...paging } = checkHistory(readQuery(c));
    const room = visibleRoom(store, user, c.req.param('rid'));
    const part = searchTerm?.toLowerCase();
    const written = messagesOf(store, room._id).filter(
      ({ t, msg }) => !t && (part === undefined || msg.toLowerCase().includes(part)),
    );
    const { items, counts } = pageOf(written, paging);
    return success({ messages: items.map(toWireMessage), ...counts });
  });
};

/**
 * A room that this user may read.
 * @throws PlainError `invalid-room`, `not-allowed`
 */
export function visibleRoom(reader: StoreReader, user: User, rid: string): Room {
  const room = reader.get('rooms', rid);
  if (!room) throw new PlainError('invalid-room');
  if (!maySeeRoom(reader, user, room)) throw new PlainError('not-allowed');
  return room;
}

/** What a room shows, newest first, system messages included. */
export function messagesOf(reader: StoreReader, rid: string): Message[] {
  return reader
    .where('messages', 'rid', rid)
    .filter(({ _hidden }) => !_hidden)
    .sort((a, b) => b.seq - a.seq);
}

/**
 * Somebody of the room writes into it.
 * @throws MeteorError `error-empty-message`, and those of {@link roomToWriteIn} and `sendMessage`
 */
export function writeAsAgent(work: Work, user: User, rid: string, writing: Writing): Message {
  const room = roomToWriteIn(work, user, rid);
  if (writing.msg.trim() === '') throw new MeteorError('error-empty-message', 'The message is empty');
  return sendMessage(work, room, userOf(work, user._id), writing);
}

/**
 * A room for an agent who has a place there, or who may handle others' rooms.
 * @throws MeteorError `error-invalid-room`, `error-not-allowed`
 */
export function roomToWriteIn(work: Work, user: User, rid: string): Room {
  const room = work.get('rooms', rid);
  if (!room) throw new MeteorError('error-invalid-room', 'Invalid room');
  const served = room.servedBy?._id === user._id || subscriptionOf(work, rid, user._id) !== undefined;
  if (!served && !can(work, user, 'close-others-livechat-room')) {
    throw new MeteorError('error-not-allowed', 'Not allowed');
  }
  return room;
}
