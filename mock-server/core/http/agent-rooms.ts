import type { Room } from '../../store/documents.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { toAgentRoom } from '../project/room.ts';
import { type AgentClosing, closeByUser, joinRoom } from '../rules/agent-rooms.ts';
import { type RoomInfo, saveRoomInfo } from '../rules/room-info.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { forbidden, signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, queryOf, STRING, strict } from './validate.ts';

const checkClosing = bodyOf<AgentClosing>(
  strict({
    rid: STRING,
    'comment?': STRING,
    'tags?': listOf(STRING),
    'generateTranscriptPdf?': BOOLEAN,
    'transcriptEmail?': strict({
      sendToVisitor: BOOLEAN,
      'requestData?': strict({ email: STRING, subject: STRING }),
    }),
    'forceClose?': BOOLEAN,
  }),
);
const FIELDS = { type: 'object', additionalProperties: STRING };
const checkInfo = bodyOf<RoomInfo>(
  strict({
    guestData: strict({
      _id: STRING,
      'name?': STRING,
      'email?': STRING,
      'phone?': STRING,
      'livechatData?': FIELDS,
    }),
    roomData: strict({ _id: STRING, 'topic?': STRING, 'tags?': listOf(STRING), 'livechatData?': FIELDS }),
  }),
);
const checkRoomId = queryOf<{ roomId: string }>(strict({ roomId: STRING }));

/** A room as its agents handle it. @see Rocket.Chat `api/v1/omnichannel/room.ts` */
export const agentRoomRoutes: Routes = (app, context) => {
  /**
   * @note `transcriptEmail` and `generateTranscriptPdf` are part of the real body and checked, but this server sends no mail and writes
   * no PDF.
   */
  app.post('/api/v1/livechat/room.closeByUser', async (c) => {
    const { user } = await signedIn(context, c, 'close-livechat-room');
    const closing = checkClosing(await readBody(c));
    await context.run((work) => closeByUser(work, userOf(work, user._id), closing));
    return success();
  });

  app.post('/api/v1/livechat/room.saveInfo', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const info = checkInfo(await readBody(c));
    const allowed = await context.run((work) => saveRoomInfo(work, userOf(work, user._id), info));
    if (!allowed) throw forbidden();
    return success();
  });

  app.get('/api/v1/livechat/room.join', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { roomId } = checkRoomId(readQuery(c));
    await context.run((work) => {
      const room = work.get('rooms', roomId);
      if (!room) throw new PlainError('error-invalid-room');
      if (!maySeeRoom(work, user, room)) throw new PlainError('error-not-allowed');
      joinRoom(work, user, room);
    });
    return success();
  });

  for (const [name, key] of [
    ['rooms.info', 'room'],
    ['channels.info', 'channel'],
  ] as const) {
    app.get(`/api/v1/${name}`, async (c) => {
      const { user } = await signedIn(context, c);
      const { roomId } = checkRoomId(readQuery(c));
      const room: Room | undefined = context.store.get('rooms', roomId);
      if (!room) throw notFound();
      if (!maySeeRoom(context.store, user, room)) throw new MeteorError('not-allowed', 'Not Allowed');
      return success({ [key]: toAgentRoom(room) });
    });
  }
};

/** @see Rocket.Chat `api/v1/rooms.ts` `findRoomByIdOrName` */
function notFound(): MeteorError {
  return new MeteorError(
    'error-room-not-found',
    'The required "roomId" or "roomName" param provided does not match any channel',
  );
}
