import { type Json, recordsOf, textOf } from '../../kit/decode/fields.ts';

/** What the server's settings say of the queue that agents see. */
export interface QueueSettings {
  /** Waiting chats that are shown; 0: all. */
  mostShown: number;
  /** Agents may look at who has how many chats. */
  showsLoads: boolean;
}

const MOST_SHOWN = 'Livechat_guest_pool_max_number_incoming_livechats_displayed';
const SHOWS_LOADS = 'Livechat_show_queue_list_link';
export const QUEUE_SETTING_IDS = [MOST_SHOWN, SHOWS_LOADS].join(',');

/** Reads them of an answer of `settings.public`; `linked`: there is something to look at under the routing method. */
export function decodeQueueSettings(body: Json, linked: boolean): QueueSettings {
  const values = new Map(recordsOf(body, 'settings').map((one) => [textOf(one, '_id'), one.value]));
  const most = Number(values.get(MOST_SHOWN) ?? 0);
  return { mostShown: Math.max(0, most), showsLoads: linked && values.get(SHOWS_LOADS) === true };
}
