import { unreachable } from '../../../../widget/wire/result.ts';
import type { RoomWebhook8x, RoomWebhookType8x } from '../../../../widget/wire/webhooks-8x.ts';
import type { Room } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Webhook } from '../../dialect.ts';
import type { OutboxEvent } from '../../outbox-event.ts';
import type { OutboxSettings } from '../../outbox-options.ts';
import { toLivechatOfflineMessage } from '../livechat-offline-message.ts';
import { isSent, messagesOf8x, toMessage8x } from './messages-8x.ts';
import { roomPayload8x, servedBy8x } from './room-payload-8x.ts';

/**
 * The webhook of an event, if its switch is on. `LivechatEdit` has no switch.
 * @see Rocket.Chat `hooks/omnichannel/sendToCRM.ts`, `hooks/omnichannel/offlineMessage.ts`
 */
export function toWebhook8x(
  reader: StoreReader,
  event: OutboxEvent,
  settings: OutboxSettings,
): Webhook | undefined {
  if (event.type === 'visitor-removed' || event.type === 'visitor-saved') return undefined;
  if (event.type === 'offline-message-received') {
    const offline = settings.onOfflineMessage
      ? reader.get('offlineMessages', event.offlineMessageId)
      : undefined;
    return offline && { payload: toLivechatOfflineMessage(offline) };
  }
  const room = reader.get('rooms', event.rid);
  const visitor = room && reader.get('visitors', room.v._id);
  // A real server gives up on a visitor who was removed, too.
  if (!room || !visitor || visitor.disabled) return undefined;

  const webhook = (type: RoomWebhookType8x, more: Partial<RoomWebhook8x> = {}): Webhook => ({
    rid: room._id,
    payload: {
      ...roomPayload8x(reader, room, visitor),
      type,
      messages: messagesOf8x(reader, room, visitor, settings),
      ...more,
    },
  });
  switch (event.type) {
    // Sent before anybody was given the chat, as the state here already is.
    case 'session-started':
      return settings.onStart ? webhook('LivechatSessionStart', unserved(room)) : undefined;
    case 'session-queued':
      return settings.onQueued
        ? webhook('LivechatSessionQueued', { departmentId: room.departmentId, agent: undefined })
        : undefined;
    case 'session-taken':
      return settings.onTaken ? webhook('LivechatSessionTaken', served(room)) : undefined;
    case 'session-forwarded': {
      const { oldDepartmentId, oldServedBy } = event;
      const more = { ...served(room), oldDepartmentId, oldServedBy: servedBy8x(oldServedBy) };
      return settings.onForward ? webhook('LivechatSessionForwarded', more) : undefined;
    }
    case 'session-closed': {
      const { closedBy, closer } = room;
      const more = { ...served(room), closedAt: room.closedAt?.toISOString(), closedBy, closer };
      return settings.onClose ? webhook('LivechatSession', more) : undefined;
    }
    case 'closed-session-edited':
      return webhook('LivechatEdit');
    case 'lead-captured':
      return settings.onCapture ? webhook('LeadCapture', { messages: [] }) : undefined;
    case 'message-stored': {
      const message = reader.get('messages', event.messageId);
      const isOn = message?.token === undefined ? settings.onAgentMessage : settings.onVisitorMessage;
      if (!message || !isOn || !isSent(message, settings)) return undefined;
      return webhook('Message', { messages: [toMessage8x(message, visitor, settings)] });
    }
    default:
      return unreachable(event);
  }
}

function unserved({ departmentId }: Room): Partial<RoomWebhook8x> {
  return { departmentId, agent: undefined, messages: [] };
}

function served({ departmentId, servedBy }: Room): Partial<RoomWebhook8x> {
  return { departmentId, servedBy: servedBy8x(servedBy) };
}
