import type { StoreReader } from '../../store/store.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { PAGING, queryOf, STRING, strict } from './validate.ts';

interface QueueQuery extends Paging {
  agentId?: string | null;
  departmentId?: string | null;
  includeOfflineAgents?: string | null;
}
const checkQuery = queryOf<QueueQuery>(
  strict({ ...PAGING, 'agentId?': STRING, 'departmentId?': STRING, 'includeOfflineAgents?': STRING }),
);

/** How many chats each agent serves, by department. @see Rocket.Chat `api/v1/omnichannel/queue.ts` */
export const agentQueueRoutes: Routes = (app, context) => {
  app.get('/api/v1/livechat/queue', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { agentId, departmentId, includeOfflineAgents, ...paging } = checkQuery(readQuery(c));
    const rows = rowsOf(context.store).filter(
      ({ user, department }) =>
        (!agentId || user._id === agentId) &&
        (!departmentId || department._id === departmentId) &&
        (includeOfflineAgents === 'true' || user.status !== 'offline'),
    );
    const { items, counts } = pageOf(rows, paging);
    return success({ queue: items, ...counts });
  });
};

/** One row for each agent and department with an open chat; a chat without a department has an empty one. */
function rowsOf(reader: StoreReader) {
  const rows = new Map<string, ReturnType<typeof newRow>>();
  for (const { open, servedBy, departmentId = '' } of reader.all('rooms')) {
    const user = open && servedBy && reader.get('users', servedBy._id);
    if (!user) continue;
    const key = `${user._id}/${departmentId}`;
    const name = reader.get('departments', departmentId)?.name ?? '';
    const row = rows.get(key) ?? newRow(key, user, { _id: departmentId, name });
    rows.set(key, { ...row, chats: row.chats + 1 });
  }
  return [...rows.values()].sort((a, b) => b.chats - a.chats);
}

function newRow(
  _id: string,
  user: { _id: string; username: string; status: string },
  department: { _id: string; name: string },
) {
  const { _id: userId, username, status } = user;
  return { _id, user: { _id: userId, userId, username, status }, department, chats: 0 };
}
