import type { Room } from '../../store/documents.ts';
import type { Work } from '../work.ts';

/** What the prediction is made from. Writing one of these makes every prediction anew. */
export const ABANDONMENT_SETTINGS = [
  'Livechat_abandoned_rooms_action',
  'Livechat_visitor_inactivity_timeout',
] as const;

type Facts = Pick<Work, 'get' | 'setting'>;

/**
 * The room with the time at which its visitor counts as gone: the agent's last message that waits for an answer, and the time-out. None
 * while the visitor waits for somebody, on hold, once closed, or where nothing would follow.
 * @note A real server counts from the first message that waits in some versions and from the visitor's last in others. A visitor whose
 * agent changed gets the whole time again.
 * @see Rocket.Chat `livechat-enterprise/server/lib/Helper.ts` `setPredictedVisitorAbandonmentTime`
 */
export function withPrediction(facts: Facts, room: Room): Room {
  const { omnichannel, ...rest } = room;
  const { predictedVisitorAbandonmentAt: _before, ...others } = omnichannel ?? {};
  const at = abandonmentOf(facts, room);
  const kept = at === undefined ? others : { ...others, predictedVisitorAbandonmentAt: at };
  return Object.keys(kept).length === 0 ? rest : { ...rest, omnichannel: kept };
}

function abandonmentOf(facts: Facts, room: Room): Date | undefined {
  const { open, onHold, servedBy, responseBy, waitingResponse } = room;
  if (!open || onHold || !servedBy || !responseBy || waitingResponse !== false) return undefined;
  if (facts.setting('Livechat_abandoned_rooms_action') === 'none') return undefined;
  const seconds = inactivityTimeout(facts, room);
  if (seconds <= 0) return undefined;
  const since = Math.max(responseBy.lastMessageTs.getTime(), servedBy.ts.getTime());
  return new Date(since + seconds * 1000);
}

/** Seconds that the visitor of this room may leave an agent without an answer; 0 for as long as they like. */
export function inactivityTimeout({ get, setting }: Facts, { departmentId }: Room): number {
  const department = departmentId === undefined ? undefined : get('departments', departmentId);
  return department?.visitorInactivityTimeoutInSeconds || setting('Livechat_visitor_inactivity_timeout');
}

/** Makes the predictions of open rooms anew, of one department or of all. */
export function predictAbandonment(work: Work, departmentId?: string): void {
  // Every open room has its inquiry, and no closed one.
  for (const { rid } of work.all('inquiries')) {
    const room = work.get('rooms', rid);
    if (!room || (departmentId !== undefined && room.departmentId !== departmentId)) continue;
    const before = room.omnichannel?.predictedVisitorAbandonmentAt?.getTime();
    const predicted = withPrediction(work, room);
    if (predicted.omnichannel?.predictedVisitorAbandonmentAt?.getTime() !== before)
      work.put('rooms', predicted);
  }
}
