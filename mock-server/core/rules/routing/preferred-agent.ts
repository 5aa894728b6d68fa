import type { User, Visitor } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';
import { isAgentOnline } from '../online.ts';

type Facts = StoreReader & Pick<Work, 'setting'>;

/** Who comes before all others for a visitor, if online: the agent they asked for, else the one of last time where that is wanted. */
export function preferredAgent(facts: Facts, visitor: Visitor, wanted?: User): User | undefined {
  if (wanted && isAgentOnline(facts, wanted)) return wanted;
  return lastChattedAgent(facts, visitor);
}

/**
 * The agent of the visitor's last chat, with `Livechat_last_chatted_agent_routing` and unless agents take chats themselves. Only if they
 * are in the department that the visitor goes to now.
 * @see Rocket.Chat `livechat-enterprise/server/hooks/handleNextAgentPreferredEvents.ts`
 */
function lastChattedAgent(facts: Facts, { _id, department }: Visitor): User | undefined {
  if (!facts.setting('Livechat_last_chatted_agent_routing')) return undefined;
  if (facts.setting('Livechat_Routing_Method') === 'Manual_Selection') return undefined;
  const last = facts
    .where('rooms', 'v._id', _id)
    .filter(({ closedAt, servedBy }) => closedAt && servedBy)
    .sort((a, b) => Number(a.closedAt) - Number(b.closedAt))
    .at(-1);
  const agent = last?.servedBy && facts.get('users', last.servedBy._id);
  if (!agent || !isAgentOnline(facts, agent)) return undefined;
  const isThere =
    department === undefined ||
    facts
      .where('departmentAgents', 'agentId', agent._id)
      .some((place) => place.departmentId === department && place.departmentEnabled);
  return isThere ? agent : undefined;
}
