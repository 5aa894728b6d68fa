import type { SettingId, SettingValues } from '../core/settings/definitions.ts';
import { readSetting, type SettingDefaults } from '../core/settings/read-setting.ts';
import type { FacebookSettings } from '../outbox/facebook-target.ts';
import type { OutboxSettings } from '../outbox/outbox-options.ts';
import type { RdStationSettings } from '../outbox/rd-station-target.ts';
import type { StoreReader } from '../store/store.ts';

/** The settings that the outbox asks for, as they are now: core and outbox do not know each other. */
export function outboxSettings(
  store: StoreReader,
  defaults: SettingDefaults = {},
  siteUrl = '',
): Required<OutboxSettings> {
  const setting = <K extends SettingId>(id: K): SettingValues[K] => readSetting(store, id, defaults);
  return {
    url: setting('Livechat_webhookUrl'),
    secret: setting('Livechat_secret_token'),
    previousSecret: setting('Porthole_previous_secret_token'),
    timeoutMs: setting('Livechat_http_timeout'),
    siteUrl,
    onClose: setting('Livechat_webhook_on_close'),
    onOfflineMessage: setting('Livechat_webhook_on_offline_msg'),
    onStart: setting('Livechat_webhook_on_start'),
    onQueued: setting('Livechat_webhook_on_chat_queued'),
    onTaken: setting('Livechat_webhook_on_chat_taken'),
    onForward: setting('Livechat_webhook_on_forward'),
    onVisitorMessage: setting('Livechat_webhook_on_visitor_message'),
    onAgentMessage: setting('Livechat_webhook_on_agent_message'),
    onCapture: setting('Livechat_webhook_on_capture'),
    withNavigation:
      setting('Livechat_Visitor_navigation_as_a_message') &&
      setting('Send_visitor_navigation_history_livechat_webhook_request'),
  };
}

/** The same for RD Station. */
export function rdStationSettings(store: StoreReader): RdStationSettings {
  return {
    token: readSetting(store, 'Livechat_RDStation_Token'),
    url: readSetting(store, 'Porthole_rdstation_url'),
    timeoutMs: readSetting(store, 'Livechat_http_timeout'),
  };
}

/** The same for Facebook. */
export function facebookSettings(store: StoreReader): FacebookSettings {
  return {
    enabled: readSetting(store, 'Livechat_Facebook_Enabled'),
    apiKey: readSetting(store, 'Livechat_Facebook_API_Key'),
    sendUrl: readSetting(store, 'Porthole_facebook_send_url'),
    timeoutMs: readSetting(store, 'Livechat_http_timeout'),
  };
}
