import type { User } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';

type Facts = StoreReader & Pick<Work, 'setting'>;

/** Open chats that an agent serves; those on hold do not count. */
export function openChatsOf(reader: StoreReader, agentId: string): number {
  // By the agent's places: these go when a room closes, so the number of ended chats costs nothing.
  return reader.where('subscriptions', 'u._id', agentId).filter(({ rid }) => {
    const room = reader.get('rooms', rid);
    return room?.open && !room.onHold && room.servedBy?._id === agentId;
  }).length;
}

/**
 * Most open chats with which an agent still gets one of this department: the department says, else the agent, else the setting.
 * @returns undefined: as many as come, which is always so without the waiting queue
 * @see Rocket.Chat `livechat-enterprise/server/lib/Helper.ts` `getMaxNumberSimultaneousChat`
 */
export function mostChatsOf(facts: Facts, agent: User, department?: string): number | undefined {
  if (!facts.setting('Livechat_waiting_queue')) return undefined;
  const own = department === undefined ? undefined : facts.get('departments', department);
  const most =
    own?.maxNumberSimultaneousChat ||
    agent.livechat?.maxNumberSimultaneousChat ||
    facts.setting('Livechat_maximum_chats_per_agent');
  return most > 0 ? most : undefined;
}

/** Whether an agent may get one more chat of this department. Bots that greet everybody always may. */
export function hasRoom(facts: Facts, agent: User, department?: string): boolean {
  if (isGreetingBot(facts, agent)) return true;
  const most = mostChatsOf(facts, agent, department);
  return most === undefined || openChatsOf(facts, agent._id) < most;
}

/** Whether the agent is a bot to which new chats go first. @see Rocket.Chat `Helper.ts` `allowAgentSkipQueue` */
export function isGreetingBot({ setting }: Pick<Work, 'setting'>, agent: User): boolean {
  return setting('Livechat_assign_new_conversation_to_bot') && agent.roles.includes('bot');
}
