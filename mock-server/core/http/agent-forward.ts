import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { externalAgentForTransfer } from '../external-agent.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { type Transfer, transferToAgent, transferToDepartment } from '../rules/routing-transfer.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, NUMBER, queryOf, STRING, strict } from './validate.ts';

interface Forwarding {
  roomId: string;
  userId?: string | null;
  departmentId?: string | null;
  comment?: string | null;
}
const checkForwarding = bodyOf<Forwarding>(
  strict({
    roomId: STRING,
    'userId?': STRING,
    'departmentId?': STRING,
    'comment?': STRING,
    'clientAction?': BOOLEAN,
  }),
);
const NOT_NEGATIVE = { ...NUMBER, minimum: 0 };
const checkHistory = queryOf<Paging>(
  strict({ 'count?': NOT_NEGATIVE, 'offset?': NOT_NEGATIVE, 'sort?': STRING, 'query?': STRING }),
);

/** Giving a room on, and who gave it to whom. @see Rocket.Chat `api/v1/omnichannel/{room,transfer}.ts` */
export const agentForwardRoutes: Routes = (app, context) => {
  app.post('/api/v1/livechat/room.forward', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room', 'transfer-livechat-guest');
    const { roomId, userId, departmentId, comment } = checkForwarding(await readBody(c));
    const chosen =
      departmentId && !userId ? await externalAgentForTransfer(context, roomId, departmentId) : undefined;
    await context.run((work) => {
      const room = work.get('rooms', roomId);
      if (!room) throw new PlainError('error-invalid-room');
      if (!room.open) throw new PlainError('This_conversation_is_already_closed');
      const visitor = work.get('visitors', room.v._id);
      if (!visitor || visitor.disabled) throw new PlainError('error-invalid-visitor');
      const transfer: Transfer = {
        by: { kind: 'user', user: userOf(work, user._id) },
        comment: comment ?? undefined,
      };
      if (departmentId) {
        transferToDepartment(work, room, departmentId, { ...transfer, agentId: userId || undefined, chosen });
      } else if (userId) transferToAgent(work, room, userId, transfer);
      else throw new PlainError('error-forwarding-chat');
    });
    return success();
  });

  app.get('/api/v1/livechat/transfer.history/:rid', async (c) => {
    await signedIn(context, c, 'view-livechat-rooms');
    const rid = c.req.param('rid');
    if (!context.store.get('rooms', rid)) throw new MeteorError('error-invalid-room', 'Invalid room');
    const transfers = context.store
      .where('messages', 'rid', rid)
      .filter(({ t }) => t === MESSAGE_TYPES.transferred)
      .sort((a, b) => b.seq - a.seq);
    const { items, counts } = pageOf(transfers, checkHistory(readQuery(c)));
    return success({ history: items.map(({ transferData }) => transferData), ...counts });
  });
};
