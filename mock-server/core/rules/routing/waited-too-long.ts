import type { Inquiry } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';
import { closeRoom } from '../closing.ts';

/** Last words to whoever waited in vain. A real server has its own under `Closed_automatically_chat_queued_too_long`. */
export const WAITED_TOO_LONG = 'Closed by the system: nobody was free for too long';

type Facts = StoreReader & Pick<Work, 'setting'>;

/** When the one who was queued first has waited longer than `Livechat_max_queue_wait_time`, epoch ms; undefined: never. */
export function waitEndsAt(facts: Facts): number | undefined {
  if (facts.setting('Livechat_max_queue_wait_time') <= 0) return undefined;
  const ends = facts.where('inquiries', 'status', 'queued').map((inquiry) => endOf(facts, inquiry));
  return ends.reduce((a, b) => (a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)), undefined);
}

/** Ends the chats of all who have waited for too long. */
export function closeLongWaits(work: Work): void {
  for (const inquiry of work.where('inquiries', 'status', 'queued')) {
    const end = endOf(work, inquiry);
    const room = end !== undefined && end <= work.now.getTime() && work.get('rooms', inquiry.rid);
    if (room) closeRoom(work, { room, closer: { kind: 'system' }, comment: WAITED_TOO_LONG });
  }
}

function endOf({ setting }: Facts, { queuedAt }: Inquiry): number | undefined {
  const minutes = setting('Livechat_max_queue_wait_time');
  return queuedAt && minutes > 0 ? queuedAt.getTime() + minutes * 60_000 : undefined;
}
