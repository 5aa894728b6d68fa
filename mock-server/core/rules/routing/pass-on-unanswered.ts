import type { Room, User } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';
import { returnToQueue } from '../inquiries.ts';
import { transferToAgent } from '../routing-transfer.ts';
import { isFree, nextAgent } from './next-agent.ts';
import { isChoosing } from './pick-agent.ts';

/** The chat whose agent has to answer first; undefined: nobody has to. */
export function firstUnanswered(facts: StoreReader & Pick<Work, 'setting'>): Room | undefined {
  if (facts.setting('Livechat_auto_transfer_chat_timeout') <= 0) return undefined;
  return facts.earliest('rooms', 'autoTransferAt');
}

/**
 * A chat that its agent has not answered in time goes to another, or back into the queue where agents take chats themselves. Once; when
 * nobody else is free, it is tried again after the same time.
 * @param chosen agent that another server chose
 * @see Rocket.Chat `livechat-enterprise/server/lib/AutoTransferChatScheduler.ts`
 */
export function passOnUnanswered(work: Work, rid: string, chosen?: User): void {
  const before = work.get('rooms', rid);
  if (!before?.autoTransferAt || before.autoTransferAt > work.now) return;
  const { autoTransferAt: _due, ...room } = before;
  work.put('rooms', room);
  if (!isUnanswered(room)) return;
  const seconds = work.setting('Livechat_auto_transfer_chat_timeout');
  const comment = String(seconds);
  const by = { kind: 'system' } as const;
  const passedOn: Room = { ...room, autoTransferredAt: work.now };
  const method = work.setting('Livechat_Routing_Method');
  if (method === 'Manual_Selection') {
    work.put('rooms', passedOn);
    returnToQueue(work, by, passedOn, { scope: 'autoTransferUnansweredChatsToQueue', comment });
    return;
  }
  const { departmentId, servedBy } = room;
  const agent = isChoosing(method) ? nextAgent(work, departmentId, servedBy?._id) : chosen;
  if (!agent || agent._id === servedBy?._id || !isFree(work, agent, departmentId)) {
    work.put('rooms', { ...room, autoTransferAt: new Date(work.now.getTime() + seconds * 1000) });
    return;
  }
  work.put('rooms', passedOn);
  transferToAgent(work, passedOn, agent._id, { by, comment, scope: 'autoTransferUnansweredChatsToAgent' });
}

/** Whether somebody has the chat and no agent wrote since they got it. */
export function isUnanswered({ open, onHold, servedBy, responseBy }: Room): boolean {
  if (!open || onHold || !servedBy) return false;
  return !responseBy || responseBy.lastMessageTs < servedBy.ts;
}
