import { unreachable } from '../../../../widget/wire/result.ts';
import type { User } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';
import { isAgentOnline } from '../online.ts';
import { hasRoom, isGreetingBot } from './agent-load.ts';
import { type Candidate, candidates } from './candidates.ts';
import { type ChoosingMethod, isChoosing, pickAgent, turnOf } from './pick-agent.ts';

/** The agent who gets the next chat of a department, or of none, by the routing method, and counts the turn. */
export function nextAgent(work: Work, department?: string, notTo?: string): User | undefined {
  const method = work.setting('Livechat_Routing_Method');
  // What a visitor is told of whoever would come next (`agent.next`) is the automatic choice also then, as on a real server.
  const choosing = isChoosing(method) ? method : 'Auto_Selection';
  return counted(work, choosing, candidates(work, department, notTo));
}

/** The bot to which a new chat goes first, if the settings want that and there is one; counts its turn. */
export function nextBot(work: Work, department?: string, notTo?: string): User | undefined {
  if (!work.setting('Livechat_assign_new_conversation_to_bot')) return undefined;
  const bots = candidates(work, department, notTo).filter(({ user }) => isGreetingBot(work, user));
  return counted(work, 'Auto_Selection', bots);
}

/** Whether this agent may be given a chat of the department now. Being in the department is the caller's question. */
export function isFree(
  facts: StoreReader & Pick<Work, 'setting'>,
  agent: User,
  department?: string,
): boolean {
  return isAgentOnline(facts, agent) && hasRoom(facts, agent, department);
}

function counted(work: Work, method: ChoosingMethod, among: readonly Candidate[]): User | undefined {
  const next = pickAgent(method, among);
  if (!next) return undefined;
  const { user, place } = next;
  switch (method) {
    case 'Auto_Selection':
      if (!place) return put(work, { ...user, livechatCount: user.livechatCount + 1 });
      work.put('departmentAgents', { ...place, count: place.count + 1 });
      return user;
    case 'Load_Balancing':
      return put(work, { ...user, livechatCount: user.livechatCount + 1 });
    case 'Load_Rotation': {
      // Two turns in the same millisecond are two turns all the same.
      const after = Math.max(work.now.getTime(), 1 + Math.max(...among.map(turnOf)));
      return put(work, { ...user, lastRoutingTime: new Date(after) });
    }
    default:
      return unreachable(method);
  }
}

function put(work: Work, user: User): User {
  const counted = { ...user, _updatedAt: work.now };
  work.put('users', counted);
  return counted;
}
