import type { Context } from 'hono';
import type { User } from '../../store/documents.ts';
import { authenticate } from '../auth/authenticate.ts';
import { can, type Permission } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import { HttpRefusal } from './envelope.ts';

/** Who asks and with which login. */
export interface SignedIn {
  user: User;
  token: string;
}

/**
 * The user that the headers `X-User-Id` and `X-Auth-Token` name, if they may do all of `needed`.
 * @throws HttpRefusal 401 when there is no such login, 403 when a permission lacks
 * @see Rocket.Chat `ApiClass.ts` (8.x texts)
 */
export async function signedIn(
  context: CoreContext,
  c: Context,
  ...needed: readonly Permission[]
): Promise<SignedIn> {
  const userId = c.req.header('x-user-id');
  const token = c.req.header('x-auth-token');
  const user = userId && token ? await authenticate(context, { userId, token }) : undefined;
  if (!user || !token) throw unauthorized(needed.length > 0);
  if (!needed.every((permission) => can(context.store, user, permission))) throw lacksPermission();
  return { user, token };
}

function unauthorized(withPermissions: boolean): HttpRefusal {
  return withPermissions
    ? new HttpRefusal(401, {
        error: 'You must be logged in to do this [error-unauthorized]',
        errorType: 'error-unauthorized',
      })
    : new HttpRefusal(401, 'You must be logged in to do this.');
}

export function lacksPermission(): HttpRefusal {
  return new HttpRefusal(403, {
    error: 'User does not have the permissions required for this action [error-forbidden]',
    errorType: 'error-forbidden',
  });
}

/** What belongs to somebody else. @see Rocket.Chat `API.v1.forbidden()` */
export function forbidden(): HttpRefusal {
  return new HttpRefusal(403, 'forbidden');
}
