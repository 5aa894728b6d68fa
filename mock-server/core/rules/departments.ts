import type { Department, DepartmentAgent } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';

/** What a caller says of a department. */
export interface DepartmentInput {
  name: string;
  email: string;
  enabled: boolean;
  showOnRegistration: boolean;
  showOnOfflineForm: boolean;
  description?: string | null;
  requestTagBeforeClosingChat?: boolean | null;
  fallbackForwardDepartment?: string | null;
}
export interface DepartmentAgentInput {
  agentId: string;
  count?: number | null;
  order?: number | null;
}

/**
 * Creates a department, or changes one when `_id` is given. `agents` are then exactly its agents; left out, they stay.
 * @throws MeteorError `error-department-not-found`, `error-invalid-department-name`, `error-user-is-not-agent`,
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
  const { description, requestTagBeforeClosingChat, fallbackForwardDepartment: fallback, ...rest } = input;
  if (!input.name.trim()) throw new MeteorError('error-invalid-department-name', 'The name is empty');
  const id = before?._id ?? work.newId();
  if (fallback) checkFallback(work, id, fallback);
  work.put('departments', {
    _id: id,
    ...rest,
    ...(description ? { description } : {}),
    ...(requestTagBeforeClosingChat ? { requestTagBeforeClosingChat } : {}),
    ...(fallback ? { fallbackForwardDepartment: fallback } : {}),
    numAgents: before?.numAgents ?? 0,
    _updatedAt: work.now,
  });
  if (agents) placeAgents(work, id, agents);
  for (const place of work.where('departmentAgents', 'departmentId', id)) {
    if (place.departmentEnabled !== input.enabled) {
      work.put('departmentAgents', { ...place, departmentEnabled: input.enabled });
    }
  }
  return countAgents(work, id);
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
  const before = new Map(
    work.where('departmentAgents', 'departmentId', departmentId).map((place) => [place.agentId, place]),
  );
  const wanted = new Set(agents.map(({ agentId }) => agentId));
  for (const [agentId, place] of before) {
    if (!wanted.has(agentId)) work.remove('departmentAgents', place._id);
  }
  for (const { agentId, count, order } of agents) {
    const user = work.get('users', agentId);
    if (!user?.roles.includes('livechat-agent')) throw new MeteorError('error-user-is-not-agent');
    const kept = before.get(agentId);
    const place: DepartmentAgent = {
      _id: kept?._id ?? work.newId(),
      agentId,
      username: user.username,
      departmentId,
      departmentEnabled: true,
      count: count ?? kept?.count ?? 0,
      order: order ?? kept?.order ?? 0,
    };
    work.put('departmentAgents', place);
    before.set(agentId, place);
  }
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
