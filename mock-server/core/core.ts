import type { Clock } from '../ports/clock.ts';
import type { Store, Tx } from '../store/store.ts';
import type { DomainEvent } from './events.ts';
import type { Job } from './jobs/job.ts';
import type { SettingId, SettingValue } from './settings/definitions.ts';
import type { SettingDefaults } from './settings/read-setting.ts';

/** The server is two functions: `handle` for REST, `connect` for DDP. Hosts only translate. */
export interface Core {
  /** Answers one HTTP request below `/api`, `/avatar`, … Never rejects: what goes wrong is an answer. */
  handle(request: Request, peer?: Peer): Promise<Response>;
  /** Starts a DDP session on an open socket. */
  connect(socket: CoreSocket, peer?: Peer): SocketSession;
  /** Writes settings as the settings API does, for hosts (flags) and `/db`. Throws `MeteorError` on an unknown id or a wrong type. */
  writeSettings(values: Partial<Record<SettingId, SettingValue>>): Promise<void>;
  /** Closes all sessions and ends all timers. */
  dispose(): void;
}

export interface CoreOptions {
  store: Store;
  clock: Clock;
  /** Clock of the sockets' heartbeats: networks do not get faster when `clock` does. @default `clock` */
  socketClock?: Clock;
  /** Public address of the server without trailing slash: goes into URLs that answers carry. */
  siteUrl: string;
  /** Defaults of settings that differ from those of the definitions. */
  settingDefaults?: SettingDefaults;
  /** `open`: pages of any origin may read answers; `strict`: only as `API_Enable_CORS` and `API_CORS_Origin` say. @default 'open' */
  cors?: CorsMode;
  /** Whether REST calls are counted, as `API_Enable_Rate_Limiter…` say, and too many refused. @default false */
  rateLimit?: boolean;
  /** Told of each event inside the transaction that made it true. May write to `tx`; throwing undoes the transaction. */
  onEvent?(tx: Tx, event: DomainEvent): void;
  /** Sends one sample webhook for `livechat/webhook.test`; answers its HTTP status, or undefined when there was no answer. */
  sendTestWebhook?(): Promise<number | undefined>;
  /** For what the core asks of others while somebody waits. @default the global one */
  fetch?: typeof globalThis.fetch;
  /** What the server does by itself, for tests that want it otherwise. @default all of `jobs/jobs.ts` */
  jobs?: readonly Job[];
  /** Where unexpected failures are told. @default console.error */
  onFailure?(error: unknown, where: string): void;
}

export type CorsMode = 'open' | 'strict';

/** Who is on the other side. */
export interface Peer {
  ip?: string;
}

/** An open socket, as a host gives it. `send` never throws; sending on a closed socket does nothing. */
export interface CoreSocket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** What the host tells the core about that socket. */
export interface SocketSession {
  receive(text: string): void;
  /** The socket is gone, whoever closed it. */
  closed(): void;
}
