import type { LoginInput, LoginName } from '../auth/login.ts';
import { MeteorError } from '../meteor-error.ts';
import { isObject } from './decode-client-frame.ts';

/**
 * The argument of the `login` method: `{resume}`, or `{user: {username} | {email}, password}`, the password as text or as
 * `{digest, algorithm: "sha-256"}`.
 * @throws MeteorError `400` as Meteor does for a login request that no handler knows
 */
export function toLoginInput(value: unknown): LoginInput {
  if (isObject(value)) {
    const { resume, user, password } = value;
    if (typeof resume === 'string') return { resume };
    const name = toName(user);
    if (name !== undefined && typeof password === 'string') return { user: name, password };
    if (name !== undefined && isObject(password)) {
      const { digest, algorithm } = password;
      if (typeof digest === 'string' && typeof algorithm === 'string') {
        return { user: name, password: { digest, algorithm } };
      }
    }
  }
  throw new MeteorError('400', 'Unrecognized options for login request');
}

function toName(user: unknown): LoginName | undefined {
  if (typeof user === 'string') return user;
  if (!isObject(user)) return undefined;
  if (typeof user.username === 'string') return { username: user.username };
  return typeof user.email === 'string' ? { email: user.email } : undefined;
}
