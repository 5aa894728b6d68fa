import type { User } from '../../store/documents.ts';
import { findUser } from '../auth/find-user.ts';
import type { Permission } from '../auth/permissions.ts';
import { PlainError } from '../plain-error.ts';
import { addRole, type LivechatRole, removeRole } from '../rules/agents.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, PAGING, queryOf, STRING, strict } from './validate.ts';
import { toWireUser } from './wire-user.ts';

interface ListQuery extends Paging {
  text?: string | null;
  onlyAvailable?: boolean | null;
  excludeId?: string | null;
  showIdleAgents?: boolean | null;
}
const checkList = queryOf<ListQuery>(
  strict({
    ...PAGING,
    'text?': STRING,
    'onlyAvailable?': BOOLEAN,
    'excludeId?': STRING,
    'showIdleAgents?': BOOLEAN,
  }),
);
const checkUser = bodyOf<{ username: string }>(strict({ username: STRING }));

/** Agents and managers: users with a role. @see Rocket.Chat `api/v1/omnichannel/users.ts` */
export const adminUserRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/users/:type', async (c) => {
    const type = c.req.param('type');
    await signedIn(context, c, ...(type === 'agent' ? LIST_AGENTS : MANAGE));
    const role = roleOf(type);
    const { text, onlyAvailable, excludeId, showIdleAgents, ...paging } = checkList(readQuery(c));
    const part = text?.toLowerCase() ?? '';
    const found = [...store.all('users')].filter(
      (user) =>
        user.roles.includes(role) &&
        user._id !== excludeId &&
        [user.username, user.name].some((one) => one.toLowerCase().includes(part)) &&
        (!onlyAvailable || (user.statusLivechat === 'available' && user.status !== 'offline')) &&
        (showIdleAgents !== false || user.status !== 'away'),
    );
    const { items, counts } = pageOf(found, paging);
    const departmentsOf = ({ _id }: User): string[] =>
      store.where('departmentAgents', 'agentId', _id).map(({ departmentId }) => departmentId);
    const users = items.map((user) =>
      type === 'agent' ? { ...toWireUser(user), departments: departmentsOf(user) } : toWireUser(user),
    );
    return success({ users, ...counts });
  });

  app.post('/api/v1/livechat/users/:type', async (c) => {
    await signedIn(context, c, ...MANAGE);
    const role = roleOf(c.req.param('type'));
    const { username } = checkUser(await readBody(c));
    const user = await context.run((work) => {
      const found = findUser(work, { username });
      if (!found) throw new PlainError('error-invalid-user');
      return addRole(work, found, role);
    });
    return success({ user: toWireUser(user) });
  });

  app.get('/api/v1/livechat/users/:type/:_id', async (c) => {
    await signedIn(context, c, ...MANAGE);
    const user = withRole(store.get('users', c.req.param('_id')), roleOf(c.req.param('type')));
    return success({ user: user ? toWireUser(user) : null });
  });

  app.delete('/api/v1/livechat/users/:type/:_id', async (c) => {
    await signedIn(context, c, ...MANAGE);
    const role = roleOf(c.req.param('type'));
    await context.run((work) => {
      const user = userOf(work, c.req.param('_id'));
      if (!withRole(user, role)) throw new PlainError(`The user does not have the role ${role}`);
      removeRole(work, user, role);
    });
    return success();
  });
};

const MANAGE: readonly Permission[] = ['view-livechat-manager'];
const LIST_AGENTS: readonly Permission[] = ['transfer-livechat-guest'];

function roleOf(type: string): LivechatRole {
  if (type === 'agent') return 'livechat-agent';
  if (type === 'manager') return 'livechat-manager';
  throw new PlainError('Invalid type');
}

function withRole(user: User | undefined, role: LivechatRole): User | undefined {
  return user?.roles.includes(role) ? user : undefined;
}
