import { sendMessage } from '../rules/messages.ts';
import { resuming } from '../rules/resuming.ts';
import { openRoom } from '../rules/rooms.ts';
import { findVisitor, registerVisitor } from '../rules/visitors.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyAsQueryOf, listOf, STRING, strict } from './validate.ts';

const body = bodyAsQueryOf<{ visitor: { token: string }; messages: { msg: string }[] }>(
  strict({ visitor: strict({ token: STRING }), messages: listOf(strict({ msg: STRING }), 1) }),
);

/**
 * `POST livechat/messages`: what a visitor wrote elsewhere, brought in by somebody who is signed in; all of it or none.
 * @see Rocket.Chat `api/v1/omnichannel/message.ts`
 */
export const agentImportRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/messages', async (c) => {
    await signedIn(context, c);
    const { visitor: asked, messages } = body(await readBody(c));
    const stored = await context.run((work) => {
      const { token } = asked;
      const visitor = findVisitor(work, token) ?? { ...registerVisitor(work, { token }, {}), token };
      const [room] = openRoom(work, { visitor, source: { type: 'api' } });
      return resuming(work, room, () => messages.map(({ msg }) => sendMessage(work, room, visitor, { msg })));
    });
    return success({ messages: stored.map(({ u, msg, ts }) => ({ username: u.username, msg, ts })) });
  });
};
