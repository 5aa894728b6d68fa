import type { AgentPresence } from '../../../widget/wire/agent.ts';
import { type LivechatRoomEvent, STREAMS } from '../../../widget/wire/streams.ts';
import type { User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { availabilityEmission } from '../project/user-data.ts';
import type { Work } from '../work.ts';
import { isOutOfHours } from './business-hours/agent-hours.ts';
import { routeWaiting } from './inquiries.ts';
import { isAgentOnline } from './online.ts';

/** @throws MeteorError `error-invalid-user` */
export function userOf(work: Work, userId: string): User {
  const user = work.get('users', userId);
  if (!user) throw new MeteorError('error-invalid-user', 'Invalid user');
  return user;
}

/** What decides whether somebody takes chats. `undefined` takes a mark away. */
export interface UserChange {
  status?: User['status'];
  statusLivechat?: User['statusLivechat'];
  roles?: User['roles'];
  livechatStatusSystemModified?: true | undefined;
  connected?: true | undefined;
  disconnectedAt?: Date | undefined;
  statusBefore?: AgentPresence | undefined;
}

/**
 * Changes what decides whether somebody takes chats, and what follows from it: the visitors they serve see the new presence, an agent
 * who takes chats now is given those that wait, and of one who stopped it is noted when. Outside business hours no agent is made
 * available. Nothing happens when nothing changes.
 */
export function changeUser(work: Work, userId: string, change: UserChange): User {
  const { user, came } = applyChange(work, userId, change);
  if (came) routeWaiting(work);
  return work.get('users', userId) ?? user;
}

/** As {@link changeUser}, for many users at once: who `came` is given no chats yet. */
export function applyChange(work: Work, userId: string, change: UserChange): { user: User; came: boolean } {
  const before = userOf(work, userId);
  const changed = withinHours(work, withoutUndefined<User>({ ...before, ...change }));
  const after = withoutUndefined<User>({ ...changed, leftAt: leftAt(work, before, changed) });
  if (JSON.stringify(after) === JSON.stringify(before)) return { user: before, came: false };
  const user = { ...after, _updatedAt: work.now };
  work.put('users', user);
  if (user.status !== before.status) showPresence(work, user);
  if (user.statusLivechat !== before.statusLivechat) work.publish(availabilityEmission(user));
  return { user, came: isAgentOnline(work, user) && !isAgentOnline(work, before) };
}

function withinHours(work: Work, user: User): User {
  if (!isOutOfHours(work, user, work.now.getTime())) return user;
  return { ...user, statusLivechat: 'not-available', livechatStatusSystemModified: true };
}

/**
 * When the agent stopped taking chats: not by being away, which passes.
 * @see Rocket.Chat `livechat/server/lib/stream/agentStatus.ts` (`serviceOnline`)
 */
function leftAt({ now }: Work, before: User, after: User): Date | undefined {
  const serves = ({ roles, status, statusLivechat }: User): boolean =>
    roles.includes('livechat-agent') && status !== 'offline' && statusLivechat === 'available';
  if (serves(after)) return undefined;
  return serves(before) ? now : before.leftAt;
}

function withoutUndefined<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
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

/** Sets a user to what they say of themselves, except that being here again does not end "busy". */
export function showActivity(work: Work, userId: string, status: 'online' | 'away'): void {
  const { status: before } = userOf(work, userId);
  if (before === status || before === 'busy') return;
  if (status === 'online' || before === 'online') setPresence(work, userId, status);
}

/**
 * A new login: who was offline or away is online, who said "busy" stays so, and who took chats until a log-out takes them again.
 * @see Rocket.Chat `livechat/server/startup.ts` (`Accounts.onLogin`)
 */
export function showUser(work: Work, userId: string): void {
  const { status, livechatStatusSystemModified } = userOf(work, userId);
  changeUser(work, userId, {
    ...(status === 'busy' ? {} : { status: 'online' }),
    ...(livechatStatusSystemModified ? AVAILABLE_AGAIN : {}),
  });
}
const AVAILABLE_AGAIN: UserChange = { statusLivechat: 'available', livechatStatusSystemModified: undefined };

/**
 * A login ended: an agent takes no more chats until the next, and whoever has no other login is offline.
 * @see Rocket.Chat `hooks/omnichannel/afterAgentLogout`
 */
export function leaveUser(work: Work, userId: string): void {
  const user = work.get('users', userId);
  if (!user) return;
  const others = work.where('loginTokens', 'userId', userId).filter(({ expiresAt }) => expiresAt > work.now);
  changeUser(work, userId, {
    ...(user.statusLivechat === 'available'
      ? { statusLivechat: 'not-available', livechatStatusSystemModified: true }
      : {}),
    ...(others.length === 0
      ? { status: 'offline', connected: undefined, disconnectedAt: undefined, statusBefore: undefined }
      : {}),
  });
}
