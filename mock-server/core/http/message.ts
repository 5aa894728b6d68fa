import type { Room } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { toOwnMessage } from '../project/message.ts';
import { sendMessage } from '../rules/messages.ts';
import { deleteMessage, editMessage, historyOf, messageOf } from '../rules/messages-change.ts';
import { resuming } from '../rules/resuming.ts';
import { roomOfVisitor } from '../rules/rooms.ts';
import { type KnownVisitor, visitorOf } from '../rules/visitors.ts';
import type { Work } from '../work.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, PAGING, queryOf, STRING, strict } from './validate.ts';

interface RoomKey {
  token: string;
  rid: string;
}
const ROOM_KEY = { token: STRING, rid: STRING };
const newBody = bodyOf<RoomKey & { msg: string; _id?: string | null }>(
  strict({
    ...ROOM_KEY,
    msg: STRING,
    '_id?': STRING,
    'agent?': strict({ agentId: STRING, username: STRING }),
  }),
);
const keyQuery = queryOf<RoomKey>(strict(ROOM_KEY));
const editBody = bodyOf<RoomKey & { msg: string }>(strict({ ...ROOM_KEY, msg: STRING }));
const deleteBody = bodyOf<RoomKey>(strict({ ...ROOM_KEY, ...PAGING }));

interface HistoryQuery {
  token: string;
  end?: string;
  limit?: number;
  count?: number;
  offset?: number;
}
const WHOLE = { type: 'integer', minimum: 0 };
const historyQuery = queryOf<HistoryQuery>(
  strict({
    token: STRING,
    'ls?': STRING,
    'end?': STRING,
    'limit?': WHOLE,
    'count?': WHOLE,
    'offset?': WHOLE,
    'sort?': STRING,
    'searchText?': STRING,
  }),
);

/** `livechat/message` and `livechat/messages.history` of the visitor. */
export const messageRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/message', async (c) => {
    const { msg, _id, ...key } = newBody(await readBody(c));
    const message = await run((work) => {
      const { visitor, room } = find(work, key);
      return resuming(work, room, () => sendMessage(work, room, visitor, { msg, ...(_id ? { _id } : {}) }));
    });
    return success({ message: toOwnMessage(message) });
  });

  app.get('/api/v1/livechat/message/:_id', async (c) => {
    const key = keyQuery(readQuery(c));
    const message = await run((work) => messageOf(work, find(work, key).room, c.req.param('_id')));
    return success({ message: toOwnMessage(message) });
  });

  app.put('/api/v1/livechat/message/:_id', async (c) => {
    const { msg, ...key } = editBody(await readBody(c));
    const message = await run((work) => {
      const { visitor, room } = find(work, key);
      return editMessage(work, room, visitor, c.req.param('_id'), msg);
    });
    return success({ message: toOwnMessage(message) });
  });

  app.delete('/api/v1/livechat/message/:_id', async (c) => {
    const key = deleteBody(await readBody(c));
    const [{ _id }, ts] = await run((work) => {
      const { visitor, room } = find(work, key);
      return [deleteMessage(work, room, visitor, c.req.param('_id')), work.now] as const;
    });
    return success({ message: { _id, ts } });
  });

  // `ls` and `searchText` change nothing, as on a real server; the order is always newest first.
  app.get('/api/v1/livechat/messages.history/:rid', async (c) => {
    const { token, end, limit, count, offset } = historyQuery(readQuery(c));
    const before = end === undefined ? undefined : new Date(end);
    if (before && Number.isNaN(before.getTime())) throw new MeteorError('error-invalid-date', 'Invalid date');
    const messages = await run((work) => {
      const { room } = find(work, { token, rid: c.req.param('rid') });
      return historyOf(work, room, { end: before, limit: limit ?? count, offset });
    });
    return success({ messages: messages.map(toOwnMessage) });
  });
};

function find(work: Work, { token, rid }: RoomKey): { visitor: KnownVisitor; room: Room } {
  const visitor = visitorOf(work, token);
  return { visitor, room: roomOfVisitor(work, rid, token) };
}
