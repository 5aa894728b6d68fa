import type { EpochMs } from '../../../ports/clock.ts';
import type { BusinessHour, User } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import { DEFAULT_BUSINESS_HOUR } from '../../project/default-business-hour.ts';
import type { Work } from '../../work.ts';
import { hoursPhase } from './hours-phase.ts';

type Facts = StoreReader & Pick<Work, 'setting'>;

/** The hours of whoever has none of their own. A file of an earlier version has none written down. */
export function defaultHours(reader: StoreReader): BusinessHour {
  return reader.where('businessHours', 'type', 'default')[0] ?? DEFAULT_BUSINESS_HOUR;
}

/** All hours that take part now. */
export function hoursInForce(facts: Facts): BusinessHour[] {
  const standard = defaultHours(facts);
  if (facts.setting('Livechat_business_hour_type') === 'Single') return [standard];
  return [standard, ...facts.where('businessHours', 'type', 'custom').filter(({ active }) => active)];
}

/**
 * The hours of an agent: those of their departments, where a department without hours of its own has the default ones. One that is open is
 * enough. Agents of no department have the default ones, and while all have the same (`Single`), everybody has.
 * @see Rocket.Chat `ee/…/business-hour/Multiple.ts` `allowAgentChangeServiceStatus`, `Helper.ts` `getAgentIdsToHandle`
 */
export function hoursOfAgent(facts: Facts, agentId: string): BusinessHour[] {
  const standard = defaultHours(facts);
  if (facts.setting('Livechat_business_hour_type') === 'Single') return [standard];
  const hours = new Set<BusinessHour>();
  for (const { departmentId, departmentEnabled } of facts.where('departmentAgents', 'agentId', agentId)) {
    const department = facts.get('departments', departmentId);
    if (!departmentEnabled || !department || department.archived) continue;
    const own =
      department.businessHourId === undefined
        ? undefined
        : facts.get('businessHours', department.businessHourId);
    hours.add(own?.active ? own : standard);
  }
  return hours.size > 0 ? [...hours] : [standard];
}

/** Whether the agent may take chats now, as far as hours say. Bots work at all hours. */
export function isWithinHours(facts: Facts, user: Pick<User, '_id' | 'roles'>, now: EpochMs): boolean {
  if (!facts.setting('Livechat_enable_business_hours') || user.roles.includes('bot')) return true;
  return hoursOfAgent(facts, user._id).some((hours) => hoursPhase(hours, now).open);
}

/** Whether the agent takes chats although it is outside their hours. */
export function isOutOfHours(facts: Facts, user: User, now: EpochMs): boolean {
  return isAvailableAgent(user) && !isWithinHours(facts, user, now);
}

/** Whether the agent would take chats, had the server not made them unavailable for a reason that hours no longer give. */
export function isToComeBack(facts: Facts, user: User, now: EpochMs): boolean {
  const { roles, active, status, statusLivechat, livechatStatusSystemModified } = user;
  if (!livechatStatusSystemModified || statusLivechat === 'available') return false;
  return (
    active && status !== 'offline' && roles.includes('livechat-agent') && isWithinHours(facts, user, now)
  );
}

const isAvailableAgent = ({ roles, statusLivechat }: Pick<User, 'roles' | 'statusLivechat'>): boolean =>
  statusLivechat === 'available' && roles.includes('livechat-agent');
