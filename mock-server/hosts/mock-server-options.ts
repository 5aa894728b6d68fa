import type { CorsMode } from '../core/core.ts';
import type { WebhookDialectName } from './webhook-dialects.ts';

/** Options of `startMockServer`. */
export interface MockServerOptions {
  /** Port to listen on; 0 takes a free one. @default 0 */
  port?: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /**
   * Public address without trailing slash, when it differs from where the server listens. With a path, as in `https://host/chat`, the
   * server answers below that path too.
   */
  siteUrl?: string;
  /** SQLite file that keeps everything. Without it everything is gone with the process. */
  dbFile?: string;
  /** Written to the setting `Livechat_webhookUrl` at each start; left out, the stored value stays. */
  webhookUrl?: string;
  /** Written to the setting `Livechat_secret_token` at each start; left out, the stored value stays. */
  webhookSecret?: string;
  /** Written to the setting `Porthole_previous_secret_token` at each start: signs beside the new one. Left out, the stored value stays. */
  webhookPreviousSecret?: string;
  /** What is sent when, and how often it is tried. @default 'documented' */
  webhooks?: WebhookDialectName;
  /** Whether pages of any origin may read answers, or only as `API_Enable_CORS` and `API_CORS_Origin` say. @default 'open' */
  cors?: CorsMode;
  /** Whether REST calls are counted and too many refused, as the settings `API_Enable_Rate_Limiter…` say. @default false */
  rateLimit?: boolean;
  /** How many times faster than real time the server's clock runs. Heartbeats of sockets stay in real time. @default 1 */
  timeScale?: number;
  /** Whether the seeded agents start online and available. A store that has users already is left as it is. @default false */
  agentsOnline?: boolean;
  /** Name of the admin in a new store. @default 'admin' */
  adminUser?: string;
  /** Password of the admin in a new store. @default 'admin' */
  adminPassword?: string;
  /** Folder with the built widget. @default `dist/` of this package */
  filesDir?: string;
  /**
   * Which widget `/livechat` serves: `ours` answers the official snippet with `porthole.js`; `official` serves Rocket.Chat's own, of npm
   * `@rocket.chat/livechat`, which must be installed. `/porthole.js` is there either way. @default 'ours'
   */
  widget?: 'ours' | 'official';
  /** Told in words of each webhook attempt. */
  log?(line: string): void;
  /** Told of what nobody expected. @default console.error */
  onFailure?(error: unknown, where: string): void;
}
