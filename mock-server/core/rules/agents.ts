import type { AgentAvailability } from '../../../widget/wire/agent.ts';
import type { Role, User } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { isWithinHours } from './business-hours/agent-hours.ts';
import { countAgents } from './departments.ts';
import { changeUser } from './users.ts';

/** Roles that `livechat/users/:type` gives and takes. */
export type LivechatRole = Extract<Role, 'livechat-agent' | 'livechat-manager'>;

export function isAgent(user: User): boolean {
  return user.roles.includes('livechat-agent');
}

/**
 * Sets whether an agent takes chats; toggles when `status` is left out. It is then what somebody wants, whatever the server made of it before.
 * Outside business hours nobody takes chats: agents are refused, for somebody else nothing changes.
 * @throws PlainError `error-user-deactivated`, `error-business-hours-are-closed`
 * @see Rocket.Chat `api/v1/omnichannel/agent.ts` `livechat/agent.status`
 */
export function setAvailability(work: Work, by: User, agent: User, status?: AgentAvailability): User {
  if (!agent.active) throw new PlainError('error-user-deactivated');
  const toggled = agent.statusLivechat === 'available' ? 'not-available' : 'available';
  const wanted = status ?? toggled;
  if (wanted === 'available' && !isWithinHours(work, agent, work.now.getTime())) {
    if (by._id === agent._id) throw new PlainError('error-business-hours-are-closed');
    return agent;
  }
  return changeUser(work, agent._id, { statusLivechat: wanted, livechatStatusSystemModified: undefined });
}

/**
 * Makes a user an agent or a manager. A new agent takes chats at once, as on a real server.
 * @see Rocket.Chat `omnichannel/addAgent`
 */
export function addRole(work: Work, user: User, role: LivechatRole): User {
  if (user.roles.includes(role)) return user;
  return changeUser(work, user._id, {
    roles: [...user.roles, role],
    ...(role === 'livechat-agent' ? { statusLivechat: 'available' } : {}),
  });
}

/** Takes the role away; who is no agent any more leaves all departments. */
export function removeRole(work: Work, user: User, role: LivechatRole): void {
  if (!user.roles.includes(role)) return;
  changeUser(work, user._id, {
    roles: user.roles.filter((one) => one !== role),
    ...(role === 'livechat-agent' ? { statusLivechat: 'not-available' } : {}),
  });
  if (role !== 'livechat-agent') return;
  for (const place of work.where('departmentAgents', 'agentId', user._id)) {
    work.remove('departmentAgents', place._id);
    countAgents(work, place.departmentId);
  }
}
