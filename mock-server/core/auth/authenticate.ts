import type { User } from '../../store/documents.ts';
import type { CoreContext } from '../context.ts';
import { sha256Hex } from './sha256-hex.ts';

/** The user that a login token belongs to; undefined when it is unknown, expired, another's than `userId`, or the user inactive. */
export async function authenticate(
  context: CoreContext,
  { userId, token }: { userId?: string; token: string },
): Promise<User | undefined> {
  const stored = context.store.get('loginTokens', await sha256Hex(token));
  if (!stored || stored.expiresAt.getTime() <= context.clock.now()) return undefined;
  if (userId !== undefined && userId !== stored.userId) return undefined;
  const user = context.store.get('users', stored.userId);
  return user?.active ? user : undefined;
}
