import type { Clock } from '../ports/clock.ts';
import type { StoreReader } from '../store/store.ts';
import type { LoginThrottle } from './auth/login-throttle.ts';
import type { CorsMode } from './core.ts';
import type { SettingValues } from './settings/definitions.ts';
import type { SettingDefaults } from './settings/read-setting.ts';
import type { Work } from './work.ts';

/** What both doors (`http`, `ddp`) get from the core. */
export interface CoreContext {
  /** For reading. Changes go through {@link CoreContext.run}. */
  store: StoreReader;
  clock: Clock;
  /** Public address without trailing slash. */
  siteUrl: string;
  /**
   * Runs a rule in a transaction; when it is durable, sends its frames and answers its result. Rejects with what the rule threw, or
   * with `StoreUnavailable`.
   */
  run: Run;
  setting<K extends keyof SettingValues>(id: K): SettingValues[K];
  /** Defaults of settings that differ from those of the definitions. */
  settingDefaults: SettingDefaults;
  cors: CorsMode;
  rateLimit: boolean;
  /** Counts failed logins of both doors. */
  loginThrottle: LoginThrottle;
  /** For what the core asks of others while somebody waits (external routing). Webhooks are the outbox's. */
  fetch: typeof globalThis.fetch;
  sendTestWebhook(): Promise<number | undefined>;
  onFailure(error: unknown, where: string): void;
}

export type Run = <T>(rule: (work: Work) => T) => Promise<T>;
