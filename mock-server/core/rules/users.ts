import type { AgentPresence } from '../../../widget/wire/agent.ts';
import { type LivechatRoomEvent, STREAMS } from '../../../widget/wire/streams.ts';
import type { User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Work } from '../work.ts';
import { routeWaiting } from './inquiries.ts';
import { isAgentOnline } from './online.ts';

/** @throws MeteorError `error-invalid-user` */
export function userOf(work: Work, userId: string): User {
  const user = work.get('users', userId);
  if (!user) throw new MeteorError('error-invalid-user', 'Invalid user');
  return user;
}

/**
 * Changes what decides whether somebody takes chats, and what follows from it: the visitors they serve see the new presence, and an
 * agent who takes chats now is given those that wait. Nothing happens when nothing changes.
 */
export function changeUser(
  work: Work,
  userId: string,
  change: Partial<Pick<User, 'status' | 'statusLivechat' | 'roles'>>,
): User {
  const before = userOf(work, userId);
  const after: User = { ...before, ...change, _updatedAt: work.now };
  const same =
    after.status === before.status &&
    after.statusLivechat === before.statusLivechat &&
    after.roles.join() === before.roles.join();
  if (same) return before;
  work.put('users', after);
  if (after.status !== before.status) showPresence(work, after);
  if (isAgentOnline(work, after) && !isAgentOnline(work, before)) routeWaiting(work);
  return work.get('users', userId) ?? after;
}

function showPresence(work: Work, { _id, status }: User): void {
  if (!work.setting('Livechat_show_agent_info')) return;
  const shown: LivechatRoomEvent = { type: 'agentStatus', status };
  for (const room of work.where('rooms', 'servedBy._id', _id)) {
    if (room.open) work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [shown] });
  }
}

/** Sets a user's presence. See {@link changeUser}. */
export function setPresence(work: Work, userId: string, status: AgentPresence): User {
  return changeUser(work, userId, { status });
}

/** A new login: who was offline or away is online; who said "busy" stays so. */
export function showUser(work: Work, userId: string): void {
  if (userOf(work, userId).status !== 'busy') setPresence(work, userId, 'online');
}

/**
 * A login ended: an agent takes no more chats, and whoever has no other login is offline.
 * @see Rocket.Chat `hooks/omnichannel/afterAgentLogout` (real presence follows the connections; here it follows the logins)
 */
export function leaveUser(work: Work, userId: string): void {
  if (!work.get('users', userId)) return;
  const others = work.where('loginTokens', 'userId', userId).filter(({ expiresAt }) => expiresAt > work.now);
  changeUser(work, userId, {
    statusLivechat: 'not-available',
    ...(others.length === 0 ? { status: 'offline' } : {}),
  });
}
