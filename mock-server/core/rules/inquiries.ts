import { MESSAGE_TYPES, type TransferData } from '../../../widget/wire/message.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Inquiry, Room, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { can } from '../auth/permissions.ts';
import { MeteorError } from '../meteor-error.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { storeMessage, userAuthor } from './messages.ts';
import { isAgentOnline } from './online.ts';
import { hasRoom } from './routing/agent-load.ts';
import { isChoosing } from './routing/pick-agent.ts';
import { assignAgent, dispatch, queue, route } from './routing.ts';
import { type Mover, noteTransfer } from './transfer-history.ts';

/** Inquiries without an agent, longest wait first. */
export function waitingInquiries(reader: StoreReader): Inquiry[] {
  return [
    ...reader.where('inquiries', 'status', 'ready'),
    ...reader.where('inquiries', 'status', 'queued'),
  ].sort((a, b) => a.ts.getTime() - b.ts.getTime());
}

/** Whether this queue is the user's: managers see all, agents those of no department and of their own. */
export function isInOwnQueue(reader: StoreReader, user: User, inquiry: Inquiry): boolean {
  if (!can(reader, user, 'view-l-room')) return false;
  if (inquiry.department === undefined || can(reader, user, 'view-livechat-rooms')) return true;
  return reader
    .where('departmentAgents', 'agentId', user._id)
    .some(({ departmentId }) => departmentId === inquiry.department);
}

/**
 * Gives waiting inquiries to the agents there are now. Under manual selection they wait until somebody takes them, with the waiting queue
 * until it moves, and where another server says who until it was asked.
 */
export function routeWaiting(work: Work): void {
  const waiting = waitingInquiries(work);
  if (work.setting('Livechat_waiting_queue')) {
    for (const inquiry of waiting) if (inquiry.status === 'ready') route(work, inquiry);
  } else if (isChoosing(work.setting('Livechat_Routing_Method'))) {
    for (const inquiry of waiting) dispatch(work, inquiry);
  }
}

/**
 * An agent takes an inquiry from the queue.
 * @throws MeteorError `error-not-found`, `error-not-allowed`, `error-inquiry-taken`, `error-agent-status-service-offline`,
 * `error-max-number-simultaneous-chats-reached`
 * @see Rocket.Chat `takeInquiry.ts`
 */
export function takeInquiry(work: Work, agent: User, inquiryId: string): void {
  const inquiry = work.get('inquiries', inquiryId);
  if (!inquiry) throw new MeteorError('error-not-found', 'Inquiry not found');
  if (!isInOwnQueue(work, agent, inquiry)) throw new MeteorError('error-not-allowed', 'Not allowed');
  if (inquiry.status === 'taken') throw new MeteorError('error-inquiry-taken', 'Inquiry already taken');
  if (!isAgentOnline(work, agent)) {
    throw new MeteorError(
      'error-agent-status-service-offline',
      'Agent status is offline or Omnichannel service is not active',
    );
  }
  if (!hasRoom(work, agent, inquiry.department)) throw tooManyChats();
  assignAgent(work, inquiry, agent);
}

/** The agent has as many chats as one may have. */
export function tooManyChats(): MeteorError {
  return new MeteorError('error-max-number-simultaneous-chats-reached', 'Not allowed');
}

export interface Returning {
  /** Into the queue of this department; absent: its own. */
  departmentId?: string | undefined;
  scope?: TransferData['scope'];
  comment?: string;
}

/**
 * Takes the room from its agent and puts it back into the queue, of another department when one is named.
 * @returns false when nobody serves the room
 * @throws MeteorError `room-closed`, `error-room-onHold`, `error-returning-inquiry`, `error-invalid-department`
 * @see Rocket.Chat `returnRoomAsInquiry.ts`
 */
export function returnToQueue(
  work: Work,
  by: Mover,
  room: Room,
  { departmentId, scope = 'queue', comment }: Returning = {},
): boolean {
  if (!room.open) throw new MeteorError('room-closed');
  if (room.onHold) throw new MeteorError('error-room-onHold');
  if (!room.servedBy) return false;
  const [inquiry] = work.where('inquiries', 'rid', room._id);
  if (!inquiry) throw new MeteorError('error-returning-inquiry');
  if (departmentId !== undefined && !work.get('departments', departmentId)?.enabled) {
    throw new MeteorError('error-invalid-department');
  }
  const { servedBy, ...unserved } = room;
  const moved = departmentId === undefined ? {} : { departmentId };
  const left: Room = {
    ...unserved,
    ...moved,
    usersCount: Math.max(1, room.usersCount - 1),
    _updatedAt: work.now,
  };
  work.put('rooms', left);
  for (const subscription of work.where('subscriptions', 'rid', room._id)) {
    if (subscription.u._id !== servedBy._id) continue;
    work.remove('subscriptions', subscription._id);
    work.publish(subscriptionEmission(work, 'removed', subscription));
  }
  noteTransfer(work, room, by, { scope, ...(comment === undefined ? {} : { comment }) });
  const leaver = work.get('users', servedBy._id);
  storeMessage(work, left, {
    ...(leaver ? userAuthor(leaver) : { u: { _id: servedBy._id, username: servedBy.username } }),
    t: MESSAGE_TYPES.userLeft,
    msg: servedBy.username,
    groupable: false,
  });
  const { takenAt: _takenAt, ...untaken } = inquiry;
  queue(work, departmentId === undefined ? untaken : { ...untaken, department: departmentId });
  // Without `data`: nobody serves the room now.
  work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [{ type: 'agentData' }] });
  return true;
}
