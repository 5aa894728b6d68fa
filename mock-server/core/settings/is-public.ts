import { SETTINGS, type SettingId } from './definitions.ts';

/** Settings that are nobody's business but the administrators'. All of `CRM Integration` is as well. */
const PRIVATE = new Set<SettingId>([
  'Livechat_offline_email',
  'Livechat_guest_count',
  'Porthole_facebook_send_url',
  'Livechat_Room_Count',
  'API_Enable_CORS',
  'API_CORS_Origin',
  'API_Enable_Rate_Limiter',
  'API_Enable_Rate_Limiter_Limit_Calls_Default',
  'API_Enable_Rate_Limiter_Limit_Time_Default',
]);

/** Whether `settings.public` tells it to anybody. */
export function isPublic(id: SettingId): boolean {
  const definition: { area: string; secret?: true } = SETTINGS[id];
  return definition.area !== 'CRM Integration' && !definition.secret && !PRIVATE.has(id);
}
