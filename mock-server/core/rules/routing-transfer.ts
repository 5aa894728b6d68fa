import { MESSAGE_TYPES, type TransferData } from '../../../widget/wire/message.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Department, Inquiry, Room } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { findDepartment } from './find-department.ts';
import { storeMessage, visitorAuthor } from './messages.ts';
import { onlineDepartment } from './online.ts';
import { route } from './routing.ts';

/**
 * Moves the visitor's room to another department on their wish: its agent leaves, and the room is routed again. A department
 * without an online agent hands over to the one it falls back to.
 * @throws MeteorError `This_conversation_is_already_closed`, `error-invalid-department`, `error-forwarding-chat-same-department`,
 * `error-no-agents-online-in-department`
 * @see Rocket.Chat `livechat/server/lib/Helper.ts` `forwardRoomToDepartment`
 */
export function transferToDepartment(work: Work, room: Room, idOrName: string): Room {
  if (!room.open) throw new MeteorError('This_conversation_is_already_closed');
  const next = departmentToServe(work, room, idOrName);
  const { servedBy, ...before } = room;
  if (servedBy) removeAgents(work, room._id);
  const moved: Room = {
    ...before,
    departmentId: next._id,
    usersCount: 1,
    waitingResponse: true,
    _updatedAt: work.now,
  };
  work.put('rooms', moved);
  const visitor = work.get('visitors', room.v._id);
  if (visitor) work.put('visitors', { ...visitor, department: next._id, _updatedAt: work.now });
  const { _id, username, name } = visitorAuthor(room).u;
  const transferData: TransferData = {
    scope: 'department',
    comment: '',
    transferredBy: { _id, username, ...(name === undefined ? {} : { name }), userType: 'visitor' },
    nextDepartment: { _id: next._id, name: next.name },
  };
  storeMessage(work, moved, {
    ...visitorAuthor(room),
    t: MESSAGE_TYPES.transferred,
    msg: '',
    groupable: false,
    transferData,
  });
  if (servedBy) {
    work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [{ type: 'agentData' }] });
  }
  route(work, returnToDepartment(work, moved, next));
  return work.get('rooms', room._id) ?? moved;
}

function departmentToServe(work: Work, room: Room, idOrName: string): Department {
  const wanted = findDepartment(work, idOrName);
  if (!wanted?.enabled) throw new MeteorError('error-invalid-department', 'Invalid department');
  if (wanted._id === room.departmentId) throw new MeteorError('error-forwarding-chat-same-department');
  if (work.setting('Livechat_Routing_Method') === 'Manual_Selection') return wanted;
  const online = onlineDepartment(work, wanted._id);
  const next = online === undefined ? undefined : work.get('departments', online);
  if (next && next._id !== room.departmentId) return next;
  if (work.setting('Livechat_accept_chats_with_no_agents')) return wanted;
  throw new MeteorError('error-no-agents-online-in-department');
}

function removeAgents(work: Work, rid: string): void {
  for (const subscription of work.where('subscriptions', 'rid', rid)) {
    work.remove('subscriptions', subscription._id);
    work.publish(subscriptionEmission('removed', subscription));
  }
}

/** The room's inquiry, waiting again, in front of the agents of the new department and no longer of the old. */
function returnToDepartment(work: Work, room: Room, department: Department): Inquiry {
  const [inquiry] = work.where('inquiries', 'rid', room._id);
  if (!inquiry) throw new MeteorError('error-transferring-inquiry');
  const { takenAt: _takenAt, ...before } = inquiry;
  const waiting: Inquiry = {
    ...before,
    department: department._id,
    status: 'ready',
    _updatedAt: work.now,
  };
  work.put('inquiries', waiting);
  for (const emission of inquiryEmissions('removed', inquiry)) work.publish(emission);
  for (const emission of inquiryEmissions('added', waiting)) work.publish(emission);
  return waiting;
}
