import type { Clock } from '../ports/clock.ts';
import type { Attempt, Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';

export interface OutboxOptions {
  store: Store;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Asked at each event and again before each attempt, so that a change holds for what is already under way. */
  settings(): OutboxSettings;
  policy?: Partial<OutboxPolicy>;
  /** Told of each attempt once it is stored: for a log line. */
  onAttempt?(delivery: Delivery, attempt: Attempt): void;
  /** Where unexpected failures are told. @default console.error */
  onFailure?(error: unknown, where: string): void;
  /** Makes delivery ids. @default 17 random characters */
  newId?(): string;
}

export interface OutboxSettings {
  /** `Livechat_webhookUrl`. Empty: no webhooks. */
  url: string;
  /** `Livechat_secret_token`, sent as `X-RocketChat-Livechat-Token`. Empty: no such header, as on a real server. */
  secret: string;
  /** `Livechat_http_timeout`: ms on the server's clock that a receiver has to answer. See {@link OutboxPolicy.leastTimeoutRealMs}. */
  timeoutMs: number;
  /** `Livechat_webhook_on_close` */
  onClose: boolean;
  /** `Livechat_webhook_on_offline_msg` */
  onOfflineMessage: boolean;
}

export interface OutboxPolicy {
  /** Attempts of one delivery, the first included. @default 11, the document's "will retry 10 times" */
  maxAttempts: number;
  /** Pause between the end of an attempt and the start of the next, in ms on the server's clock. @default 10_000 */
  retryDelayMs: number;
  /** Attempts under way at the same time. @default 8 */
  concurrency: number;
  /**
   * What a receiver gets at least, in real ms, however fast the server's clock runs: at 100 times the speed, 5 s would be 50 ms, too
   * short even for a receiver on the same machine when that is busy. Only receivers that do not answer see it. 0 = no least. @default 1_000
   */
  leastTimeoutRealMs: number;
}

/** The document's rule: "a response status other than 200 … will retry 10 times waiting 10 seconds between retries". */
export const DOCUMENTED_POLICY: OutboxPolicy = {
  maxAttempts: 11,
  retryDelayMs: 10_000,
  concurrency: 8,
  leastTimeoutRealMs: 1_000,
};
