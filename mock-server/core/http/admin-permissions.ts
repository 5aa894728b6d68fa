import { isRole, PERMISSIONS, type Permission, rolesOf } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { savePermissions } from '../rules/permissions.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, listOf, queryOf, STRING, strict } from './validate.ts';

const checkList = queryOf<{ updatedSince?: string | null }>(strict({ 'updatedSince?': STRING }));
const checkUpdate = bodyOf<{ permissions: { _id: string; roles: string[] }[] }>(
  strict({
    permissions: listOf(strict({ _id: STRING, roles: { ...listOf(STRING), uniqueItems: true } })),
  }),
);

/** Which roles may do what. @see Rocket.Chat `api/v1/permissions.ts` */
export const adminPermissionRoutes: Routes = (app, context) => {
  app.get('/api/v1/permissions.listAll', async (c) => {
    await signedIn(context, c);
    const { updatedSince } = checkList(readQuery(c));
    const since = updatedSince ? Date.parse(updatedSince) : Number.NEGATIVE_INFINITY;
    if (Number.isNaN(since)) {
      throw new HttpRefusal(400, {
        error: 'The "updatedSince" query parameter must be a valid date. [error-roomId-param-invalid]',
        errorType: 'error-roomId-param-invalid',
      });
    }
    const update = permissionsOf(context).filter(({ _updatedAt }) => _updatedAt.getTime() >= since);
    return success({ update, remove: [] });
  });

  app.post('/api/v1/permissions.update', async (c) => {
    await signedIn(context, c, 'access-permissions');
    const { permissions } = checkUpdate(await readBody(c));
    const known = permissions.filter(({ _id }) => Object.hasOwn(PERMISSIONS, _id));
    if (known.length < permissions.length) {
      throw new HttpRefusal(400, { error: 'Invalid permission', errorType: 'error-invalid-permission' });
    }
    if (!permissions.every(({ roles }) => roles.every(isRole))) {
      throw new HttpRefusal(400, { error: 'Invalid role', errorType: 'error-invalid-role' });
    }
    await context.run((work) => savePermissions(work, permissions));
    return success({ permissions: permissionsOf(context) });
  });
};

/** Those that nobody changed are as old as time. */
function permissionsOf({ store }: Pick<CoreContext, 'store'>) {
  return (Object.keys(PERMISSIONS) as Permission[]).map((_id) => ({
    _id,
    roles: rolesOf(store, _id),
    _updatedAt: store.get('permissions', _id)?._updatedAt ?? new Date(0),
  }));
}
