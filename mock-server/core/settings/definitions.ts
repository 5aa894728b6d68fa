import type { SettingValue } from '../../store/documents.ts';

export type { SettingValue } from '../../store/documents.ts';

/** A setting under its real id. `secret` values never leave through `/db` or `settings.public`. */
interface Definition<T extends SettingValue = SettingValue> {
  default: T;
  /** Allowed values of a select. */
  values?: readonly string[];
  secret?: true;
  /** Area of the product's document. */
  area: Area;
}
export type Area =
  | 'Enable'
  | 'Business Hours'
  | 'CRM Integration'
  | 'External Frame'
  | 'Facebook'
  | 'GDPR'
  | 'Livechat'
  | 'RD Station'
  | 'Routing'
  | 'Sessions'
  | 'General';

const bool = (area: Area, value: boolean): Definition<boolean> => ({ default: value, area });
const text = (area: Area, value = ''): Definition<string> => ({ default: value, area });
const number = (area: Area, value: number): Definition<number> => ({ default: value, area });
const select = <V extends string>(area: Area, value: V, ...values: V[]): Definition<V> => ({
  default: value,
  values,
  area,
});
const list = (area: Area, ...value: string[]): Definition<readonly string[]> => ({ default: value, area });

/**
 * Ids, types and defaults of the settings this server knows.
 * @see Rocket.Chat `apps/meteor/server/settings/omnichannel.ts`, `livechat-enterprise/server/settings.ts`
 */
export const SETTINGS = {
  Livechat_enabled: bool('Enable', true),
  Livechat_guest_count: number('Enable', 1),
  Livechat_Room_Count: number('Enable', 1),

  Livechat_enable_business_hours: bool('Business Hours', false),
  Livechat_business_hour_type: select('Business Hours', 'Single', 'Single', 'Multiple'),

  Livechat_webhookUrl: text('CRM Integration'),
  Livechat_secret_token: { ...text('CRM Integration'), secret: true },
  /** Ours alone: a secret that still signs webhooks beside the one above, while receivers change from one to the other. */
  Porthole_previous_secret_token: { ...text('CRM Integration'), secret: true },
  Livechat_http_timeout: number('CRM Integration', 5000),
  /** @note On here: in the documented dialect a URL alone switches both webhooks on. Off in dialect 8.x, as on a real server. */
  Livechat_webhook_on_close: bool('CRM Integration', true),
  Livechat_webhook_on_offline_msg: bool('CRM Integration', true),
  // The rest of the switches is dialect 8.x only: the document knows two webhooks.
  Livechat_webhook_on_start: bool('CRM Integration', false),
  Livechat_webhook_on_chat_queued: bool('CRM Integration', false),
  Livechat_webhook_on_chat_taken: bool('CRM Integration', false),
  Livechat_webhook_on_forward: bool('CRM Integration', false),
  Livechat_webhook_on_visitor_message: bool('CRM Integration', false),
  Livechat_webhook_on_agent_message: bool('CRM Integration', false),
  Livechat_webhook_on_capture: bool('CRM Integration', false),
  Send_visitor_navigation_history_livechat_webhook_request: bool('CRM Integration', false),
  Livechat_lead_email_regex: text('CRM Integration', '\\b[A-Z0-9._%+-]+@(?:[A-Z0-9-]+\\.)+[A-Z]{2,4}\\b'),
  /** Equal in what it matches to the default of a real server, shorter in how. */
  Livechat_lead_phone_regex: text(
    'CRM Integration',
    '(?:(?:\\([0-9]{1,3}\\)|[0-9]{2})[ -]*)?[0-9]{4,5}[-\\s_]{0,2}[0-9]{4}(?![0-9])',
  ),

  Omnichannel_External_Frame_Enabled: bool('External Frame', false),
  Omnichannel_External_Frame_URL: text('External Frame'),
  /** AES-GCM key of 256 bits as a JSON Web Key. Empty: the frame is not given the agent's token. */
  Omnichannel_External_Frame_Encryption_JWK: text('External Frame'),

  Livechat_Facebook_Enabled: bool('Facebook', false),
  Livechat_Facebook_API_Key: { ...text('Facebook'), secret: true },
  Livechat_Facebook_API_Secret: { ...text('Facebook'), secret: true },
  /** Ours alone: what the handshake has to show. Empty: no handshake succeeds. */
  Porthole_facebook_verify_token: { ...text('Facebook'), secret: true },
  /** Ours alone: where answers of agents go; a real server has the gateway's address built in. Empty: nothing is sent. */
  Porthole_facebook_send_url: text('Facebook'),

  Livechat_title: text('Livechat', 'Rocket.Chat'),
  Livechat_title_color: text('Livechat', '#C1272D'),
  Livechat_offline_title: text('Livechat', 'Leave a message'),
  Livechat_offline_title_color: text('Livechat', '#666666'),
  Livechat_display_offline_form: bool('Livechat', true),
  Livechat_offline_form_unavailable: text('Livechat'),
  Livechat_offline_message: text('Livechat'),
  Livechat_offline_success_message: text('Livechat'),
  Livechat_offline_email: text('Livechat'),
  Livechat_validate_offline_email: bool('Livechat', true),
  Livechat_registration_form: bool('Livechat', true),
  Livechat_name_field_registration_form: bool('Livechat', true),
  Livechat_email_field_registration_form: bool('Livechat', true),
  Livechat_registration_form_message: text('Livechat'),
  Livechat_allow_switching_departments: bool('Livechat', true),
  Livechat_show_agent_info: bool('Livechat', true),
  Livechat_show_agent_email: bool('Livechat', true),
  Livechat_request_comment_when_closing_conversation: bool('Livechat', true),
  Omnichannel_allow_visitors_to_close_conversation: bool('Livechat', true),
  Omnichannel_allow_force_close_conversations: bool('Livechat', false),
  Omnichannel_enable_department_removal: bool('Livechat', false),
  Livechat_enable_message_character_limit: bool('Livechat', false),
  Livechat_message_character_limit: number('Livechat', 0),
  Livechat_clear_local_storage_when_chat_ended: bool('Livechat', false),
  Livechat_conversation_finished_message: text('Livechat'),
  Livechat_conversation_finished_text: text('Livechat'),
  Livechat_history_monitor_type: select('Livechat', 'url', 'url', 'title'),
  Livechat_Visitor_navigation_as_a_message: bool('Livechat', false),
  Livechat_enabled_when_agent_idle: bool('Livechat', true),
  Livechat_accept_chats_with_no_agents: bool('Livechat', false),
  Livechat_assign_new_conversation_to_bot: bool('Livechat', false),
  Livechat_fileupload_enabled: bool('Livechat', true),
  Livechat_enable_transcript: bool('Livechat', false),
  Livechat_transcript_send_always: bool('Livechat', false),
  Livechat_transcript_show_system_messages: bool('Livechat', false),
  Livechat_transcript_message: text('Livechat'),
  Livechat_transcript_email_subject: text('Livechat'),
  Livechat_continuous_sound_notification_new_livechat_room: bool('Livechat', false),
  Livechat_AllowedDomainsList: text('Livechat'),
  Livechat_hide_system_messages: list('Livechat', 'uj', 'ul', 'livechat-close'),
  Livechat_widget_position: select('Livechat', 'right', 'right', 'left'),
  Livechat_background: text('Livechat'),
  Livechat_hide_watermark: bool('Livechat', false),
  Livechat_hide_expand_chat: bool('Livechat', false),
  Omnichannel_call_provider: select('Livechat', 'none', 'none', 'default-provider'),

  Livechat_force_accept_data_processing_consent: bool('GDPR', false),
  Livechat_data_processing_consent_text: text('GDPR'),
  Livechat_Allow_collect_and_store_HTTP_header_informations: bool('GDPR', false),

  Livechat_RDStation_Token: { ...text('RD Station'), secret: true },
  /** Ours alone: a real server posts to RD Station itself, and a server for trying things out must not. Empty: nothing is sent. */
  Porthole_rdstation_url: text('RD Station'),

  Livechat_Routing_Method: select(
    'Routing',
    'Auto_Selection',
    'Auto_Selection',
    'Manual_Selection',
    'Load_Balancing',
    'Load_Rotation',
    'External',
  ),
  Livechat_External_Queue_URL: text('Routing'),
  Livechat_External_Queue_Token: { ...text('Routing'), secret: true },
  /** Waiting chats that an agent is shown; 0 for all. */
  Livechat_guest_pool_max_number_incoming_livechats_displayed: number('Routing', 0),
  Livechat_show_queue_list_link: bool('Routing', false),
  Livechat_waiting_queue: bool('Routing', false),
  Livechat_waiting_queue_message: text('Routing'),
  /** Seconds between two moves of the queue. */
  Omnichannel_queue_delay_timeout: number('Routing', 5),
  /** 0 for as many as come. Held with the waiting queue only. */
  Livechat_maximum_chats_per_agent: number('Routing', 0),
  /** Minutes; -1 for as long as it takes. */
  Livechat_max_queue_wait_time: number('Routing', -1),
  Livechat_last_chatted_agent_routing: bool('Routing', false),
  /** Seconds without an answer of the agent; 0 for never. */
  Livechat_auto_transfer_chat_timeout: number('Routing', 0),
  Omnichannel_calculate_dispatch_service_queue_statistics: bool('Routing', true),
  Livechat_number_most_recent_chats_estimate_wait_time: number('Routing', 100),
  /** Departments that a chat falls back through. */
  Omnichannel_max_fallback_forward_depth: number('Routing', 3),

  Livechat_agent_leave_action: select('Sessions', 'none', 'none', 'forward', 'close'),
  /** Seconds. */
  Livechat_agent_leave_action_timeout: number('Sessions', 60),
  Livechat_agent_leave_comment: text('Sessions'),
  /** Seconds that a visitor may leave an agent without an answer. */
  Livechat_visitor_inactivity_timeout: number('Sessions', 3600),
  Livechat_abandoned_rooms_action: select('Sessions', 'none', 'none', 'close', 'on-hold'),
  Livechat_abandoned_rooms_closed_custom_message: text('Sessions'),
  /** Seconds; 0 for never. */
  Livechat_auto_close_on_hold_chats_timeout: number('Sessions', 3600),
  Livechat_auto_close_on_hold_chats_custom_message: text('Sessions'),
  Livechat_allow_manual_on_hold: bool('Sessions', false),
  Livechat_allow_manual_on_hold_upon_agent_engagement_only: bool('Sessions', true),

  Language: text('General'),
  /** Asked by `--cors strict` only; without it any origin is welcome. */
  API_Enable_CORS: bool('General', false),
  API_CORS_Origin: text('General', '*'),
  /** Asked by `--rate-limit` only. */
  API_Enable_Rate_Limiter: bool('General', true),
  API_Enable_Rate_Limiter_Limit_Calls_Default: number('General', 10),
  API_Enable_Rate_Limiter_Limit_Time_Default: number('General', 60_000),
  FileUpload_Enabled: bool('General', true),
  /** Bytes; -1 for as much as the server takes. */
  FileUpload_MaxFileSize: number('General', 104_857_600),
  FileUpload_MediaTypeWhiteList: text('General'),
  FileUpload_MediaTypeBlackList: text('General', 'image/svg+xml'),
  FileUpload_ProtectFiles: bool('General', true),
  Message_MaxAllowedSize: number('General', 5000),
  Message_AllowEditing: bool('General', true),
  Message_AllowDeleting: bool('General', true),
  Message_ShowDeletedStatus: bool('General', false),
  Hide_System_Messages: list('General'),
} as const satisfies Record<string, Definition>;

export type SettingId = keyof typeof SETTINGS;
/** The type of each setting's value, by id. */
export type SettingValues = { [K in SettingId]: (typeof SETTINGS)[K]['default'] };
