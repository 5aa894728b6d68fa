import type { RoomWebhook8x, WebhookServedBy8x } from '../../../../widget/wire/webhooks-8x.ts';
import type { Room, Visitor } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import { userAgentVersions } from './user-agent-versions.ts';

/**
 * What every webhook of a room says of it, its visitor and its agent. What is not known is undefined, and so not in the JSON.
 * @see Rocket.Chat `lib/omnichannel/guests.ts` `getLivechatRoomGuestInfo`
 */
export function roomPayload8x(
  reader: StoreReader,
  room: Room,
  visitor: Visitor,
): Omit<RoomWebhook8x, 'type' | 'messages'> {
  const user = room.servedBy && reader.get('users', room.servedBy._id);
  const { os, browser } = userAgentVersions(visitor.userAgent ?? '');
  return {
    _id: room._id,
    label: room.fname,
    topic: room.topic,
    createdAt: room.ts.toISOString(),
    lastMessageAt: room.lm.toISOString(),
    tags: room.tags,
    customFields: room.livechatData,
    visitor: {
      _id: visitor._id,
      token: visitor.token,
      name: visitor.name,
      username: visitor.username,
      department: visitor.department,
      ip: visitor.ip,
      os,
      browser,
      customFields: visitor.livechatData,
      email: visitor.visitorEmails?.length ? visitor.visitorEmails : undefined,
      phone: visitor.phone?.length ? visitor.phone : undefined,
    },
    agent: user && {
      _id: user._id,
      username: user.username,
      name: user.name,
      email: user.emails[0]?.address,
    },
    crmData: room.crmData,
  };
}

export function servedBy8x(served: Room['servedBy']): WebhookServedBy8x | undefined {
  return served && { _id: served._id, username: served.username, ts: served.ts.toISOString() };
}
