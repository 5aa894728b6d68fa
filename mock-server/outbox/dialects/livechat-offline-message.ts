import type { LivechatOfflineMessageWebhook } from '../../../widget/wire/webhooks.ts';
import type { OfflineMessage } from '../../store/documents.ts';

/** An offline message as the product's document shows it. */
export function toLivechatOfflineMessage(offline: OfflineMessage): LivechatOfflineMessageWebhook {
  return {
    type: 'LivechatOfflineMessage',
    sentAt: offline.ts.toISOString(),
    visitor: { name: offline.name, email: offline.email },
    message: offline.message,
  };
}
