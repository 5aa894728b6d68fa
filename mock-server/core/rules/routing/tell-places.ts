import { STREAMS } from '../../../../widget/wire/streams.ts';
import type { Inquiry } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import { tellsPlaces, toQueueInfo } from '../../project/queue-info.ts';
import type { Work } from '../../work.ts';
import { averageChatSeconds } from './estimated-wait.ts';
import { queuePlaces } from './queue-places.ts';

/** Whether somebody's place differs from what they were told, or they were told one and are no longer to be. */
export function hasUntoldPlaces(facts: StoreReader & Pick<Work, 'setting'>): boolean {
  const tells = tellsPlaces(facts);
  return queuePlaces(facts).some(({ inquiry, spot }) => inquiry.toldSpot !== (tells ? spot : undefined));
}

/** Tells everybody in the queue whose place changed where they stand now, and how long they will probably wait. */
export function tellPlaces(work: Work): void {
  const tells = tellsPlaces(work);
  const averages = new Map<string | undefined, number | undefined>();
  for (const { inquiry, spot } of queuePlaces(work)) {
    const { toldSpot, ...untold } = inquiry;
    if (toldSpot === (tells ? spot : undefined)) continue;
    if (!tells) {
      work.put('inquiries', untold);
      tell(work, inquiry);
      continue;
    }
    const { department } = inquiry;
    if (!averages.has(department)) averages.set(department, averageChatSeconds(work, department));
    work.put('inquiries', { ...untold, toldSpot: spot });
    tell(work, inquiry, toQueueInfo(work, inquiry, spot, averages.get(department)));
  }
}

/** Without `data`: the visitor is told no place any more. */
function tell(work: Work, { rid }: Inquiry, data?: ReturnType<typeof toQueueInfo>): void {
  const args = [{ type: 'queueData', ...(data ? { data } : {}) }];
  work.publish({ stream: STREAMS.livechatRoom, event: rid, args });
}
