import type { User } from '../../store/documents.ts';
import type { Connection } from './connection.ts';
import { encodeEjson } from './ejson.ts';

const COLLECTION = 'users';

/**
 * Shows a connection the record of who is logged in on it, before the login is answered: a publication that nobody subscribes to. The
 * official SDK learns the user name from it (`account.user.username`).
 * @see Meteor `accounts-base/accounts_server.js` (the publication without a name), Rocket.Chat `getDefaultUserFields`
 */
export function publishOwnUser({ sendText }: Connection, user: User): void {
  const { username, name, emails, status, statusLivechat, roles, active } = user;
  const fields = { username, name, emails, status, statusLivechat, roles, active };
  sendText(encodeEjson({ msg: 'added', collection: COLLECTION, id: user._id, fields }));
}

/** The login on this connection is over. */
export function withdrawOwnUser({ sendText }: Connection, userId: string): void {
  sendText(encodeEjson({ msg: 'removed', collection: COLLECTION, id: userId }));
}
