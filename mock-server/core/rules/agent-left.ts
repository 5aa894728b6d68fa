import { unreachable } from '../../../widget/wire/result.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Inquiry, Room, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Work } from '../work.ts';
import { closeRoom } from './closing.ts';
import { onlineDepartment } from './online.ts';
import { queue, route } from './routing.ts';
import { transferToDepartment } from './routing-transfer.ts';
import { leaveRoom, noteTransfer } from './transfer-history.ts';

/** When the time of an agent who left is up, which may be past. Undefined: they are back, or nothing follows. */
export function leaveDue({ setting }: Pick<Work, 'setting'>, agent: User | undefined): number | undefined {
  if (!agent?.leftAt || setting('Livechat_agent_leave_action') === 'none') return undefined;
  return agent.leftAt.getTime() + setting('Livechat_agent_leave_action_timeout') * 1000;
}

/** Rooms that an agent serves. */
export function roomsServedBy(reader: StoreReader, agentId: string): Room[] {
  return reader.where('rooms', 'servedBy._id', agentId).filter(({ open }) => open);
}

/**
 * Does with one room of an agent who left what `Livechat_agent_leave_action` says. Does nothing when the agent came back, or somebody
 * else has the room.
 * @see Rocket.Chat `livechat/server/lib/stream/agentStatus.ts`, `closeOpenChats`, `forwardOpenChats`
 */
export function settleRoomOfLeaver(work: Work, rid: string, agentId: string): void {
  const room = work.get('rooms', rid);
  const agent = work.get('users', agentId);
  const due = leaveDue(work, agent);
  if (!agent || due === undefined || due > work.now.getTime()) return;
  if (!room?.open || room.servedBy?._id !== agentId) return;
  const action = work.setting('Livechat_agent_leave_action');
  switch (action) {
    case 'close': {
      const comment = work.setting('Livechat_agent_leave_comment');
      closeRoom(work, { room, closer: { kind: 'user', user: agent }, comment });
      return;
    }
    case 'forward':
      // One on hold cannot be forwarded: it finds another agent when the visitor writes.
      if (!room.onHold) handOver(work, room, agent);
      return;
    case 'none':
      return;
    default:
      unreachable(action);
  }
}

/** All rooms of an agent who left are settled. */
export function leaverSettled(work: Work, agentId: string): void {
  const agent = work.get('users', agentId);
  const due = leaveDue(work, agent);
  if (!agent || due === undefined || due > work.now.getTime()) return;
  const { leftAt: _leftAt, ...settled } = agent;
  work.put('users', settled);
}

/**
 * Gives a room on without its agent: to the department that the visitor chose, if it is there and another, else to whom routing finds.
 * Whom it finds nobody for waits.
 * @note A real server leaves the chat where it is when the visitor chose no department, or is in it already.
 */
function handOver(work: Work, room: Room, agent: User): void {
  const chosen = work.get('visitors', room.v._id)?.department;
  const [inquiry] = work.where('inquiries', 'rid', room._id);
  if (!inquiry) return;
  const comment = work.setting('Livechat_agent_leave_comment');
  const by = { kind: 'user', user: agent } as const;
  const other = chosen !== undefined && onlineDepartment(work, chosen, agent._id);
  const allowed =
    room.departmentId && work.get('departments', room.departmentId)?.departmentsAllowedToForward;
  if (other && other !== room.departmentId && (!allowed || allowed.length === 0 || allowed.includes(other))) {
    transferToDepartment(work, room, other, { by, comment });
    return;
  }
  const { takenAt: _takenAt, ...untaken } = inquiry;
  const waiting: Inquiry = { ...untaken, status: 'ready', _updatedAt: work.now };
  work.put('rooms', { ...room, waitingResponse: true, _updatedAt: work.now });
  noteTransfer(work, room, by, { scope: 'queue', comment });
  leaveRoom(work, room);
  work.put('inquiries', waiting);
  route(work, waiting, { notTo: agent._id });
  if (!work.get('rooms', room._id)?.servedBy) {
    const [left] = work.where('inquiries', 'rid', room._id);
    if (left?.status === 'ready') queue(work, left);
    // Without `data`: nobody serves the room now.
    work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [{ type: 'agentData' }] });
  }
  work.raise({
    type: 'session-forwarded',
    rid: room._id,
    ...(room.servedBy ? { oldServedBy: room.servedBy } : {}),
  });
}
