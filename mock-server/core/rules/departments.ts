import type { Department, DepartmentAgent, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { predictAbandonment } from './abandonment.ts';
import { keepHours } from './business-hours/keep-hours.ts';

/** What a caller says of a department. */
export interface DepartmentInput {
  name: string;
  email: string;
  enabled: boolean;
  showOnRegistration: boolean;
  showOnOfflineForm: boolean;
  description?: string | null;
  requestTagBeforeClosingChat?: boolean | null;
  chatClosingTags?: string[] | null;
  fallbackForwardDepartment?: string | null;
  departmentsAllowedToForward?: string[] | null;
  allowReceiveForwardOffline?: boolean | null;
  offlineMessageChannelName?: string | null;
  abandonedRoomsCloseCustomMessage?: string | null;
  waitingQueueMessage?: string | null;
  maxNumberSimultaneousChat?: number | null;
  visitorInactivityTimeoutInSeconds?: number | null;
}
export interface DepartmentAgentInput {
  agentId: string;
  count?: number | null;
  order?: number | null;
}

/**
 * Creates a department, or changes one when `_id` is given. `agents` are then exactly its agents; left out, they stay.
 * @throws MeteorError `error-department-not-found`, `error-archived-department-cant-be-enabled`, `error-invalid-department-name`,
 * `error-user-is-not-agent`,
 * `error-fallback-department-circular`, `error-fallback-department-not-found`
 * @see Rocket.Chat `departmentsLib.ts` `saveDepartment`
 */
export function saveDepartment(
  work: Work,
  _id: string | undefined,
  input: DepartmentInput,
  agents?: readonly DepartmentAgentInput[],
): Department {
  const before = _id === undefined ? undefined : departmentOf(work, _id);
  const { name, email, enabled, showOnRegistration, showOnOfflineForm, ...more } = input;
  const { fallbackForwardDepartment: fallback } = more;
  if (before?.archived && enabled) {
    throw new MeteorError(
      'error-archived-department-cant-be-enabled',
      'Archived departments cant be enabled',
    );
  }
  if (!input.name.trim()) throw new MeteorError('error-invalid-department-name', 'The name is empty');
  const id = before?._id ?? work.newId();
  if (fallback) checkFallback(work, id, fallback);
  work.put('departments', {
    _id: id,
    name,
    email,
    enabled,
    showOnRegistration,
    showOnOfflineForm,
    ...said(more),
    ...(before?.archived ? { archived: true } : {}),
    ...(before?.businessHourId === undefined ? {} : { businessHourId: before.businessHourId }),
    numAgents: before?.numAgents ?? 0,
    _updatedAt: work.now,
  });
  if (agents) placeAgents(work, id, agents);
  enablePlaces(work, id, enabled);
  if (before?.visitorInactivityTimeoutInSeconds !== more.visitorInactivityTimeoutInSeconds) {
    predictAbandonment(work, id);
  }
  const saved = countAgents(work, id);
  keepHours(work);
  return saved;
}

/** Without what is null, false or empty: a department has what it was given. */
function said<T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(input).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : Boolean(value),
  );
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** Agents of a department that is off take none of its chats. */
function enablePlaces(work: Work, departmentId: string, enabled: boolean): void {
  for (const place of work.where('departmentAgents', 'departmentId', departmentId)) {
    if (place.departmentEnabled !== enabled) {
      work.put('departmentAgents', { ...place, departmentEnabled: enabled });
    }
  }
}

/**
 * Puts a department out of use: off, and not to be switched on before it is taken back.
 * @throws PlainError `department-not-found`
 * @see Rocket.Chat `lib/omnichannel/departmentsLib.ts` `archiveDepartment`
 */
export function archiveDepartment(work: Work, _id: string): void {
  const department = work.get('departments', _id);
  if (!department) throw new PlainError('department-not-found');
  work.put('departments', { ...department, archived: true, enabled: false, _updatedAt: work.now });
  enablePlaces(work, _id, false);
  keepHours(work);
}

/** Takes a department back; it stays off until somebody switches it on. @throws MeteorError `department-not-found` */
export function unarchiveDepartment(work: Work, _id: string): void {
  const department = work.get('departments', _id);
  if (!department) throw new MeteorError('department-not-found');
  const { archived: _archived, ...back } = department;
  work.put('departments', { ...back, _updatedAt: work.now });
}

/**
 * Adds or changes some agents of a department and takes others out. Users who are no agents are passed over.
 * @throws MeteorError `error-department-not-found`
 */
export function changeAgents(
  work: Work,
  departmentId: string,
  { upsert, remove }: { upsert: readonly DepartmentAgentInput[]; remove: readonly { agentId: string }[] },
): void {
  const department = departmentOf(work, departmentId);
  const removed = new Set(remove.map(({ agentId }) => agentId));
  for (const place of work.where('departmentAgents', 'departmentId', departmentId)) {
    if (removed.has(place.agentId)) work.remove('departmentAgents', place._id);
  }
  for (const agent of upsert) {
    const user = work.get('users', agent.agentId);
    if (user?.roles.includes('livechat-agent')) placeAgent(work, department, user, agent);
  }
  countAgents(work, departmentId);
  keepHours(work);
}

/**
 * Removes a department and the places of its agents. Rooms keep its id.
 * @throws PlainError `error-department-removal-disabled`; MeteorError `error-department-not-found`
 */
export function removeDepartment(work: Work, _id: string): void {
  if (!work.setting('Omnichannel_enable_department_removal')) {
    throw new PlainError('error-department-removal-disabled');
  }
  departmentOf(work, _id);
  for (const place of work.where('departmentAgents', 'departmentId', _id)) {
    work.remove('departmentAgents', place._id);
  }
  work.remove('departments', _id);
  for (const other of [...work.all('departments')]) {
    if (other.fallbackForwardDepartment !== _id) continue;
    const { fallbackForwardDepartment: _gone, ...rest } = other;
    work.put('departments', { ...rest, _updatedAt: work.now });
  }
  keepHours(work);
}

/** @throws MeteorError `error-department-not-found` */
export function departmentOf(work: Work, _id: string): Department {
  const department = work.get('departments', _id);
  if (!department) throw new MeteorError('error-department-not-found', 'Department not found');
  return department;
}

/** Brings `numAgents` up to date. */
export function countAgents(work: Work, _id: string): Department {
  const department = departmentOf(work, _id);
  const numAgents = work.where('departmentAgents', 'departmentId', _id).length;
  const counted = { ...department, numAgents, _updatedAt: work.now };
  work.put('departments', counted);
  return counted;
}

function placeAgents(work: Work, departmentId: string, agents: readonly DepartmentAgentInput[]): void {
  const wanted = new Set(agents.map(({ agentId }) => agentId));
  for (const place of work.where('departmentAgents', 'departmentId', departmentId)) {
    if (!wanted.has(place.agentId)) work.remove('departmentAgents', place._id);
  }
  const department = departmentOf(work, departmentId);
  for (const agent of agents) {
    const user = work.get('users', agent.agentId);
    if (!user?.roles.includes('livechat-agent')) throw new MeteorError('error-user-is-not-agent');
    placeAgent(work, department, user, agent);
  }
}

function placeAgent(
  work: Work,
  { _id: departmentId, enabled }: Department,
  { _id: agentId, username }: User,
  { count, order }: Omit<DepartmentAgentInput, 'agentId'>,
): void {
  const before = work
    .where('departmentAgents', 'departmentId', departmentId)
    .find((place) => place.agentId === agentId);
  const place: DepartmentAgent = {
    _id: before?._id ?? work.newId(),
    agentId,
    username,
    departmentId,
    departmentEnabled: enabled,
    count: count ?? before?.count ?? 0,
    order: order ?? before?.order ?? 0,
  };
  work.put('departmentAgents', place);
}

/** A chain of fallbacks must end, or nobody would ever be found at its end. */
function checkFallback(work: Work, id: string, fallback: string): void {
  if (!work.get('departments', fallback)) throw new MeteorError('error-fallback-department-not-found');
  const seen = new Set([id]);
  for (let next: string | undefined = fallback; next !== undefined; ) {
    if (seen.has(next)) throw new MeteorError('error-fallback-department-circular');
    seen.add(next);
    next = work.get('departments', next)?.fallbackForwardDepartment;
  }
}
