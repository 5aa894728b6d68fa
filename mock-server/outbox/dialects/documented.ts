import { unreachable } from '../../../widget/wire/result.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Dialect, Webhook } from '../dialect.ts';
import type { OutboxEvent } from '../outbox-event.ts';
import type { OutboxSettings } from '../outbox-options.ts';
import { toLivechatOfflineMessage } from './livechat-offline-message.ts';
import { toLivechatSession } from './livechat-session.ts';
import { SAMPLE_SESSION } from './sample-session.ts';

/**
 * The webhooks of the product's document: one when a session ends, one when an offline message arrives. Undefined for every other event,
 * and for those whose switch is off.
 */
export function toDocumentedWebhook(
  reader: StoreReader,
  event: OutboxEvent,
  settings: Pick<OutboxSettings, 'onClose' | 'onOfflineMessage'>,
): Webhook | undefined {
  switch (event.type) {
    case 'session-closed': {
      const room = settings.onClose ? reader.get('rooms', event.rid) : undefined;
      return room && { payload: toLivechatSession(reader, room), rid: room._id };
    }
    case 'offline-message-received': {
      const offline = settings.onOfflineMessage
        ? reader.get('offlineMessages', event.offlineMessageId)
        : undefined;
      return offline && { payload: toLivechatOfflineMessage(offline) };
    }
    case 'visitor-removed':
    case 'visitor-saved':
    case 'session-started':
    case 'session-queued':
    case 'session-taken':
    case 'session-forwarded':
    case 'closed-session-edited':
    case 'lead-captured':
    case 'message-stored':
      return undefined;
    default:
      return unreachable(event);
  }
}

/** The product's document: two webhooks; "a response status other than 200 … will retry 10 times waiting 10 seconds between retries". */
export const DOCUMENTED: Dialect = {
  toWebhook: toDocumentedWebhook,
  sample: () => SAMPLE_SESSION,
  policy: { maxAttempts: 11, retryDelayMs: () => 10_000 },
  retries: () => true,
  redirect: 'manual',
  headers: () => ({}),
  keptAnswerChars: 0,
};
