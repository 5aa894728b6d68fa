import type { OfflineMessage, Visitor } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import type { Work } from '../work.ts';
import { pagesWithoutRoom } from './page-visits-without-room.ts';
import { removeRoom } from './rooms-remove.ts';

/**
 * Forgets a visitor (GDPR): their rooms with everything in them go, and of the visitor an empty, disabled document stays.
 * `visitor-removed` tells those who hold copies.
 * @param byStaff somebody of the staff does it: then offline messages from the visitor's addresses go too. Not when visitors do it
 * themselves: nothing proves that an address is theirs, and nobody may delete the messages of others by claiming their address.
 * @throws MeteorError `visitor-has-open-rooms` unless `Livechat_Allow_collect_and_store_HTTP_header_informations`
 * @see Rocket.Chat `livechat/server/lib/guests.ts`
 */
export function removeVisitor(work: Work, visitor: Visitor, byStaff = false): void {
  const rooms = work.where('rooms', 'v._id', visitor._id);
  const mayHaveOpen = work.setting('Livechat_Allow_collect_and_store_HTTP_header_informations');
  if (!mayHaveOpen && rooms.some(({ open }) => open)) {
    throw new MeteorError('visitor-has-open-rooms', 'Cannot remove visitors with opened rooms');
  }
  for (const { _id } of rooms) removeRoom(work, _id);
  if (visitor.token !== undefined) {
    for (const { _id } of pagesWithoutRoom(work, visitor.token)) work.remove('messages', _id);
  }
  const emails = byStaff ? (visitor.visitorEmails ?? []).map(({ address }) => address) : [];
  const isTheirs = ({ email }: OfflineMessage): boolean =>
    emails.some((address) => address.toLowerCase() === email.toLowerCase());
  if (emails.length > 0) {
    for (const { _id } of [...work.all('offlineMessages')].filter(isTheirs))
      work.remove('offlineMessages', _id);
  }
  work.put('visitors', {
    _id: visitor._id,
    status: 'offline',
    ts: visitor.ts,
    disabled: true,
    _updatedAt: work.now,
  });
  work.raise({
    type: 'visitor-removed',
    visitorId: visitor._id,
    rids: rooms.map(({ _id }) => _id),
    ...(emails.length === 0 ? {} : { emails }),
  });
}
