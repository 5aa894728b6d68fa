import { COMMANDS, MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Inquiry, Room, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { toWireAgent } from '../project/agent.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { storeMessage, userAuthor } from './messages.ts';
import { isAgentOnline } from './online.ts';
import { isGreetingBot } from './routing/agent-load.ts';
import { isFree, nextAgent, nextBot } from './routing/next-agent.ts';
import { isChoosing } from './routing/pick-agent.ts';

/**
 * Finds an agent for a new inquiry. A wanted agent who is online comes first, then a bot if bots greet everybody. With the waiting queue
 * everybody else is queued, and the queue moves by itself. Without it the inquiry goes to the agent whose turn it is by the routing
 * method and stays `ready` when there is none, or when another server says who; under manual selection it is queued until somebody
 * takes it. `notTo` is never chosen.
 * @see Rocket.Chat `RoutingManager.ts`, `QueueManager.ts`
 */
export function route(
  work: Work,
  inquiry: Inquiry,
  { wanted, notTo }: { wanted?: User | undefined; notTo?: string | undefined } = {},
): void {
  const first = wanted && isAgentOnline(work, wanted) ? wanted : nextBot(work, inquiry.department, notTo);
  const mayPassQueue = first !== undefined && isGreetingBot(work, first);
  if (work.setting('Livechat_waiting_queue') && !mayPassQueue) {
    const { _id: agentId = '', username = '' } = first ?? {};
    queue(work, first ? { ...inquiry, defaultAgent: { agentId, username } } : inquiry);
  } else if (first) assignAgent(work, inquiry, first);
  else if (work.setting('Livechat_Routing_Method') === 'Manual_Selection') queue(work, inquiry);
  else dispatch(work, inquiry, { notTo });
}

/**
 * Gives a waiting inquiry to the agent that the visitor is to have, to the one that another server chose (`chosen`), or to the one whose
 * turn it is; only to somebody who has room for it.
 * @returns whether it found one
 */
export function dispatch(
  work: Work,
  inquiry: Inquiry,
  { chosen, notTo }: { chosen?: User | undefined; notTo?: string | undefined } = {},
): boolean {
  const { defaultAgent, department } = inquiry;
  const preferred = defaultAgent && work.get('users', defaultAgent.agentId);
  const agent = [preferred, chosen].find((one) => one && one._id !== notTo && isFree(work, one, department));
  const method = work.setting('Livechat_Routing_Method');
  const found = agent ?? (isChoosing(method) ? nextAgent(work, department, notTo) : undefined);
  if (!found) return false;
  assignAgent(work, inquiry, found);
  return true;
}

/** Puts an inquiry into the queue. */
export function queue(work: Work, inquiry: Inquiry): void {
  const { told: _told, ...untold } = inquiry;
  const queued: Inquiry = { ...untold, status: 'queued', queuedAt: work.now, _updatedAt: work.now };
  work.put('inquiries', queued);
  const room = roomOf(work, inquiry);
  work.put('rooms', { ...room, queuedAt: work.now, _updatedAt: work.now });
  for (const emission of inquiryEmissions('changed', queued)) work.publish(emission);
  work.raise({ type: 'session-queued', rid: room._id });
}

/**
 * Gives the room of an inquiry to an agent and tells everybody. Whether the agent may take it is the caller's question.
 * @throws MeteorError `error-inquiry-taken`, `error-invalid-room`
 */
export function assignAgent(work: Work, inquiry: Inquiry, agent: User): void {
  if (inquiry.status === 'taken') throw new MeteorError('error-inquiry-taken', 'Inquiry already taken');
  const { autoTransferAt: _autoTransferAt, ...room } = roomOf(work, inquiry);
  const { _id, username } = agent;
  const { defaultAgent: _defaultAgent, told: _told, ...waited } = inquiry;
  const taken: Inquiry = { ...waited, status: 'taken', takenAt: work.now, _updatedAt: work.now };
  work.put('inquiries', taken);
  const servedBy = { _id, username, ts: work.now };
  const served: Room = {
    ...room,
    ...patienceWith(work, room),
    servedBy,
    usersCount: room.usersCount + 1,
    _updatedAt: work.now,
  };
  work.put('rooms', served);
  const subscription = {
    _id: work.newId(),
    rid: room._id,
    u: { _id, username },
    open: true,
    unread: 0,
    ts: work.now,
    _updatedAt: work.now,
  };
  work.put('subscriptions', subscription);
  work.publish(subscriptionEmission(work, 'inserted', subscription));
  const author = userAuthor(agent);
  storeMessage(work, served, { ...author, t: MESSAGE_TYPES.command, msg: COMMANDS.connected });
  storeMessage(work, served, { ...author, t: MESSAGE_TYPES.userJoined, msg: '', groupable: false });
  const data = toWireAgent(work, agent);
  work.publish({ stream: STREAMS.livechatRoom, event: room._id, args: [{ type: 'agentData', data }] });
  for (const emission of inquiryEmissions('changed', taken)) work.publish(emission);
  work.raise({ type: 'session-taken', rid: room._id });
}

/** Until when the agent has to answer. Once only: a chat that was passed on for want of an answer stays with its next agent. */
function patienceWith(work: Work, room: Room): Pick<Room, 'autoTransferAt'> {
  const seconds = work.setting('Livechat_auto_transfer_chat_timeout');
  if (seconds <= 0 || room.autoTransferredAt) return {};
  return { autoTransferAt: new Date(work.now.getTime() + seconds * 1000) };
}

function roomOf(work: Work, inquiry: Inquiry): Room {
  const room = work.get('rooms', inquiry.rid);
  if (!room?.open) throw new MeteorError('error-invalid-room');
  return room;
}
