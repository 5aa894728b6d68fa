import type { CoreContext } from '../context.ts';
import { leaveUser } from '../rules/users.ts';
import { sha256Hex } from './sha256-hex.ts';

/** Ends the login of `token`; an agent no longer takes chats. An unknown token is nothing to end. */
export async function logout(context: CoreContext, token: string): Promise<void> {
  const _id = await sha256Hex(token);
  await context.run((work) => {
    const stored = work.get('loginTokens', _id);
    if (!stored) return;
    work.remove('loginTokens', _id);
    leaveUser(work, stored.userId);
  });
}
