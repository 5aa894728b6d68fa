import { COMMANDS, MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import { unreachable } from '../../../widget/wire/result.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Inquiry, Room, User } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { toWireAgent } from '../project/agent.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { storeMessage, userAuthor } from './messages.ts';
import { isAgentOnline } from './online.ts';

/**
 * Finds an agent for a new inquiry. `Auto_Selection` gives it to the next online agent and leaves it `ready` when there is none;
 * `Manual_Selection` queues it until somebody takes it. A wanted agent who is online comes before both; `notTo` is never chosen.
 * @see Rocket.Chat `RoutingManager.ts`, `QueueManager.ts`
 */
export function route(
  work: Work,
  inquiry: Inquiry,
  { wanted, notTo }: { wanted?: User | undefined; notTo?: string | undefined } = {},
): void {
  if (wanted && isAgentOnline(work, wanted)) {
    assignAgent(work, inquiry, wanted);
    return;
  }
  const method = work.setting('Livechat_Routing_Method');
  switch (method) {
    case 'Auto_Selection': {
      const agent = nextAgent(work, inquiry.department, notTo);
      if (agent) assignAgent(work, inquiry, agent);
      return;
    }
    case 'Manual_Selection':
      queue(work, inquiry);
      return;
    default:
      unreachable(method);
  }
}

/** Puts an inquiry into the queue. */
export function queue(work: Work, inquiry: Inquiry): void {
  const queued: Inquiry = { ...inquiry, status: 'queued', queuedAt: work.now, _updatedAt: work.now };
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
  const room = roomOf(work, inquiry);
  const { _id, username } = agent;
  const taken: Inquiry = { ...inquiry, status: 'taken', takenAt: work.now, _updatedAt: work.now };
  work.put('inquiries', taken);
  const servedBy = { _id, username, ts: work.now };
  const served: Room = { ...room, servedBy, usersCount: room.usersCount + 1, _updatedAt: work.now };
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

/**
 * The online agent whose turn it is, and counts the turn. In a department: least `count`, then `order`, then user name; else
 * least `livechatCount`, then user name.
 * @see Rocket.Chat `routing/AutoSelection.ts`
 */
export function nextAgent(work: Work, department?: string, notTo?: string): User | undefined {
  if (department === undefined) {
    const [agent] = [...work.all('users')]
      .filter((user) => user._id !== notTo && isAgentOnline(work, user))
      .sort((a, b) => a.livechatCount - b.livechatCount || byText(a.username, b.username));
    if (!agent) return undefined;
    const counted = { ...agent, livechatCount: agent.livechatCount + 1, _updatedAt: work.now };
    work.put('users', counted);
    return counted;
  }
  const [turn] = work
    .where('departmentAgents', 'departmentId', department)
    .flatMap((place) => {
      const user = work.get('users', place.agentId);
      const isHere = user && user._id !== notTo && isAgentOnline(work, user);
      return place.departmentEnabled && isHere ? [{ place, user }] : [];
    })
    .sort(
      ({ place: a }, { place: b }) =>
        a.count - b.count || a.order - b.order || byText(a.username, b.username),
    );
  if (!turn) return undefined;
  work.put('departmentAgents', { ...turn.place, count: turn.place.count + 1 });
  return turn.user;
}

/** Order by code unit, the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function roomOf(work: Work, inquiry: Inquiry): Room {
  const room = work.get('rooms', inquiry.rid);
  if (!room?.open) throw new MeteorError('error-invalid-room');
  return room;
}
