import type { User } from '../../store/documents.ts';

/** A user as other signed-in users see them. Never the password hash. @see core-typings `IUser` */
export function toWireUser(user: User) {
  const { _id, username, name, emails, roles, status, statusLivechat, livechatCount, active } = user;
  const { createdAt, _updatedAt } = user;
  const shown = { _id, username, name, emails, roles, type: 'user', status, statusLivechat, livechatCount };
  return { ...shown, active, createdAt, _updatedAt };
}

/** A user as they see themselves. @see core-typings `IMeApiUser` */
export function toMe(user: User, siteUrl: string) {
  const { _id, username, name, emails, roles, status, statusLivechat, active, createdAt } = user;
  return {
    _id,
    username,
    name,
    emails,
    email: emails[0]?.address,
    roles,
    status,
    statusConnection: status,
    statusLivechat,
    active,
    createdAt,
    avatarUrl: `${siteUrl}/avatar/${encodeURIComponent(username)}`,
    isOAuthUser: false,
    settings: { profile: {}, preferences: {}, calendar: {} },
  };
}
