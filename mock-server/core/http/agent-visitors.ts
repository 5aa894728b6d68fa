import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { can } from '../auth/permissions.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import { PlainError } from '../plain-error.ts';
import { toWireMessage } from '../project/message.ts';
import { toAgentVisitor } from '../project/visitor.ts';
import { visibleRoom } from './agent-messages.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { PAGING, queryOf, STRING, strict } from './validate.ts';

const checkVisitor = queryOf<{ visitorId: string }>(strict({ visitorId: STRING }));
const checkPages = queryOf<Paging>(strict({ ...PAGING }));
const checkFields = queryOf<Paging & { text?: string | null }>(strict({ ...PAGING, 'text?': STRING }));

/** What agents look up about a visitor. @see Rocket.Chat `api/v1/omnichannel/{visitors,customFields}.ts` */
export const agentVisitorRoutes: Routes = (app, context) => {
  const { store } = context;

  /** @note A real server shows any visitor to any agent; here to those who may see one of the visitor's rooms. */
  app.get('/api/v1/livechat/visitors.info', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const visitor = store.get('visitors', checkVisitor(readQuery(c)).visitorId);
    const seen =
      visitor &&
      (can(store, user, 'view-livechat-rooms') ||
        store.where('rooms', 'v._id', visitor._id).some((room) => maySeeRoom(store, user, room)));
    if (!seen) throw new PlainError('visitor-not-found');
    return success({ visitor: toAgentVisitor(visitor) });
  });

  /** Page visits of a room, newest first; those that are no message of the room as well. */
  app.get('/api/v1/livechat/visitors.pagesVisited/:rid', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const paging = checkPages(readQuery(c));
    const room = visibleRoom(store, user, c.req.param('rid'));
    const visits = store
      .where('messages', 'rid', room._id)
      .filter(({ t }) => t === MESSAGE_TYPES.navigation)
      .sort((a, b) => b.seq - a.seq);
    const { items, counts } = pageOf(visits, paging);
    return success({ pages: items.map(toWireMessage), ...counts });
  });

  app.get('/api/v1/livechat/custom-fields', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { text, ...paging } = checkFields(readQuery(c));
    const part = text?.toLowerCase() ?? '';
    const found = [...store.all('customFields')].filter(({ _id, label }) =>
      [_id, label].some((one) => one.toLowerCase().includes(part)),
    );
    const { items, counts } = pageOf(found, paging);
    return success({ customFields: items, ...counts });
  });

  app.get('/api/v1/livechat/custom-fields/:_id', async (c) => {
    await signedIn(context, c, 'view-l-room');
    return success({ customField: store.get('customFields', c.req.param('_id')) ?? null });
  });
};
