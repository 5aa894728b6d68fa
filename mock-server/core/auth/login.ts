import type { User } from '../../store/documents.ts';
import type { CoreContext } from '../context.ts';
import type { Peer } from '../core.ts';
import { newId } from '../ids.ts';
import { MeteorError } from '../meteor-error.ts';
import { showUser } from '../rules/users.ts';
import { authenticate } from './authenticate.ts';
import { findUser } from './find-user.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { sha256Hex } from './sha256-hex.ts';

/** How long a login lasts, in ms: Meteor's default of 90 days. */
export const LOGIN_LIFETIME_MS = 90 * 24 * 60 * 60 * 1000;
/** Letters of a login token. @see Meteor `Accounts._generateStampedLoginToken` (`Random.secret`) */
const TOKEN_LENGTH = 43;
/** Code of a refused login, REST answers 401 for it. @see Meteor `Accounts._handleError` */
export const LOGIN_REFUSED = '403';

/** A user name alone, or with what it is. */
export type LoginName = string | { username: string } | { email: string };
/** The password, or its SHA-256 hex. */
export type LoginPassword = string | { digest: string; algorithm: string };
export interface PasswordLogin {
  user?: LoginName;
  username?: string;
  email?: string;
  password: LoginPassword;
}
export type LoginInput = { resume: string } | PasswordLogin;

export interface Login {
  userId: string;
  token: string;
  expiresAt: Date;
}

/**
 * Logs in with a password, or goes on with an earlier token.
 * @throws MeteorError code {@link LOGIN_REFUSED}; `error-too-many-requests` with `details.seconds`
 */
export async function login(context: CoreContext, input: LoginInput, peer: Peer = {}): Promise<Login> {
  if ('resume' in input) return resume(context, input.resume);
  const name = nameOf(input);
  const key = name.username ?? name.email ?? '';
  const user = await context.loginThrottle.guard(key, peer.ip ?? '', () =>
    matching(context, name, input.password),
  );
  if (!user) throw refused('Something went wrong. Please check your credentials.');
  return issueToken(context, user);
}

async function resume(context: CoreContext, token: string): Promise<Login> {
  const user = await authenticate(context, { token });
  const stored = user && context.store.get('loginTokens', await sha256Hex(token));
  if (!stored) throw refused("You've been logged out by the server. Please log in again.");
  return { userId: stored.userId, token, expiresAt: stored.expiresAt };
}

function nameOf(input: PasswordLogin): { username?: string; email?: string } {
  const { user, username, email } = input;
  // A user name may be an address too: the admin's is whatever it was said to be.
  if (typeof user === 'string')
    return user.includes('@') ? { username: user, email: user } : { username: user };
  if (user) return user;
  if (username !== undefined) return { username };
  return email === undefined ? {} : { email };
}

async function matching(
  context: CoreContext,
  name: { username?: string; email?: string },
  password: LoginPassword,
): Promise<User | undefined> {
  if (typeof password !== 'string' && password.algorithm !== 'sha-256') return undefined;
  const digest = typeof password === 'string' ? await sha256Hex(password) : password.digest;
  const user = findUser(context.store, name);
  // An unknown name costs the same time as a wrong password: time does not tell which names exist.
  const matches = await verifyPassword(digest, user?.passwordHash ?? (await decoy()));
  return user?.active && matches ? user : undefined;
}

let decoyHash: Promise<string> | undefined;
const decoy = (): Promise<string> => {
  decoyHash ??= hashPassword('');
  return decoyHash;
};

async function issueToken(context: CoreContext, user: User): Promise<Login> {
  const now = context.clock.now();
  const token = newId(TOKEN_LENGTH);
  const expiresAt = new Date(now + LOGIN_LIFETIME_MS);
  const _id = await sha256Hex(token);
  await context.run((work) => {
    for (const old of work.where('loginTokens', 'userId', user._id)) {
      if (old.expiresAt <= work.now) work.remove('loginTokens', old._id);
    }
    work.put('loginTokens', { _id, userId: user._id, createdAt: work.now, expiresAt });
    showUser(work, user._id);
  });
  return { userId: user._id, token, expiresAt };
}

function refused(reason: string): MeteorError {
  return new MeteorError(LOGIN_REFUSED, reason);
}
