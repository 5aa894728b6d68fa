import type { User } from '../../../store/documents.ts';
import type { Work } from '../../work.ts';
import { dispatch } from '../routing.ts';
import { queueHeads } from './queue-heads.ts';

/**
 * One move of the queue: in each department who waits longest gets an agent, if one is free. Nobody overtakes within a department.
 * @param chosen agents that another server chose, by the id of the inquiry
 * @see Rocket.Chat `livechat/server/lib/QueueManager.ts` `processWaitingQueue`, `services/omnichannel/queue.ts`
 */
export function moveQueue(work: Work, chosen: ReadonlyMap<string, User> = new Map()): void {
  for (const inquiry of queueHeads(work)) {
    const agentId = chosen.get(inquiry._id)?._id;
    // As they are now: some time may have gone by since they were chosen.
    const agent = agentId === undefined ? undefined : work.get('users', agentId);
    dispatch(work, inquiry, { chosen: agent });
  }
}

/** Whether the queue moves by itself, rather than agents taking chats from it or getting them at once. */
export function movesByItself({ setting }: Pick<Work, 'setting'>): boolean {
  const method = setting('Livechat_Routing_Method');
  return method === 'External' || (method !== 'Manual_Selection' && setting('Livechat_waiting_queue'));
}
