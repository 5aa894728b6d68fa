import { PlainError } from '../plain-error.ts';
import { writeSettings } from '../rules/settings.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, listOf, STRING, strict } from './validate.ts';
import { toWireSetting } from './wire-setting.ts';

/** Settings of how the widget looks and speaks, which managers may change. */
const APPEARANCE = [
  'Livechat_title',
  'Livechat_title_color',
  'Livechat_enable_message_character_limit',
  'Livechat_message_character_limit',
  'Livechat_show_agent_info',
  'Livechat_show_agent_email',
  'Livechat_display_offline_form',
  'Livechat_offline_form_unavailable',
  'Livechat_offline_message',
  'Livechat_offline_success_message',
  'Livechat_offline_title',
  'Livechat_offline_title_color',
  'Livechat_offline_email',
  'Livechat_conversation_finished_message',
  'Livechat_conversation_finished_text',
  'Livechat_registration_form',
  'Livechat_name_field_registration_form',
  'Livechat_email_field_registration_form',
  'Livechat_registration_form_message',
  'Livechat_hide_watermark',
  'Livechat_background',
  'Livechat_widget_position',
  'Livechat_hide_system_messages',
  'Omnichannel_allow_visitors_to_close_conversation',
  'Livechat_hide_expand_chat',
] as const satisfies readonly SettingId[];
type AppearanceId = (typeof APPEARANCE)[number];

/** Values come as the form has them: `"true"` is a boolean where the setting is one. */
const checkValues = bodyOf<{ _id: string; value: unknown }[]>(
  listOf(strict({ _id: STRING, value: { type: ['string', 'boolean', 'number', 'array'] } }), 1),
);

/** @see Rocket.Chat `api/v1/omnichannel/appearance.ts` */
export const adminAppearanceRoutes: Routes = (app, context) => {
  app.get('/api/v1/livechat/appearance', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    return success({ appearance: APPEARANCE.map((id) => toWireSetting(context, id)) });
  });

  app.post('/api/v1/livechat/appearance', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const values = checkValues(await readBody(c));
    if (!values.every(({ _id }) => isAppearance(_id))) throw new PlainError('invalid-setting');
    const typed = values.map(({ _id, value }) => [_id, isAppearance(_id) ? toTyped(_id, value) : value]);
    await context.run((work) => writeSettings(work, Object.fromEntries(typed)));
    return success();
  });
};

function isAppearance(id: string): id is AppearanceId {
  return APPEARANCE.some((one) => one === id);
}

function toTyped(id: AppearanceId, value: unknown): unknown {
  const standard: SettingValue = SETTINGS[id].default;
  if (typeof standard === 'boolean') return value === true || value === 'true';
  if (typeof standard === 'number' && typeof value === 'string') return Number.parseInt(value, 10) || 0;
  return value;
}
