import { MESSAGE_TYPES } from '../../../../widget/wire/message.ts';
import type { WebhookMessage8x } from '../../../../widget/wire/webhooks-8x.ts';
import type { Message, Room, Visitor } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { OutboxSettings } from '../../outbox-options.ts';

type Asked = Pick<OutboxSettings, 'withNavigation' | 'siteUrl'>;

/** Whether a message is among those of a webhook: what people wrote, the closing comment, and page visits where the settings say so. */
export function isSent(message: Message, { withNavigation }: Pick<Asked, 'withNavigation'>): boolean {
  if (message._hidden) return false;
  if (!message.t || message.t === MESSAGE_TYPES.closed) return true;
  return message.t === MESSAGE_TYPES.navigation && withNavigation;
}

/** The messages of a room, oldest first. */
export function messagesOf8x(
  reader: StoreReader,
  room: Room,
  visitor: Visitor,
  settings: Asked,
): WebhookMessage8x[] {
  return reader
    .where('messages', 'rid', room._id)
    .filter((message) => isSent(message, settings))
    .sort((a, b) => a.ts.getTime() - b.ts.getTime() || a.seq - b.seq)
    .map((message) => toMessage8x(message, visitor, settings));
}

/** @note `agentId` stands on everything that is not the visitor's, page visits of the server's own hand included. */
export function toMessage8x(message: Message, visitor: Visitor, { siteUrl = '' }: Asked): WebhookMessage8x {
  const { u, file, attachments, navigation } = message;
  const link = attachments?.[0]?.title_link;
  return {
    u,
    _id: message._id,
    username: u.username,
    msg: message.msg || undefined,
    ts: message.ts.toISOString(),
    rid: message.rid,
    editedAt: message.editedAt?.toISOString(),
    agentId: u.username === visitor.username ? undefined : u._id,
    navigation,
    closingMessage: message.t === MESSAGE_TYPES.closed || undefined,
    file,
    attachments: file && attachments,
    // A real server adds a signed token to the address; here the visitor's cookies or query open it.
    fileUpload:
      file && link !== undefined
        ? { publicFilePath: `${siteUrl}${link}`, type: file.type, size: file.size }
        : undefined,
    _updatedAt: message._updatedAt.toISOString(),
  };
}
