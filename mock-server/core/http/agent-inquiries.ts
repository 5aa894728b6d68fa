import type { Inquiry } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import { PlainError } from '../plain-error.ts';
import { toWireInquiry } from '../project/inquiry.ts';
import { isInOwnQueue, returnToQueue, takeInquiry, waitingInquiries } from '../rules/inquiries.ts';
import { routingConfig } from '../rules/routing/routing-config.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { forbidden, lacksPermission, signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, PAGING, queryOf, STRING, strict } from './validate.ts';

const checkList = queryOf<Paging & { department?: string | null }>(
  strict({ ...PAGING, 'department?': STRING }),
);
const checkOne = queryOf<{ roomId: string }>(strict({ roomId: STRING }));
const checkTake = bodyOf<{ inquiryId: string; userId?: string | null }>(
  strict({
    inquiryId: STRING,
    'userId?': STRING,
    'options?': strict({
      'clientAction?': { type: 'boolean' },
      'forwardingToDepartment?': { type: 'object' },
    }),
  }),
);
const checkReturn = bodyOf<{ roomId: string; departmentId?: string | null }>(
  strict({ roomId: STRING, 'departmentId?': STRING }),
);

/** The queue as agents see it. @see Rocket.Chat `api/v1/omnichannel/inquiries.ts` */
export const agentInquiryRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/config/routing', async (c) => {
    await signedIn(context, c);
    return success({ config: routingConfig(context.setting('Livechat_Routing_Method')) });
  });

  app.get('/api/v1/livechat/inquiries.list', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const { department, ...paging } = checkList(readQuery(c));
    const { items, counts } = pageOf(ofDepartment(waitingInquiries(store), department), paging);
    const inquiries = items.map(({ _id, rid, name, ts, status, department: id }) => ({
      _id,
      rid,
      name,
      ts,
      status,
      department: id,
    }));
    return success({ inquiries, ...counts });
  });

  // Servers before 8.0 also have the short name.
  for (const name of ['inquiries.queuedForUser', 'inquiries.queued']) {
    app.get(`/api/v1/livechat/${name}`, async (c) => {
      const { user } = await signedIn(context, c, 'view-l-room');
      const { department, ...paging } = checkList(readQuery(c));
      const mine = waitingInquiries(store).filter((inquiry) => isInOwnQueue(store, user, inquiry));
      const { items, counts } = pageOf(ofDepartment(mine, department), paging);
      return success({ inquiries: items.map(toWireInquiry), ...counts });
    });
  }

  app.get('/api/v1/livechat/inquiries.getOne', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { roomId } = checkOne(readQuery(c));
    const [inquiry] = store.where('inquiries', 'rid', roomId);
    const room = inquiry && store.get('rooms', roomId);
    const seen = room && maySeeRoom(store, user, room);
    return success({ inquiry: inquiry && seen ? toWireInquiry(inquiry) : null });
  });

  app.post('/api/v1/livechat/inquiries.take', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { inquiryId, userId } = checkTake(await readBody(c));
    const takerId = userId ?? user._id;
    if (takerId !== user._id && !can(store, user, 'manage-livechat-agents')) throw lacksPermission();
    await context.run((work) => {
      const taker = work.get('users', takerId);
      if (!taker) throw new PlainError('The user is invalid');
      takeInquiry(work, taker, inquiryId);
    });
    return success();
  });

  app.post('/api/v1/livechat/inquiries.returnAsInquiry', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { roomId, departmentId } = checkReturn(await readBody(c));
    const result = await context.run((work) => {
      const room = work.get('rooms', roomId);
      if (!room) throw new PlainError('error-room-not-found');
      const serves = room.servedBy?._id === user._id;
      if (!serves && !can(store, user, 'close-others-livechat-room')) throw forbidden();
      const by = { kind: 'user', user: userOf(work, user._id) } as const;
      return returnToQueue(work, by, room, { departmentId: departmentId ?? undefined });
    });
    return success({ result });
  });
};

function ofDepartment(inquiries: Inquiry[], department: string | null | undefined): Inquiry[] {
  return department ? inquiries.filter((inquiry) => inquiry.department === department) : inquiries;
}
