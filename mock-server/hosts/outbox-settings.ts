import { SETTINGS, type SettingId, type SettingValues } from '../core/settings/definitions.ts';
import type { OutboxSettings } from '../outbox/outbox-options.ts';
import type { StoreReader } from '../store/store.ts';

/** The settings that the outbox asks for, as they are now: core and outbox do not know each other. */
export function outboxSettings(store: StoreReader): OutboxSettings {
  const setting = <K extends SettingId>(id: K): SettingValues[K] =>
    (store.get('settings', id)?.value ?? SETTINGS[id].default) as SettingValues[K];
  return {
    url: setting('Livechat_webhookUrl'),
    secret: setting('Livechat_secret_token'),
    timeoutMs: setting('Livechat_http_timeout'),
    onClose: setting('Livechat_webhook_on_close'),
    onOfflineMessage: setting('Livechat_webhook_on_offline_msg'),
  };
}
