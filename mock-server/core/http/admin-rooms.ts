import { MeteorError } from '../meteor-error.ts';
import { deleteRoom, removeClosedRooms } from '../rules/rooms-remove.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, listOf, STRING, strict } from './validate.ts';

const checkOne = bodyOf<{ roomId: string }>(strict({ roomId: STRING }));
const checkMany = bodyOf<{ departmentIds?: string[] | null }>(strict({ 'departmentIds?': listOf(STRING) }));

/** Removing rooms. @see Rocket.Chat `api/v1/omnichannel/room.ts` */
export const adminRoomRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/rooms.delete', async (c) => {
    await signedIn(context, c, 'remove-closed-livechat-room');
    const { roomId } = checkOne(await readBody(c));
    try {
      await context.run((work) => deleteRoom(work, roomId));
    } catch (error) {
      // The reason alone, here and only here.
      if (error instanceof MeteorError) throw new HttpRefusal(400, error.reason ?? error.code);
      throw error;
    }
    return success();
  });

  app.post('/api/v1/livechat/rooms.removeAllClosedRooms', async (c) => {
    await signedIn(context, c, 'remove-closed-livechat-rooms');
    const { departmentIds } = checkMany(await readBody(c));
    const removedRooms = await context.run((work) => removeClosedRooms(work, departmentIds ?? []));
    return success({ removedRooms });
  });
};
