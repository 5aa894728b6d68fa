import type { QueueInfo } from '../../../widget/wire/config.ts';
import type { Inquiry } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { ROCKET_CAT } from '../rules/messages.ts';
import { averageChatSeconds, estimatedWaitSeconds } from '../rules/routing/estimated-wait.ts';
import { queuePlaces } from '../rules/routing/queue-places.ts';
import type { Work } from '../work.ts';

type Facts = StoreReader & Pick<Work, 'setting'>;

/** Whether visitors are told their place in the queue. */
export function tellsPlaces({ setting }: Pick<Work, 'setting'>): boolean {
  return (
    setting('Livechat_waiting_queue') && setting('Omnichannel_calculate_dispatch_service_queue_statistics')
  );
}

/** What the visitor of a room is told of the queue; undefined when the room is not in it, or nothing is told. */
export function queueInfoOf(facts: Facts, rid: string): QueueInfo | undefined {
  if (!tellsPlaces(facts)) return undefined;
  const place = queuePlaces(facts).find(({ inquiry }) => inquiry.rid === rid);
  if (!place) return undefined;
  const { inquiry, spot } = place;
  return toQueueInfo(facts, inquiry, spot, averageChatSeconds(facts, inquiry.department));
}

/**
 * A place in the queue as its visitor is told: the wait once an average is known, and the text of the department or, if it has none, of
 * the setting.
 * @see Rocket.Chat `livechat-enterprise/server/lib/Helper.ts` `normalizeQueueInfo`
 */
export function toQueueInfo(
  facts: Facts,
  { department }: Pick<Inquiry, 'department'>,
  spot: number,
  averageSeconds: number | undefined,
): QueueInfo {
  const own = department === undefined ? undefined : facts.get('departments', department);
  const text = own?.waitingQueueMessage || facts.setting('Livechat_waiting_queue_message');
  const { _id, username } = ROCKET_CAT.u;
  const recent = facts.setting('Livechat_number_most_recent_chats_estimate_wait_time');
  return {
    spot,
    ...(text ? { message: { text, user: { _id, username } } } : {}),
    ...(averageSeconds === undefined
      ? {}
      : { estimatedWaitTimeSeconds: estimatedWaitSeconds(spot, recent, averageSeconds) }),
  };
}
