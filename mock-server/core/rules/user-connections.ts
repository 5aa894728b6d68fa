import type { Work } from '../work.ts';
import { changeUser } from './users.ts';

/** How long after the last socket closed somebody counts as still here, in ms: pages are loaded anew, networks change. */
export const PRESENCE_GRACE_MS = 10_000;

/**
 * A socket is logged in as this user. Whom the loss of an earlier one made offline is what they were before; an idle person who
 * connects is not idle.
 * @note A user without a socket is what their logins say; a real server knows presence by sockets only.
 */
export function userConnected(work: Work, userId: string): void {
  const user = work.get('users', userId);
  if (!user) return;
  const { statusBefore } = user;
  changeUser(work, userId, {
    connected: true,
    disconnectedAt: undefined,
    statusBefore: undefined,
    ...(statusBefore && user.status === 'offline'
      ? { status: statusBefore === 'away' ? 'online' : statusBefore }
      : {}),
  });
}

/** The last of the user's sockets is gone. */
export function userDisconnected(work: Work, userId: string): void {
  const user = work.get('users', userId);
  if (!user?.connected) return;
  changeUser(work, userId, {
    connected: undefined,
    ...(user.status === 'offline' ? {} : { disconnectedAt: work.now }),
  });
}

/** Nobody came back in time: the user is offline. */
export function userGone(work: Work, userId: string): void {
  const user = work.get('users', userId);
  if (!user?.disconnectedAt || user.disconnectedAt.getTime() + PRESENCE_GRACE_MS > work.now.getTime()) return;
  changeUser(work, userId, {
    disconnectedAt: undefined,
    ...(user.status === 'offline' ? {} : { status: 'offline', statusBefore: user.status }),
  });
}

/** After a start of the server no socket is open, whatever was written down before. */
export function nobodyConnected(work: Work): void {
  for (const { _id, connected } of [...work.all('users')]) {
    if (connected) userDisconnected(work, _id);
  }
}
