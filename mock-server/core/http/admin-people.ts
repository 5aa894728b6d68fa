import { findUser } from '../auth/find-user.ts';
import { hashPassword } from '../auth/password.ts';
import { can } from '../auth/permissions.ts';
import { sha256Hex } from '../auth/sha256-hex.ts';
import { PlainError } from '../plain-error.ts';
import { createUser, deleteUser, setActive } from '../rules/users-manage.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { toUserInfo } from './user-info.ts';
import { BOOLEAN, bodyOf, listOf, PAGING, queryOf, STRING, strict } from './validate.ts';

interface Creation {
  email: string;
  name: string;
  password: string;
  username: string;
  active?: boolean | null;
  roles?: string[] | null;
  verified?: boolean | null;
}
/** All that a real server takes; what is not in {@link Creation} has no meaning here. */
const checkCreation = bodyOf<Creation>(
  strict({
    email: STRING,
    name: STRING,
    password: STRING,
    username: STRING,
    'active?': BOOLEAN,
    'bio?': STRING,
    'nickname?': STRING,
    'statusText?': STRING,
    'roles?': listOf(STRING),
    'joinDefaultChannels?': BOOLEAN,
    'requirePasswordChange?': BOOLEAN,
    'setRandomPassword?': BOOLEAN,
    'sendWelcomeEmail?': BOOLEAN,
    'verified?': BOOLEAN,
    'customFields?': { type: 'object' },
    'fields?': STRING,
    'freeSwitchExtension?': STRING,
  }),
);
const checkDelete = bodyOf<{ userId: string }>(strict({ userId: STRING, 'confirmRelinquish?': BOOLEAN }));
const checkActive = bodyOf<{ userId: string; activeStatus: boolean }>(
  strict({ userId: STRING, activeStatus: BOOLEAN, 'confirmRelinquish?': BOOLEAN }),
);
const checkList = queryOf<Paging & { email?: string | null }>(
  strict({ ...PAGING, 'fields?': STRING, 'query?': STRING, 'email?': { ...STRING, minLength: 1 } }),
);
const checkInfo = queryOf<{ userId?: string; username?: string; email?: string }>({
  type: 'object',
  properties: {
    userId: STRING,
    username: STRING,
    email: STRING,
    includeUserRooms: STRING,
    fields: { ...STRING, nullable: true },
  },
  anyOf: [{ required: ['userId'] }, { required: ['username'] }, { required: ['email'] }],
  additionalProperties: false,
});

/** Users of the server. @see Rocket.Chat `api/v1/users.ts` */
export const adminPeopleRoutes: Routes = (app, context) => {
  const { store, run } = context;

  app.post('/api/v1/users.create', async (c) => {
    await signedIn(context, c, 'create-user');
    const { password, ...user } = checkCreation(await readBody(c));
    const passwordHash = await hashPassword(await sha256Hex(password));
    const created = await run((work) => createUser(work, { ...user, passwordHash }));
    return success({ user: toUserInfo(created) });
  });

  app.post('/api/v1/users.delete', async (c) => {
    await signedIn(context, c, 'delete-user');
    const { userId } = checkDelete(await readBody(c));
    await run((work) => deleteUser(work, userId));
    return success();
  });

  app.post('/api/v1/users.setActiveStatus', async (c) => {
    await signedIn(context, c, 'edit-other-user-active-status');
    const { userId, activeStatus } = checkActive(await readBody(c));
    const { _id, active } = await run((work) => setActive(work, userId, activeStatus));
    return success({ user: { _id, active } });
  });

  app.get('/api/v1/users.list', async (c) => {
    const { user } = await signedIn(context, c, 'view-d-room');
    const { email, ...paging } = checkList(readQuery(c));
    const seesAll = can(store, user, 'view-full-other-user-info');
    const found = [...store.all('users')].filter(
      ({ active, emails }) =>
        (seesAll || active) && (!email || emails.some(({ address }) => address === email.toLowerCase())),
    );
    const { items, counts } = pageOf(found, paging);
    return success({ users: items.map((one) => toUserInfo(one, seesAll)), ...counts });
  });

  app.get('/api/v1/users.info', async (c) => {
    const { user } = await signedIn(context, c);
    const { userId, ...by } = checkInfo(readQuery(c));
    const found = userId === undefined ? findUser(store, by) : store.get('users', userId);
    if (!found) throw new PlainError('User not found.');
    const seesAll = found._id === user._id || can(store, user, 'view-full-other-user-info');
    return success({ user: toUserInfo(found, seesAll) });
  });
};
