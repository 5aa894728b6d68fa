import { STREAMS } from '../../../../widget/wire/streams.ts';
import type { Inquiry } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import { tellsPlaces, toQueueInfo } from '../../project/queue-info.ts';
import type { Work } from '../../work.ts';
import { averageChatSeconds } from './estimated-wait.ts';
import { queuePlaces } from './queue-places.ts';

/** From queueing to the first telling, as on a real server: a widget needs the time to subscribe to its new room. */
const FIRST_TOLD_AFTER_MS = 1_000;

/**
 * When somebody is to be told a place that they do not know, or that they have none any more, epoch ms; undefined: all know.
 * A place that changes is told at once.
 */
export function placesDueAt(
  facts: StoreReader & Pick<Work, 'setting'> & { now: number },
): number | undefined {
  const due = untold(facts).map(({ inquiry }) => dueOf(inquiry) ?? facts.now);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** Tells everybody in the queue whose place changed where they stand now, and how long they will probably wait. */
export function tellPlaces(work: Work): void {
  const averages = new Map<string | undefined, number | undefined>();
  for (const { inquiry, spot } of untold(work)) {
    if ((dueOf(inquiry) ?? 0) > work.now.getTime()) continue;
    const { told: _told, ...before } = inquiry;
    if (spot === undefined) {
      work.put('inquiries', before);
      tell(work, inquiry);
      continue;
    }
    const { department } = inquiry;
    if (!averages.has(department)) averages.set(department, averageChatSeconds(work, department));
    work.put('inquiries', { ...before, told: { spot, at: work.now } });
    tell(work, inquiry, toQueueInfo(work, inquiry, spot, averages.get(department)));
  }
}

/** Whose place is another than they were told; `spot` is undefined where nothing is told any more. */
function untold(
  facts: StoreReader & Pick<Work, 'setting'>,
): { inquiry: Inquiry; spot: number | undefined }[] {
  const tells = tellsPlaces(facts);
  if (!tells && !facts.earliest('inquiries', 'told.at')) return [];
  return queuePlaces(facts)
    .map(({ inquiry, spot }) => ({ inquiry, spot: tells ? spot : undefined }))
    .filter(({ inquiry, spot }) => inquiry.told?.spot !== spot);
}

/** Of somebody who was never told; the others at once. */
function dueOf({ told, queuedAt }: Inquiry): number | undefined {
  return told === undefined && queuedAt ? queuedAt.getTime() + FIRST_TOLD_AFTER_MS : undefined;
}

/** Without `data`: the visitor is told no place any more. */
function tell(work: Work, { rid }: Inquiry, data?: ReturnType<typeof toQueueInfo>): void {
  const args = [{ type: 'queueData', ...(data ? { data } : {}) }];
  work.publish({ stream: STREAMS.livechatRoom, event: rid, args });
}
