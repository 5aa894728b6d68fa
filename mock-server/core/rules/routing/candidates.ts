import type { DepartmentAgent, User } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';
import { isAgentOnline } from '../online.ts';
import { hasRoom, openChatsOf } from './agent-load.ts';

/** An agent who could get the next chat. */
export interface Candidate {
  user: User;
  /** In the department that is asked about. */
  place?: DepartmentAgent;
  /** Chats that they serve now. */
  openChats: number;
}

type Facts = StoreReader & Pick<Work, 'setting'>;

/** Agents who take chats now and have room for one: of the department, or of all when none is named. `notTo` is never among them. */
export function candidates(facts: Facts, department?: string, notTo?: string): Candidate[] {
  return placesOf(facts, department).flatMap(({ user, place }) =>
    user._id !== notTo && isAgentOnline(facts, user) && hasRoom(facts, user, department)
      ? [{ user, openChats: openChatsOf(facts, user._id), ...(place ? { place } : {}) }]
      : [],
  );
}

function placesOf(facts: Facts, department?: string): { user: User; place?: DepartmentAgent }[] {
  if (department === undefined) return [...facts.all('users')].map((user) => ({ user }));
  return facts.where('departmentAgents', 'departmentId', department).flatMap((place) => {
    const user = facts.get('users', place.agentId);
    return user && place.departmentEnabled ? [{ user, place }] : [];
  });
}
