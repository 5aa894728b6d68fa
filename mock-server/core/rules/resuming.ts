import type { Room } from '../../store/documents.ts';
import type { Work } from '../work.ts';
import { returnToQueue } from './inquiries.ts';
import { movesByItself } from './routing/move-queue.ts';
import { isFree } from './routing/next-agent.ts';
import { dispatch } from './routing.ts';

/**
 * Stores with `write` what a visitor says. A chat on hold goes on by that; one whose agent is gone, or has no room for it any more, waits
 * for another.
 * @see Rocket.Chat `livechat-enterprise/server/services/omnichannel.internalService.ts` `attemptToAssignRoomToServingAgentElseQueueIt`
 */
export function resuming<T>(work: Work, room: Room, write: () => T): T {
  const agent = room.servedBy && work.get('users', room.servedBy._id);
  // Asked before: afterwards the chat itself counts.
  const stays = !room.onHold || (agent !== undefined && isFree(work, agent, room.departmentId));
  const written = write();
  const now = work.get('rooms', room._id);
  if (stays || !now?.open || now.onHold || !now.servedBy) return written;
  returnToQueue(work, { kind: 'system' }, now);
  const [inquiry] = work.where('inquiries', 'rid', room._id);
  if (inquiry && !movesByItself(work)) dispatch(work, inquiry);
  return written;
}
