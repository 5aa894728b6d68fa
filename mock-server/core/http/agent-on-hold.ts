import { holdByAgent, resumeByAgent } from '../rules/on-hold.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const checkRoom = bodyOf<{ roomId: string }>(strict({ roomId: STRING }));

/** Chats that wait for the visitor's next message. @see Rocket.Chat `livechat-enterprise/server/api/rooms.ts` */
export const agentOnHoldRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/room.onHold', async (c) => {
    const { user } = await signedIn(context, c, 'on-hold-livechat-room');
    const { roomId } = checkRoom(await readBody(c));
    await context.run((work) => holdByAgent(work, userOf(work, user._id), roomId));
    return success();
  });

  app.post('/api/v1/livechat/room.resumeOnHold', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { roomId } = checkRoom(await readBody(c));
    await context.run((work) => resumeByAgent(work, userOf(work, user._id), roomId));
    return success();
  });
};
