import type { User } from '../../store/documents.ts';

/** A user as an admin sees them; others do not learn addresses and times. @see core-typings `IUser` */
export function toUserInfo(user: User, all = true) {
  const { _id, username, name, status, active, roles, emails, statusLivechat, createdAt, _updatedAt } = user;
  const shared = { _id, username, name, status, active, type: 'user' };
  return all ? { ...shared, roles, emails, statusLivechat, createdAt, _updatedAt } : shared;
}
