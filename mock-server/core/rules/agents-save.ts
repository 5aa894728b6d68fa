import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { changeAgents } from './departments.ts';

/**
 * Puts an agent into exactly these departments; those that are not there are passed over. Keeps the most chats at a time, where said.
 * @throws PlainError `error-user-is-not-agent`
 * @see Rocket.Chat `lib/omnichannel/omni-users.ts` `saveAgentInfo`
 */
export function saveAgentInfo(
  work: Work,
  agentId: string,
  departmentIds: readonly string[],
  { maxNumberSimultaneousChat }: { maxNumberSimultaneousChat?: number | undefined } = {},
): void {
  const agent = work.get('users', agentId);
  if (!agent?.roles.includes('livechat-agent')) throw new PlainError('error-user-is-not-agent');
  if (maxNumberSimultaneousChat !== undefined) {
    work.put('users', { ...agent, livechat: { maxNumberSimultaneousChat }, _updatedAt: work.now });
  }
  const before = work.where('departmentAgents', 'agentId', agentId).map(({ departmentId }) => departmentId);
  // First in, then out: between, hours could take them for an agent of no department.
  for (const departmentId of departmentIds) {
    const isNew = !before.includes(departmentId) && work.get('departments', departmentId) !== undefined;
    if (isNew) changeAgents(work, departmentId, { upsert: [{ agentId }], remove: [] });
  }
  for (const departmentId of before) {
    if (!departmentIds.includes(departmentId)) {
      changeAgents(work, departmentId, { upsert: [], remove: [{ agentId }] });
    }
  }
}
