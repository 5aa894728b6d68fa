import type { Role, User } from '../../store/documents.ts';
import { findUser } from '../auth/find-user.ts';
import { isRole } from '../auth/permissions.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Work } from '../work.ts';
import { isAgent, removeRole } from './agents.ts';
import { closeRoom } from './closing.ts';
import { toEmailAddress } from './email-address.ts';
import { changeUser, leaveUser, userOf } from './users.ts';

/** What an admin says of a new user. The password comes as its hash: hashing takes time, and a transaction has none. */
export interface NewUser {
  username: string;
  name: string;
  email: string;
  passwordHash: string;
  roles?: readonly string[] | null | undefined;
  active?: boolean | null | undefined;
  verified?: boolean | null | undefined;
}

/** Letters of a user name. @see Rocket.Chat setting `UTF8_User_Names_Validation` */
const USERNAME = /^[0-9a-zA-Z-_.]+$/;

/**
 * @throws MeteorError `error-invalid-username`, `error-invalid-email`, `error-field-unavailable`, `error-action-not-allowed`
 * @see Rocket.Chat `lib/users/saveUser.ts`
 */
export function createUser(work: Work, user: NewUser): User {
  const { username, name, email, passwordHash, roles, active, verified } = user;
  if (!USERNAME.test(username)) {
    throw new MeteorError('input-invalid-username', `${username} is not a valid username`);
  }
  const address = toEmailAddress(email);
  if (address === undefined) throw new MeteorError('error-invalid-email', `Invalid email ${email}`);
  for (const [field, value] of Object.entries({ username, email: address })) {
    if (findUser(work, { [field]: value })) {
      throw new MeteorError('error-field-unavailable', `${value} is already in use :(`, { field });
    }
  }
  const created: User = {
    _id: work.newId(),
    username,
    name,
    emails: [{ address, verified: verified ?? false }],
    roles: roles ? knownRoles(roles) : ['user'],
    active: active ?? true,
    status: 'offline',
    statusLivechat: 'not-available',
    livechatCount: 0,
    passwordHash,
    createdAt: work.now,
    _updatedAt: work.now,
  };
  work.put('users', created);
  if (!isAgent(created)) return created;
  // Whoever becomes an agent takes chats at once, as with `livechat/users/agent`.
  return changeUser(work, created._id, { statusLivechat: 'available' });
}

function knownRoles(roles: readonly string[]): Role[] {
  return roles.map((role) => {
    if (isRole(role)) return role;
    throw new MeteorError('error-action-not-allowed', 'The field Roles consist Invalid role id', {
      action: 'Assign_role',
    });
  });
}

/**
 * Switches a user on or off. Who is off has no login any more, and the chats they served end.
 * @throws MeteorError `error-invalid-user`, `error-action-not-allowed`
 * @see Rocket.Chat `lib/users/setUserActiveStatus.ts`
 */
export function setActive(work: Work, userId: string, active: boolean): User {
  const user = userOf(work, userId);
  if (!active) {
    refuseLastAdmin(work, user);
    endWork(work, user);
  }
  const changed: User = { ...userOf(work, userId), active, _updatedAt: work.now };
  work.put('users', changed);
  return changed;
}

/**
 * Removes a user. What they wrote stays, under their name.
 * @throws MeteorError `error-invalid-user`, `error-action-not-allowed`
 */
export function deleteUser(work: Work, userId: string): void {
  const user = userOf(work, userId);
  refuseLastAdmin(work, user);
  endWork(work, user);
  removeRole(work, user, 'livechat-agent');
  work.remove('users', userId);
}

function refuseLastAdmin(work: Work, user: User): void {
  const admins = [...work.all('users')].filter(({ roles, active }) => active && roles.includes('admin'));
  if (admins.every(({ _id }) => _id === user._id)) {
    throw new MeteorError('error-action-not-allowed', 'Leaving the app without admins is not allowed', {
      action: 'Remove_last_admin',
    });
  }
}

/** Ends the logins of a user and the chats they serve. */
function endWork(work: Work, user: User): void {
  for (const room of work.where('rooms', 'servedBy._id', user._id)) {
    if (room.open) closeRoom(work, { room, closer: { kind: 'user', user }, comment: 'Agent deactivated' });
  }
  for (const { _id } of work.where('loginTokens', 'userId', user._id)) work.remove('loginTokens', _id);
  leaveUser(work, user._id);
}
