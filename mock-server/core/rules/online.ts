import type { User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Work } from '../work.ts';

/** What the questions of this file read: the open transaction, or a store and its settings. */
type Facts = StoreReader & Pick<Work, 'setting'>;

/**
 * Whether a visitor finds somebody: an online agent in the department (of any, when none is named), else in the departments it
 * falls back to; always with `Livechat_accept_chats_with_no_agents`.
 * @see Rocket.Chat `service-status.ts` `online`
 */
export function isOnline(facts: Facts, department?: string): boolean {
  if (facts.setting('Livechat_accept_chats_with_no_agents')) return true;
  return department === undefined ? hasOnlineAgent(facts) : onlineDepartment(facts, department) !== undefined;
}

/**
 * The department, or the first of those it falls back to, that has an online agent other than `notTo`. At most so many steps as
 * `Omnichannel_max_fallback_forward_depth` says.
 */
export function onlineDepartment(
  facts: Facts,
  department: string | undefined,
  notTo?: string,
): string | undefined {
  const seen = new Set<string>();
  const most = facts.setting('Omnichannel_max_fallback_forward_depth');
  for (let id = department; id !== undefined && !seen.has(id) && seen.size <= most; ) {
    if (hasOnlineAgent(facts, id, notTo)) return id;
    seen.add(id);
    id = facts.get('departments', id)?.fallbackForwardDepartment;
  }
  return undefined;
}

/** Whether an online agent other than `notTo` is in the department, or anywhere when none is named. */
export function hasOnlineAgent(facts: Facts, department?: string, notTo?: string): boolean {
  if (department === undefined) {
    for (const user of facts.all('users')) {
      if (user._id !== notTo && isAgentOnline(facts, user)) return true;
    }
    return false;
  }
  return facts
    .where('departmentAgents', 'departmentId', department)
    .some(({ agentId, departmentEnabled }) => {
      const user = facts.get('users', agentId);
      return departmentEnabled && user !== undefined && agentId !== notTo && isAgentOnline(facts, user);
    });
}

/**
 * Whether the agent takes chats now. Nobody does while livechat is switched off.
 * @see Rocket.Chat `packages/models` `queryStatusAgentOnline`
 */
export function isAgentOnline({ setting }: Pick<Work, 'setting'>, user: User): boolean {
  if (!setting('Livechat_enabled')) return false;
  if (!user.active || !user.roles.includes('livechat-agent')) return false;
  if (user.statusLivechat !== 'available') return false;
  // Programs need no connection to be there.
  if (user.status === 'offline') return user.roles.includes('bot');
  return setting('Livechat_enabled_when_agent_idle') || user.status !== 'away';
}
