import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { changeAgents } from './departments.ts';

/**
 * Puts an agent into exactly these departments; those that are not there are passed over.
 * @note What else a real server keeps with an agent (the most chats at a time) belongs to its enterprise edition.
 * @throws PlainError `error-user-is-not-agent`
 * @see Rocket.Chat `lib/omnichannel/omni-users.ts` `saveAgentInfo`
 */
export function saveAgentInfo(work: Work, agentId: string, departmentIds: readonly string[]): void {
  if (!work.get('users', agentId)?.roles.includes('livechat-agent')) {
    throw new PlainError('error-user-is-not-agent');
  }
  const before = work.where('departmentAgents', 'agentId', agentId).map(({ departmentId }) => departmentId);
  for (const departmentId of before) {
    if (!departmentIds.includes(departmentId)) {
      changeAgents(work, departmentId, { upsert: [], remove: [{ agentId }] });
    }
  }
  for (const departmentId of departmentIds) {
    const isNew = !before.includes(departmentId) && work.get('departments', departmentId) !== undefined;
    if (isNew) changeAgents(work, departmentId, { upsert: [{ agentId }], remove: [] });
  }
}
