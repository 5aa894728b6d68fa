import type { Clock, EpochMs } from '../ports/clock.ts';
import type { Attempt, Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { Dialect } from './dialect.ts';
import type { Target } from './target.ts';

export interface OutboxOptions {
  store: Store;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Of the webhook. Asked at each event and again before each attempt, so that a change holds for what is already under way. */
  settings(): OutboxSettings;
  /** What is sent when to the webhook, and how often it is tried. @default the documented one */
  dialect?: Dialect;
  /** Whom to send to beside the webhook. @default nobody */
  targets?: readonly Target[];
  policy?: Partial<OutboxPolicy>;
  /** Told of each attempt once it is stored: for a log line. */
  onAttempt?(delivery: Delivery, attempt: Attempt): void;
  /** Where unexpected failures are told. @default console.error */
  onFailure?(error: unknown, where: string): void;
  /** Real time for the signatures, which receivers compare with their own. @default Date.now */
  realNow?(): EpochMs;
  /** Makes delivery ids. @default 17 random characters */
  newId?(): string;
}

export interface OutboxSettings {
  /** `Livechat_webhookUrl`. Empty: no webhooks. */
  url: string;
  /** `Livechat_secret_token`, sent as `X-RocketChat-Livechat-Token`. Empty: no such header, as on a real server. */
  secret: string;
  /** `Porthole_previous_secret_token`: signs beside `secret` until it is emptied, so that receivers can change one by one. @default '' */
  previousSecret?: string;
  /** Public address of the server without trailing slash: what payloads point to. @default '' */
  siteUrl?: string;
  /** `Livechat_http_timeout`: ms on the server's clock that a receiver has to answer. See {@link OutboxPolicy.leastTimeoutRealMs}. */
  timeoutMs: number;
  /** `Livechat_webhook_on_close` */
  onClose: boolean;
  /** `Livechat_webhook_on_offline_msg` */
  onOfflineMessage: boolean;
  /** `Livechat_webhook_on_start` */
  onStart: boolean;
  /** `Livechat_webhook_on_chat_queued` */
  onQueued: boolean;
  /** `Livechat_webhook_on_chat_taken` */
  onTaken: boolean;
  /** `Livechat_webhook_on_forward` */
  onForward: boolean;
  /** `Livechat_webhook_on_visitor_message` */
  onVisitorMessage: boolean;
  /** `Livechat_webhook_on_agent_message` */
  onAgentMessage: boolean;
  /** `Livechat_webhook_on_capture` */
  onCapture: boolean;
  /** Whether page visits are among the messages: both settings of `Send_visitor_navigation_history_livechat_webhook_request`. */
  withNavigation: boolean;
}

/** How the outbox works, whatever it sends. */
export interface OutboxPolicy {
  /** Attempts of one target under way at the same time. @default 8 */
  concurrency: number;
  /**
   * What a receiver gets at least, in real ms, however fast the server's clock runs: at 100 times the speed, 5 s would be 50 ms, too
   * short even for a receiver on the same machine when that is busy. Only receivers that do not answer see it. 0 = no least. @default 1_000
   */
  leastTimeoutRealMs: number;
}

export const OUTBOX_POLICY: OutboxPolicy = { concurrency: 8, leastTimeoutRealMs: 1_000 };
