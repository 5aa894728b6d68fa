import { type Json, numberOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import type { Outcome, Rest } from '../../kit/rest.ts';
import type { RecordsApi, Stored } from '../state/create-records.ts';

export interface Place {
  agentId: string;
  username: string;
  /** Lower numbers get chats first. */
  order: number;
}
export interface DepartmentDraft {
  name: string;
  email: string;
  description: string;
  enabled: boolean;
  showOnRegistration: boolean;
  showOnOfflineForm: boolean;
  /** Id of the department that chats go to when nobody is here; empty: none. */
  fallback: string;
  archived: boolean;
  agents: readonly Place[];
  /** What else the department has: writing it replaces all of it. */
  kept: Json;
}

const PATH = '/api/v1/livechat/department';
/** What the editor has no inputs for, and a department may have. @see core-typings `ILivechatDepartment` */
const KEPT = [
  'requestTagBeforeClosingChat',
  'chatClosingTags',
  'departmentsAllowedToForward',
  'allowReceiveForwardOffline',
  'offlineMessageChannelName',
  'abandonedRoomsCloseCustomMessage',
  'waitingQueueMessage',
  'maxNumberSimultaneousChat',
  'visitorInactivityTimeoutInSeconds',
];

export const departmentsApi: RecordsApi<DepartmentDraft> = {
  async list(rest) {
    const outcome = await rest.get('livechat/department', { count: '0', showArchived: 'true' });
    if (!outcome.ok) return outcome;
    const list: Stored<DepartmentDraft>[] = [];
    for (const department of recordsOf(outcome.value, 'departments')) {
      const id = textOf(department, '_id');
      if (id === undefined) continue;
      const places = await rest.get(`livechat/department/${encodeURIComponent(id)}`);
      if (!places.ok) return places;
      list.push({ id, draft: toDraft(department, recordsOf(places.value, 'agents')) });
    }
    return { ok: true, value: list };
  },
  save(rest, id, { fallback, agents, kept, archived: _archived, ...draft }) {
    const body = {
      department: { ...kept, ...draft, ...(fallback === '' ? {} : { fallbackForwardDepartment: fallback }) },
      agents: agents.map(({ agentId, username, order }) => ({ agentId, username, order })),
    };
    return id === undefined ? rest.raw('POST', PATH, body) : rest.raw('PUT', `${PATH}/${id}`, body);
  },
  remove: (rest, id) => rest.raw('DELETE', `${PATH}/${id}`),
};

function toDraft(department: Json, agents: Json[]): DepartmentDraft {
  return {
    name: textOf(department, 'name') ?? '',
    email: textOf(department, 'email') ?? '',
    description: textOf(department, 'description') ?? '',
    enabled: department.enabled === true,
    showOnRegistration: department.showOnRegistration === true,
    showOnOfflineForm: department.showOnOfflineForm === true,
    fallback: textOf(department, 'fallbackForwardDepartment') ?? '',
    archived: department.archived === true,
    agents: agents.map((place) => ({
      agentId: textOf(place, 'agentId') ?? '',
      username: textOf(place, 'username') ?? '',
      order: numberOf(place, 'order') ?? 0,
    })),
    kept: Object.fromEntries(KEPT.filter((key) => key in department).map((key) => [key, department[key]])),
  };
}

/** Everybody who can be in a department. */
export async function fetchAgents(rest: Rest): Promise<Outcome<Omit<Place, 'order'>[]>> {
  const outcome = await rest.get('livechat/users/agent', { count: '0' });
  if (!outcome.ok) return outcome;
  const users = recordsOf(outcome.value, 'users').flatMap((user) => {
    const [agentId, username] = [textOf(user, '_id'), textOf(user, 'username')];
    return agentId === undefined || username === undefined ? [] : [{ agentId, username }];
  });
  return { ok: true, value: users };
}
