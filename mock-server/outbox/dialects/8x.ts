import { TOKEN_HEADER } from '../../../widget/wire/webhooks.ts';
import type { Dialect } from '../dialect.ts';
import { sample8x } from './8x/sample-8x.ts';
import { toWebhook8x } from './8x/to-webhook-8x.ts';

/**
 * What a server of today (8.x) does: nine types of webhooks, each behind a switch that is off at first; five attempts, four times
 * `Livechat_http_timeout` apart, of what may get better by itself.
 * @see Rocket.Chat `lib/omnichannel/webhooks.ts` `sendRequest`, `api/v1/omnichannel/webhooks.ts`
 */
export const DIALECT_8X: Dialect = {
  toWebhook: toWebhook8x,
  sample: sample8x,
  policy: { maxAttempts: 5, retryDelayMs: ({ timeoutMs }) => timeoutMs * 4 },
  retries: (status) => status === undefined || status >= 500 || status === 429,
  redirect: 'follow',
  // A test-send carries the header even when there is no secret, and says what it takes.
  headers: (cause, { secret }) =>
    cause === 'test' ? { [TOKEN_HEADER]: secret, Accept: 'application/json' } : {},
  keptAnswerChars: 20_000,
};
