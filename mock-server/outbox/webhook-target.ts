import type { Dialect } from './dialect.ts';
import type { OutboxSettings } from './outbox-options.ts';
import type { Target } from './target.ts';

/** The receiver of the webhooks, `Livechat_webhookUrl`, in the words of a dialect. */
export function createWebhookTarget(dialect: Dialect, settings: () => OutboxSettings): Target {
  return {
    name: 'webhook',
    whyOff: () =>
      settings().url === '' ? 'Webhook_URL_not_set: write the setting Livechat_webhookUrl first' : undefined,
    toMessage(reader, event) {
      const webhook = dialect.toWebhook(reader, event, settings());
      if (!webhook) return undefined;
      const { payload, ...room } = webhook;
      return { event: payload.type, ...room, body: JSON.stringify(payload) };
    },
    request({ cause }) {
      const current = settings();
      const { url, secret, previousSecret = '', timeoutMs } = current;
      const headers = dialect.headers(cause, current);
      return { url, secret, previousSecret, timeoutMs, headers, redirect: dialect.redirect };
    },
    maxAttempts: dialect.policy.maxAttempts,
    retryDelayMs: () => dialect.policy.retryDelayMs(settings()),
    isDelivered: (status) => status === 200,
    retries: dialect.retries,
    keptAnswerChars: dialect.keptAnswerChars,
  };
}
