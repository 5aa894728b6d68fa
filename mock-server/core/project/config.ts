import type {
  ConfigCustomField,
  ConfigDepartment,
  ConfigMessages,
  ConfigSettings,
  ConfigTheme,
} from '../../../widget/wire/config.ts';
import type { StoreReader } from '../../store/store.ts';
import { findDepartment } from '../rules/find-department.ts';
import { isOnline } from '../rules/online.ts';
import { openRoomOf } from '../rules/rooms.ts';
import { routingConfig } from '../rules/routing/routing-config.ts';
import { SURVEY } from '../rules/surveys.ts';
import { triggersForWidgets } from '../rules/triggers.ts';
import { findVisitor } from '../rules/visitors.ts';
import type { Work } from '../work.ts';
import { toWireAgent } from './agent.ts';
import { queueInfoOf } from './queue-info.ts';

type Facts = StoreReader & Pick<Work, 'setting'>;

export interface ConfigRequest {
  token?: string | null;
  /** Id or name: narrows `online` to it. */
  department?: string | null;
  /** Public address of the server without trailing slash. */
  siteUrl: string;
}

/**
 * All that a widget must know to start; `{enabled: false}` and nothing else when livechat is switched off. Guest, open room and
 * agent are there when the token has them.
 * @note A real server remembers its answer for about a second; this one reads it anew, so that a test sees each change at once.
 * @see Rocket.Chat `livechat/server/api/v1/config.ts`, `api/lib/livechat.ts`
 */
export function toLivechatConfig(facts: Facts, { token, department, siteUrl }: ConfigRequest): object {
  if (!facts.setting('Livechat_enabled')) return { enabled: false };
  return {
    enabled: true,
    settings: configSettings(facts),
    theme: configTheme(facts),
    messages: configMessages(facts),
    survey: SURVEY,
    triggers: triggersForWidgets(facts),
    departments: configDepartments(facts),
    resources: { sound: `${siteUrl}/sounds/chime.mp3`, emojis: [] },
    online: isOnline(facts, department ? (findDepartment(facts, department)?._id ?? department) : undefined),
    customFields: configCustomFields(facts),
    ...(token ? guestOf(facts, token) : {}),
  };
}

function guestOf(facts: Facts, token: string): object {
  const visitor = findVisitor(facts, token);
  if (!visitor) return {};
  const { _id, name, username, visitorEmails, department } = visitor;
  const guest = { _id, name, username, token, visitorEmails, department };
  const open = openRoomOf(facts, token);
  if (!open) return { guest };
  const { _id: rid, t, departmentId, servedBy, v } = open;
  const room = { _id: rid, t, departmentId, servedBy, open: true, v };
  const user = servedBy && facts.get('users', servedBy._id);
  const queueInfo = queueInfoOf(facts, rid);
  return {
    guest,
    room,
    ...(user ? { agent: toWireAgent(facts, user) } : {}),
    ...(queueInfo ? { queueInfo } : {}),
  };
}

function configSettings({ setting }: Facts): ConfigSettings {
  return {
    registrationForm: setting('Livechat_registration_form'),
    allowSwitchingDepartments: setting('Livechat_allow_switching_departments'),
    nameFieldRegistrationForm: setting('Livechat_name_field_registration_form'),
    emailFieldRegistrationForm: setting('Livechat_email_field_registration_form'),
    displayOfflineForm: setting('Livechat_display_offline_form'),
    videoCall: setting('Omnichannel_call_provider') === 'default-provider',
    fileUpload: setting('Livechat_fileupload_enabled') && setting('FileUpload_Enabled'),
    language: setting('Language'),
    transcript: setting('Livechat_enable_transcript'),
    historyMonitorType: setting('Livechat_history_monitor_type'),
    forceAcceptDataProcessingConsent: setting('Livechat_force_accept_data_processing_consent'),
    showConnecting: routingConfig(setting('Livechat_Routing_Method')).showConnecting,
    agentHiddenInfo: !setting('Livechat_show_agent_info'),
    clearLocalStorageWhenChatEnded: setting('Livechat_clear_local_storage_when_chat_ended'),
    limitTextLength:
      setting('Livechat_enable_message_character_limit') &&
      (setting('Livechat_message_character_limit') || setting('Message_MaxAllowedSize')),
    hiddenSystemMessages: [...setting('Livechat_hide_system_messages')],
    livechatLogo: null,
    hideWatermark: setting('Livechat_hide_watermark'),
    visitorsCanCloseChat: setting('Omnichannel_allow_visitors_to_close_conversation'),
  };
}

function configTheme({ setting }: Facts): ConfigTheme {
  return {
    title: setting('Livechat_title'),
    color: setting('Livechat_title_color'),
    offlineTitle: setting('Livechat_offline_title'),
    offlineColor: setting('Livechat_offline_title_color'),
    position: setting('Livechat_widget_position'),
    background: setting('Livechat_background'),
    hideExpandChat: setting('Livechat_hide_expand_chat'),
    actionLinks: {
      jitsi: [
        { icon: 'icon-videocam', i18nLabel: 'Accept' },
        { icon: 'icon-cancel', i18nLabel: 'Decline' },
      ],
    },
  };
}

function configMessages({ setting }: Facts): ConfigMessages {
  return {
    offlineMessage: setting('Livechat_offline_message'),
    offlineSuccessMessage: setting('Livechat_offline_success_message'),
    offlineUnavailableMessage: setting('Livechat_offline_form_unavailable'),
    conversationFinishedMessage: setting('Livechat_conversation_finished_message'),
    conversationFinishedText: setting('Livechat_conversation_finished_text'),
    transcriptMessage: setting('Livechat_transcript_message'),
    registrationFormMessage: setting('Livechat_registration_form_message'),
    dataProcessingConsentText: setting('Livechat_data_processing_consent_text'),
  };
}

/** Those that are enabled and have agents, whether online or not. */
function configDepartments(facts: Facts): ConfigDepartment[] {
  return [...facts.all('departments')]
    .filter(({ _id, enabled }) => enabled && facts.where('departmentAgents', 'departmentId', _id).length > 0)
    .map(({ _id, name, showOnRegistration, showOnOfflineForm }) => ({
      _id,
      name,
      showOnRegistration,
      showOnOfflineForm,
    }));
}

function configCustomFields(facts: Facts): ConfigCustomField[] {
  return [...facts.all('customFields')]
    .filter((field) => field.scope === 'visitor' && field.visibility === 'visible' && field.public)
    .map(({ _id, label, regexp, required, type, defaultValue, options }) => ({
      _id,
      label,
      regexp,
      required,
      type,
      defaultValue: defaultValue ?? null,
      options: options ? options.split(',').map((option) => option.trim()) : [],
    }));
}
