import type { AgentPresence } from '../../../widget/wire/agent.ts';
import { type LivechatRoomEvent, STREAMS } from '../../../widget/wire/streams.ts';
import type { User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Work } from '../work.ts';

/** @throws MeteorError `error-invalid-user` */
export function userOf(work: Work, userId: string): User {
  const user = work.get('users', userId);
  if (!user) throw new MeteorError('error-invalid-user', 'Invalid user');
  return user;
}

/** Sets a user's presence and shows it to the visitors they serve. Nothing happens when it stays the same. */
export function setPresence(work: Work, userId: string, status: AgentPresence): void {
  const user = userOf(work, userId);
  if (user.status === status) return;
  work.put('users', { ...user, status, _updatedAt: work.now });
  if (!work.setting('Livechat_show_agent_info')) return;
  const shown: LivechatRoomEvent = { type: 'agentStatus', status };
  for (const room of work.where('rooms', 'servedBy._id', userId)) {
    if (room.open) work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [shown] });
  }
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
  const user = work.get('users', userId);
  if (!user) return;
  work.put('users', { ...user, statusLivechat: 'not-available', _updatedAt: work.now });
  const others = work.where('loginTokens', 'userId', userId).filter(({ expiresAt }) => expiresAt > work.now);
  if (others.length === 0) setPresence(work, userId, 'offline');
}
