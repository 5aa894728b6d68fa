// Longer than 250 lines: a text for each setting there is, and a list is easiest to read whole.
import type { SettingId } from './definitions.ts';

/** What an administrator reads about a setting. */
export interface SettingText {
  label: string;
  /** One plain sentence: what it does, and what special values mean. */
  does: string;
  /** Unit of a number, as it stands behind the input. */
  unit?: string;
  /** What the values of a select mean; of a list: what may be picked. A value that is not here shows as it is. */
  options?: Readonly<Record<string, string>>;
  /** How a text is edited. @default 'line' */
  input?: 'line' | 'lines' | 'color';
}

/** @see Rocket.Chat `IMessage.d.ts` `MessageTypes` */
const SYSTEM_MESSAGES = {
  uj: 'agent joined',
  ul: 'agent left',
  'livechat-started': 'chat started',
  'livechat-close': 'chat ended',
  livechat_transfer_history: 'chat was passed on',
} as const;

/** Texts of all settings. One that lacks is a type error. */
export const SETTING_TEXTS: Record<SettingId, SettingText> = {
  Livechat_enabled: {
    label: 'Omnichannel enabled',
    does: 'Off: the launcher goes away, no chat can begin and agents take none; chats that are open stay.',
  },
  Livechat_guest_count: {
    label: 'Number of the next guest',
    does: 'The next visitor without a name is called guest- and this number.',
  },
  Livechat_Room_Count: {
    label: 'Number of the next chat',
    does: 'The next chat gets this number, which webhooks carry as its code.',
  },

  Livechat_enable_business_hours: {
    label: 'Business hours enabled',
    does: 'On: agents can take chats within their business hours only; outside, visitors find nobody.',
  },
  Livechat_business_hour_type: {
    label: 'Kind of business hours',
    does: 'One set of hours for everybody, or also hours of their own for departments.',
    options: { Single: 'the same for all', Multiple: 'departments may have their own' },
  },

  Livechat_webhookUrl: {
    label: 'Webhook URL',
    does: 'Where ended chats and offline messages are sent to with a POST; empty: nowhere.',
  },
  Livechat_secret_token: {
    label: 'Secret token',
    does: 'Goes out in the header X-RocketChat-Livechat-Token, so that the receiver knows who sends, and signs each webhook.',
  },
  Porthole_previous_secret_token: {
    label: 'Previous secret token',
    does: 'Still signs beside the secret token while receivers change from one to the other; not a setting of Rocket.Chat.',
  },
  Livechat_http_timeout: {
    label: 'Time-out of a webhook',
    does: 'A webhook, or a lead for RD Station, that has no answer after this long is sent again later.',
    unit: 'ms',
  },
  Livechat_webhook_on_close: {
    label: 'Send when a chat ends',
    does: 'Sends LivechatSession with all messages once a chat is closed.',
  },
  Livechat_webhook_on_offline_msg: {
    label: 'Send offline messages',
    does: 'Sends LivechatOfflineMessage when a visitor leaves a message while nobody is there.',
  },
  Livechat_webhook_on_start: {
    label: 'Send when a chat starts',
    does: 'Sends LivechatSessionStart for each new chat, before an agent has it; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_chat_queued: {
    label: 'Send when a chat waits',
    does: 'Sends LivechatSessionQueued when a chat goes into the queue; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_chat_taken: {
    label: 'Send when a chat is taken',
    does: 'Sends LivechatSessionTaken when an agent gets a chat; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_forward: {
    label: 'Send when a chat is passed on',
    does: 'Sends LivechatSessionForwarded when a chat goes to another agent or department; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_visitor_message: {
    label: 'Send each message of a visitor',
    does: 'Sends Message for every message that a visitor writes; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_agent_message: {
    label: 'Send each message of an agent',
    does: 'Sends Message for every message that an agent writes; webhooks of kind 8.x only.',
  },
  Livechat_webhook_on_capture: {
    label: 'Send captured leads',
    does: 'Sends LeadCapture when a visitor writes an email address or a phone number; webhooks of kind 8.x only.',
  },
  Send_visitor_navigation_history_livechat_webhook_request: {
    label: 'Include visited pages',
    does: 'Webhooks of a chat carry the pages that the visitor went to, if these are kept as messages too (Livechat_Visitor_navigation_as_a_message); webhooks of kind 8.x only.',
  },
  Livechat_lead_email_regex: {
    label: 'What an email address looks like',
    does: 'Regular expression, case ignored: what a visitor writes and this matches becomes their email address; empty: nothing does.',
  },
  Livechat_lead_phone_regex: {
    label: 'What a phone number looks like',
    does: 'Regular expression: what a visitor writes and this matches becomes their phone number; empty: nothing does.',
  },

  Omnichannel_External_Frame_Enabled: {
    label: 'External frame enabled',
    does: 'The agent console shows a page of yours beside each chat.',
  },
  Omnichannel_External_Frame_URL: {
    label: 'Address of the frame',
    does: 'The page that is shown; its query gets the ids of the agent (uid) and the chat (rid), and the agent’s token (t), encrypted.',
  },
  Omnichannel_External_Frame_Encryption_JWK: {
    label: 'Key of the frame',
    does: 'AES-GCM key of 256 bits as JSON Web Key, for the token in the address; empty: the page gets no token, never a plain one.',
    input: 'lines',
  },

  Livechat_Facebook_Enabled: {
    label: 'Facebook enabled',
    does: 'Messages that people write to your Facebook page open chats, and answers go back there.',
  },
  Livechat_Facebook_API_Key: {
    label: 'Key of the page',
    does: 'Goes with what is sent, as Authorization: Bearer; empty: nothing is sent.',
  },
  Livechat_Facebook_API_Secret: {
    label: 'Secret of the page',
    does: 'Signs what comes in; what is signed with anything else is refused.',
  },
  Porthole_facebook_verify_token: {
    label: 'Verify token',
    does: 'What Messenger’s handshake has to show; empty: no handshake succeeds.',
  },
  Porthole_facebook_send_url: {
    label: 'Send API',
    does: 'Address that the answers of agents are posted to; empty: nothing is sent.',
  },

  Livechat_title: { label: 'Title', does: 'Stands on top of the pop-up while agents are there.' },
  Livechat_title_color: {
    label: 'Colour',
    does: 'Accent colour of launcher and pop-up while agents are there.',
    input: 'color',
  },
  Livechat_offline_title: {
    label: 'Title while nobody is there',
    does: 'Stands on top of the pop-up while no agent is there.',
  },
  Livechat_offline_title_color: {
    label: 'Colour while nobody is there',
    does: 'Accent colour of launcher and pop-up while no agent is there; the launcher has it once the pop-up was opened.',
    input: 'color',
  },
  Livechat_display_offline_form: {
    label: 'Offline form',
    does: 'While no agent is there, visitors can leave a message; off: they read why they cannot.',
  },
  Livechat_offline_form_unavailable: {
    label: 'Text instead of the offline form',
    does: 'What visitors read while no agent is there and there is no offline form; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_offline_message: {
    label: 'Text above the offline form',
    does: 'Introduces the offline form; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_offline_success_message: {
    label: 'Text after an offline message',
    does: 'What visitors read once their message has arrived; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_offline_email: {
    label: 'Recipients of offline messages',
    does: 'Email addresses with commas between them; this server sends no mail, the webhook carries the message.',
  },
  Livechat_validate_offline_email: {
    label: 'Check the address of an offline message',
    does: 'Refuses offline messages whose sender’s address cannot receive mail; this server checks its form only.',
  },
  Livechat_registration_form: {
    label: 'Registration form',
    does: 'Asks visitors who they are before a chat begins; off: they write at once, as guests.',
  },
  Livechat_name_field_registration_form: {
    label: 'Ask for the name',
    does: 'The registration form has a field for the name.',
  },
  Livechat_email_field_registration_form: {
    label: 'Ask for the email address',
    does: 'The registration form has a field for the email address.',
  },
  Livechat_registration_form_message: {
    label: 'Text above the registration form',
    does: 'Introduces the registration form; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_allow_switching_departments: {
    label: 'Visitors may change the department',
    does: 'Visitors can move their chat to another department.',
  },
  Livechat_show_agent_info: {
    label: 'Show who the agent is',
    does: 'Visitors see name and picture of the agent; off: they only see that somebody answers.',
  },
  Livechat_show_agent_email: {
    label: 'Show the agent’s email address',
    does: 'What visitors are told about their agent includes the email address.',
  },
  Livechat_request_comment_when_closing_conversation: {
    label: 'Ask for a comment at the end',
    does: 'Agents have to write a comment when they end a chat.',
  },
  Omnichannel_allow_visitors_to_close_conversation: {
    label: 'Visitors may end the chat',
    does: 'The pop-up offers to end the chat; off: only agents can.',
  },
  Omnichannel_allow_force_close_conversations: {
    label: 'Managers may force a chat to end',
    does: 'A chat that cannot be ended in the ordinary way can be ended nevertheless.',
  },
  Omnichannel_enable_department_removal: {
    label: 'Departments may be deleted',
    does: 'Allows to delete a department for good; off: it can be archived.',
  },
  Livechat_enable_message_character_limit: {
    label: 'Limit the length of messages',
    does: 'Visitors cannot write messages longer than the limit below.',
  },
  Livechat_message_character_limit: {
    label: 'Longest message of a visitor',
    does: 'Holds while messages are limited; 0: the longest message that the server takes.',
    unit: 'characters',
  },
  Livechat_clear_local_storage_when_chat_ended: {
    label: 'Forget the visitor when a chat ends',
    does: 'The browser keeps nothing of a chat that is over, and the visitor is a new one afterwards.',
  },
  Livechat_conversation_finished_message: {
    label: 'Heading after a chat',
    does: 'What visitors read first when their chat is over; empty: a text of the pop-up.',
  },
  Livechat_conversation_finished_text: {
    label: 'Text after a chat',
    does: 'Stands below the heading when a chat is over; may have links and emphasis.',
    input: 'lines',
  },
  Livechat_history_monitor_type: {
    label: 'Which page changes count',
    does: 'A visited page is noted when its address changes, or when its title does.',
    options: { url: 'a new address', title: 'a new title' },
  },
  Livechat_Visitor_navigation_as_a_message: {
    label: 'Visited pages as messages',
    does: 'Agents see each page that the visitor goes to as a line in the chat.',
  },
  Livechat_enabled_when_agent_idle: {
    label: 'Idle agents take chats',
    does: 'Agents who are away count as present; off: they do not.',
  },
  Livechat_accept_chats_with_no_agents: {
    label: 'Accept chats without agents',
    does: 'Visitors can begin a chat although no agent is there; it waits.',
  },
  Livechat_assign_new_conversation_to_bot: {
    label: 'New chats go to a bot',
    does: 'An agent that is a bot answers first and passes the chat on; bots count as present.',
  },
  Livechat_fileupload_enabled: {
    label: 'Visitors may send files',
    does: 'The pop-up takes files, if the server takes them at all.',
  },
  Livechat_enable_transcript: {
    label: 'Offer a transcript',
    does: 'Visitors are asked at the end whether they want the chat by email.',
  },
  Livechat_transcript_send_always: {
    label: 'Always send a transcript',
    does: 'Every visitor with an email address gets the chat at its end, without being asked; this server sends no mail, but notes it in the chat.',
  },
  Livechat_transcript_show_system_messages: {
    label: 'System messages in transcripts',
    does: 'Transcripts also say who joined, left and ended the chat; this server sends no mail, so nobody sees it.',
  },
  Livechat_transcript_message: {
    label: 'Question for the transcript',
    does: 'How visitors are asked whether they want a transcript; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_transcript_email_subject: {
    label: 'Subject of a transcript',
    does: 'Subject of the mail; this server sends no mail, so nobody sees it.',
  },
  Livechat_continuous_sound_notification_new_livechat_room: {
    label: 'Ring until a chat is taken',
    does: 'The agent console rings again and again while a chat waits; off: once.',
  },
  Livechat_AllowedDomainsList: {
    label: 'Allowed sites',
    does: 'Hosts with commas between them, such as shop.example.com, whose pages may show the pop-up; empty: any site.',
  },
  Livechat_hide_system_messages: {
    label: 'System messages hidden from visitors',
    does: 'The pop-up does not show these.',
    options: SYSTEM_MESSAGES,
  },
  Livechat_widget_position: {
    label: 'Corner',
    does: 'Where launcher and pop-up are.',
    options: { right: 'bottom right', left: 'bottom left' },
  },
  Livechat_background: {
    label: 'Background of the chat',
    does: 'CSS background behind the messages, such as a colour or a gradient; empty: that of the pop-up.',
  },
  Livechat_hide_watermark: {
    label: 'Hide “powered by”',
    does: 'Rocket.Chat’s own pop-up does not say by whom it is; ours never says so.',
  },
  Livechat_hide_expand_chat: {
    label: 'Hide “expand”',
    does: 'Rocket.Chat’s own pop-up does not offer to open in a window of its own; ours never does.',
  },
  Omnichannel_call_provider: {
    label: 'Calls',
    does: 'Whether the config tells pop-ups that agents can call visitors; ours shows no calls.',
    options: { none: 'no calls', 'default-provider': 'calls over the server’s provider' },
  },

  Livechat_force_accept_data_processing_consent: {
    label: 'Ask for consent',
    does: 'Visitors must agree to the processing of their data before anything of them is sent.',
  },
  Livechat_data_processing_consent_text: {
    label: 'Text of the consent',
    does: 'What visitors agree to; empty: a text of the pop-up.',
    input: 'lines',
  },
  Livechat_Allow_collect_and_store_HTTP_header_informations: {
    label: 'Keep addresses and headers of visitors',
    does: 'Stores IP address, host and browser that a visitor’s requests tell; agents see them.',
  },

  Livechat_RDStation_Token: {
    label: 'Token of RD Station',
    does: 'Visitors with an email address are sent to RD Station as leads when they are registered or changed and when their chat ends; empty: they are not.',
  },
  Porthole_rdstation_url: {
    label: 'Address that leads are sent to',
    does: 'A real server always posts to https://www.rdstation.com.br/api/1.3/conversions; this one sends nothing until an address is given. Not a setting of Rocket.Chat.',
  },

  Livechat_Routing_Method: {
    label: 'How chats find agents',
    does: 'Who gets the next chat, and whether it is given or taken.',
    options: {
      Auto_Selection: 'to the agent with the fewest chats so far',
      Manual_Selection: 'agents take them from the queue',
      Load_Balancing: 'to the agent with the fewest open chats',
      Load_Rotation: 'to all agents in turn',
      External: 'another server says to whom',
    },
  },
  Livechat_External_Queue_URL: {
    label: 'Address of the external algorithm',
    does: 'Asked with a GET for each new chat; answers the user name of an agent.',
  },
  Livechat_External_Queue_Token: {
    label: 'Secret of the external algorithm',
    does: 'Goes along in the header X-RocketChat-Secret-Token.',
  },
  Livechat_guest_pool_max_number_incoming_livechats_displayed: {
    label: 'Waiting chats shown',
    does: 'How many waiting chats an agent sees at most; 0: all.',
    unit: 'chats',
  },
  Livechat_show_queue_list_link: {
    label: 'Show the queue to agents',
    does: 'Agents may look at who has how many chats.',
  },
  Livechat_waiting_queue: {
    label: 'Waiting queue',
    does: 'Every chat waits in a queue until that moves and an agent has room, and visitors see their place in it.',
  },
  Livechat_waiting_queue_message: {
    label: 'Text while waiting',
    does: 'What visitors read while they wait in the queue.',
    input: 'lines',
  },
  Omnichannel_queue_delay_timeout: {
    label: 'Pause between two moves of the queue',
    does: 'How long the queue rests before it gives the next chat to an agent; below 1: 5 seconds.',
    unit: 's',
  },
  Livechat_maximum_chats_per_agent: {
    label: 'Most chats of an agent',
    does: 'An agent with as many open chats gets no more, while the waiting queue is on; 0: no limit.',
    unit: 'chats',
  },
  Livechat_max_queue_wait_time: {
    label: 'Longest wait in the queue',
    does: 'A chat that has waited for so long is ended by the server; -1: waits as long as it takes.',
    unit: 'minutes',
  },
  Livechat_last_chatted_agent_routing: {
    label: 'Back to the agent of last time',
    does: 'Visitors come to the agent who served them before, if that one can take them.',
  },
  Livechat_auto_transfer_chat_timeout: {
    label: 'Pass on unanswered chats after',
    does: 'A chat that its agent has not answered for so long goes to another; 0: never.',
    unit: 's',
  },
  Omnichannel_calculate_dispatch_service_queue_statistics: {
    label: 'Tell the wait',
    does: 'Visitors in the queue are told their place and how long they will probably wait.',
  },
  Livechat_number_most_recent_chats_estimate_wait_time: {
    label: 'Chats that the wait is estimated from',
    does: 'So many of the latest chats tell how long a chat takes.',
    unit: 'chats',
  },
  Omnichannel_max_fallback_forward_depth: {
    label: 'Longest way through fallback departments',
    does: 'A chat for a department without agents goes on to its fallback, at most so many times.',
    unit: 'departments',
  },

  Livechat_agent_leave_action: {
    label: 'When an agent leaves',
    does: 'What becomes of the open chats of an agent who is gone.',
    options: { none: 'they stay', forward: 'they are passed on', close: 'they are ended' },
  },
  Livechat_agent_leave_action_timeout: {
    label: 'An agent has left after',
    does: 'How long an agent must be gone before the above is done.',
    unit: 's',
  },
  Livechat_agent_leave_comment: {
    label: 'Comment when an agent has left',
    does: 'Stands as the comment of chats that are ended because their agent left.',
  },
  Livechat_visitor_inactivity_timeout: {
    label: 'A visitor has left after',
    does: 'A chat is abandoned when the visitor has not replied to the agent for so long.',
    unit: 's',
  },
  Livechat_abandoned_rooms_action: {
    label: 'When a visitor leaves',
    does: 'What becomes of abandoned chats.',
    options: { none: 'they stay open', close: 'they are ended', 'on-hold': 'they are put on hold' },
  },
  Livechat_abandoned_rooms_closed_custom_message: {
    label: 'Comment of abandoned chats',
    does: 'Stands as the comment of chats that are ended because the visitor left; empty: a text of the server.',
  },
  Livechat_auto_close_on_hold_chats_timeout: {
    label: 'End chats on hold after',
    does: 'Chats that are on hold for so long are ended; 0: never.',
    unit: 's',
  },
  Livechat_auto_close_on_hold_chats_custom_message: {
    label: 'Comment of chats ended on hold',
    does: 'Stands as the comment of chats that were on hold for too long; empty: a text of the server.',
  },
  Livechat_allow_manual_on_hold: {
    label: 'Agents may put chats on hold',
    does: 'The agent console offers to put a chat on hold.',
  },
  Livechat_allow_manual_on_hold_upon_agent_engagement_only: {
    label: 'On hold only after an answer',
    does: 'A chat can be put on hold only when the last word was the agent’s.',
  },

  Language: {
    label: 'Language',
    does: 'Language of the pop-up, such as en or pt-BR, if the page does not say another; empty: that of the browser.',
  },
  API_Enable_CORS: {
    label: 'Other sites may ask (CORS)',
    does: 'Pages of other sites may use the REST API; asked only when the server runs with --cors strict.',
  },
  API_CORS_Origin: {
    label: 'Which sites may ask',
    does: 'Origins with commas between them, * for all; asked only when the server runs with --cors strict.',
  },
  API_Enable_Rate_Limiter: {
    label: 'Limit calls',
    does: 'Refuses too many calls of one route from one address; asked only when the server runs with --rate-limit.',
  },
  API_Enable_Rate_Limiter_Limit_Calls_Default: {
    label: 'Calls until the limit',
    does: 'How many calls of one route are allowed within the time below.',
    unit: 'calls',
  },
  API_Enable_Rate_Limiter_Limit_Time_Default: {
    label: 'Time of the limit',
    does: 'Calls are counted over this time.',
    unit: 'ms',
  },
  FileUpload_Enabled: { label: 'Files', does: 'The server takes files, of visitors and of agents.' },
  FileUpload_MaxFileSize: {
    label: 'Largest file',
    does: 'Larger files are refused; -1: as large as the server takes.',
    unit: 'bytes',
  },
  FileUpload_MediaTypeWhiteList: {
    label: 'Kinds of files taken',
    does: 'Media types with commas between them, such as image/*; empty: all.',
  },
  FileUpload_MediaTypeBlackList: {
    label: 'Kinds of files refused',
    does: 'Media types with commas between them; wins over the kinds that are taken.',
  },
  FileUpload_ProtectFiles: {
    label: 'Protect files',
    does: 'Only who is in the chat can open its files; off: anybody with the address.',
  },
  Message_MaxAllowedSize: {
    label: 'Longest message',
    does: 'The server refuses longer messages.',
    unit: 'characters',
  },
  Message_AllowEditing: { label: 'Messages may be changed', does: 'Agents can edit what they have written.' },
  Message_AllowDeleting: {
    label: 'Messages may be deleted',
    does: 'Agents can delete what they have written.',
  },
  Message_ShowDeletedStatus: {
    label: 'Leave a mark of deleted messages',
    does: 'Where a message was deleted, a line says so; off: it is simply gone.',
  },
  Hide_System_Messages: {
    label: 'System messages hidden from agents',
    does: 'Clients of agents do not show these.',
    options: { ...SYSTEM_MESSAGES, au: 'member added', ru: 'member removed', rm: 'message removed' },
  },
};
