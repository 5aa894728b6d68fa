import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import type { Message } from '../../store/documents.ts';
import type { Work } from '../work.ts';
import { ROCKET_CAT, storeMessage } from './messages.ts';
import { NO_ROOM, pagesWithoutRoom } from './page-visits-without-room.ts';
import { roomOfVisitor } from './rooms.ts';

export interface PageInfo {
  title: string;
  /** What changed: `url` or `title`. */
  change: string;
  location: { href: string };
}
export interface PageVisit {
  token: string;
  rid?: string | null;
  pageInfo: PageInfo;
}

/** Pages kept of one visitor before there is a room; the oldest go first. */
const MOST_PAGES = 50;

/**
 * Notes the page a visitor is on, as a message that is hidden unless `Livechat_Visitor_navigation_as_a_message`. Undefined: the
 * setting `Livechat_history_monitor_type` follows something else.
 * @note A real server takes any token with any room; here the room must be the visitor's.
 * @throws MeteorError `invalid-room`
 * @see Rocket.Chat `livechat/server/lib/tracking.ts` `savePageHistory`
 */
export function visitPage(work: Work, { token, rid, pageInfo }: PageVisit): Message | undefined {
  if (pageInfo.change !== work.setting('Livechat_history_monitor_type')) return undefined;
  const message = {
    ...ROCKET_CAT,
    t: MESSAGE_TYPES.navigation,
    msg: `${pageInfo.title} - ${pageInfo.location.href}`,
    navigation: { page: pageInfo, token },
    groupable: false,
    ...(work.setting('Livechat_Visitor_navigation_as_a_message') ? {} : { _hidden: true }),
  };
  if (rid) return storeMessage(work, roomOfVisitor(work, rid, token), message);
  const earlier = pagesWithoutRoom(work, token);
  for (const { _id } of earlier.slice(0, Math.max(0, earlier.length - MOST_PAGES + 1))) {
    work.remove('messages', _id);
  }
  const stored = {
    ...message,
    _id: work.newId(),
    rid: NO_ROOM,
    ts: work.now,
    seq: (earlier.at(-1)?.seq ?? 0) + 1,
    _updatedAt: work.now,
  };
  work.put('messages', stored);
  return stored;
}
