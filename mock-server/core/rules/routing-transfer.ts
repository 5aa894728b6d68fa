import type { TransferData } from '../../../widget/wire/message.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Department, Inquiry, Room, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import type { Work } from '../work.ts';
import { findDepartment } from './find-department.ts';
import { tooManyChats } from './inquiries.ts';
import { isAgentOnline, onlineDepartment } from './online.ts';
import { hasRoom } from './routing/agent-load.ts';
import { assignAgent, queue, route } from './routing.ts';
import { leaveRoom, type Mover, noteTransfer } from './transfer-history.ts';

export interface Transfer {
  by: Mover;
  /** Said to those in the room. */
  comment?: string | undefined;
  /** Why, where it was not somebody's wish. */
  scope?: TransferData['scope'];
}

export interface DepartmentTransfer extends Transfer {
  /** Agent of the department who is to have it. */
  agentId?: string | undefined;
  /** Agent that another server chose, passed over when no longer online. */
  chosen?: User | undefined;
}

/** On the wish of the visitor. */
export const BY_VISITOR: Transfer = { by: { kind: 'visitor' } };

/**
 * Moves a room to another department: its agents leave, and it is routed again, to `agentId` when one is named. A department without an
 * online agent hands over to the one it falls back to, or lets the visitor wait where it says so.
 * @note A real server says who came before it says who left and why; here the reason comes first.
 * @throws PlainError `This_conversation_is_already_closed`, `error-room-onHold`, `error-invalid-department`, `error-forwarding-chat-same-department`,
 * `error-no-agents-online-in-department`, `error-user-is-offline`, `error-user-not-belong-to-department`, `error-transferring-inquiry`;
 * MeteorError `error-forwarding-department-target-not-allowed`, `error-max-number-simultaneous-chats-reached`
 * @see Rocket.Chat `lib/omnichannel/Helper.ts` `forwardRoomToDepartment`
 */
export function transferToDepartment(
  work: Work,
  room: Room,
  idOrName: string,
  { by, comment, agentId, chosen }: DepartmentTransfer = BY_VISITOR,
): Room {
  if (!room.open) throw new PlainError('This_conversation_is_already_closed');
  if (room.onHold && by.kind !== 'visitor') throw new PlainError('error-room-onHold');
  const wanted = findDepartment(work, idOrName);
  if (!wanted?.enabled) throw new PlainError('error-invalid-department');
  if (wanted._id === room.departmentId) throw new PlainError('error-forwarding-chat-same-department');
  checkAllowed(work, room, wanted);
  const agent = agentId === undefined ? undefined : memberOf(work, wanted, agentId);
  // An agent who hands a chat on does not get it back.
  const notTo = by.kind === 'user' ? room.servedBy?._id : undefined;
  const next = agent || chosen ? wanted : departmentToServe(work, room, wanted, notTo);
  const inquiry = inquiryOf(work, room, 'error-transferring-inquiry');

  const {
    servedBy,
    departmentId: oldDepartmentId,
    onHold: _onHold,
    omnichannel: _omnichannel,
    ...before
  } = room;
  const moved: Room = { ...before, departmentId: next._id, waitingResponse: true, _updatedAt: work.now };
  work.put('rooms', moved);
  if (by.kind === 'visitor') {
    const visitor = work.get('visitors', room.v._id);
    if (visitor) work.put('visitors', { ...visitor, department: next._id, _updatedAt: work.now });
  }
  noteTransfer(work, room, by, {
    scope: 'department',
    comment: comment ?? '',
    nextDepartment: { _id: next._id, name: next.name },
    ...(agent ? { transferredTo: toPerson(agent) } : {}),
  });
  leaveRoom(work, room);
  const waiting = returnToDepartment(work, inquiry, next);
  if (agent) assignAgent(work, waiting, agent);
  else if (!chosen && onlineDepartment(work, next._id, notTo) === undefined) queue(work, waiting);
  else route(work, waiting, { wanted: chosen, notTo });
  const routed = work.get('rooms', room._id) ?? moved;
  if (servedBy && !routed.servedBy) tellUnserved(work, room);
  work.raise({
    type: 'session-forwarded',
    rid: room._id,
    ...(oldDepartmentId === undefined ? {} : { oldDepartmentId }),
  });
  return routed;
}

/**
 * Gives a room to another agent; its department stays.
 * @throws PlainError `This_conversation_is_already_closed`, `error-room-onHold`, `error-user-is-offline`, `error-invalid-inquiry`,
 * `error-selected-agent-room-agent-are-same`
 * @see Rocket.Chat `lib/omnichannel/Helper.ts` `forwardRoomToAgent`
 */
export function transferToAgent(
  work: Work,
  room: Room,
  agentId: string,
  { by, comment, scope = 'agent' }: Transfer,
): Room {
  if (!room.open) throw new PlainError('This_conversation_is_already_closed');
  if (room.onHold && by.kind !== 'visitor') throw new PlainError('error-room-onHold');
  const agent = onlineAgent(work, agentId);
  const inquiry = inquiryOf(work, room, 'error-invalid-inquiry');
  if (room.servedBy?._id === agentId) throw new PlainError('error-selected-agent-room-agent-are-same');
  if (!hasRoom(work, agent, room.departmentId)) throw tooManyChats();
  noteTransfer(work, room, by, {
    scope,
    comment: comment ?? '',
    transferredTo: toPerson(agent),
  });
  leaveRoom(work, room);
  const { takenAt: _takenAt, ...untaken } = inquiry;
  assignAgent(work, { ...untaken, status: 'ready' }, agent);
  work.raise({
    type: 'session-forwarded',
    rid: room._id,
    ...(room.servedBy ? { oldServedBy: room.servedBy } : {}),
  });
  return work.get('rooms', room._id) ?? room;
}

/** @see Rocket.Chat `livechat-enterprise/server/hooks/beforeForwardRoomToDepartment.ts` */
function checkAllowed(work: Work, room: Room, wanted: Department): void {
  const current = room.departmentId === undefined ? undefined : work.get('departments', room.departmentId);
  const allowed = current?.departmentsAllowedToForward ?? [];
  if (allowed.length > 0 && !allowed.includes(wanted._id)) {
    throw new MeteorError(
      'error-forwarding-department-target-not-allowed',
      'The forwarding to the target department is not allowed.',
    );
  }
}

function departmentToServe(work: Work, room: Room, wanted: Department, notTo?: string): Department {
  if (work.setting('Livechat_Routing_Method') === 'Manual_Selection') return wanted;
  const online = onlineDepartment(work, wanted._id, notTo);
  const next = online === undefined ? undefined : work.get('departments', online);
  if (next && next._id !== room.departmentId) return next;
  if (wanted.allowReceiveForwardOffline) return wanted;
  if (work.setting('Livechat_accept_chats_with_no_agents')) return wanted;
  throw new PlainError('error-no-agents-online-in-department');
}

function memberOf(work: Work, department: Department, agentId: string): User {
  const agent = onlineAgent(work, agentId);
  const places = work.where('departmentAgents', 'agentId', agentId);
  if (places.some(({ departmentId }) => departmentId === department._id)) {
    if (hasRoom(work, agent, department._id)) return agent;
    throw tooManyChats();
  }
  throw new PlainError('error-user-not-belong-to-department');
}

function onlineAgent(work: Work, agentId: string): User {
  const user = work.get('users', agentId);
  if (!user || !isAgentOnline(work, user)) throw new PlainError('error-user-is-offline');
  return user;
}

function inquiryOf(work: Work, room: Room, otherwise: string): Inquiry {
  const [inquiry] = work.where('inquiries', 'rid', room._id);
  if (!inquiry) throw new PlainError(otherwise);
  return inquiry;
}

function toPerson({ _id, username, name }: User): NonNullable<TransferData['transferredTo']> {
  return { _id, username, name };
}

/** The room's inquiry, waiting again, in front of the agents of the new department and no longer of the old. */
function returnToDepartment(work: Work, inquiry: Inquiry, department: Department): Inquiry {
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

/** Without `data`: nobody serves the room now. */
function tellUnserved(work: Work, room: Room): void {
  work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [{ type: 'agentData' }] });
}
