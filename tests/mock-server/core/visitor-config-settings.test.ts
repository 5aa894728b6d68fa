import { expect, test } from 'vitest';
import { startCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

test.each([
  ['Livechat_title', 'Ask us', 'theme.title', 'Ask us'],
  ['Livechat_title_color', '#0a7', 'theme.color', '#0a7'],
  ['Livechat_widget_position', 'left', 'theme.position', 'left'],
  ['Livechat_registration_form', false, 'settings.registrationForm', false],
  ['Livechat_show_agent_info', false, 'settings.agentHiddenInfo', true],
  ['Livechat_Routing_Method', 'Manual_Selection', 'settings.showConnecting', true],
  ['Livechat_enable_message_character_limit', true, 'settings.limitTextLength', 5000],
  ['Omnichannel_call_provider', 'default-provider', 'settings.videoCall', true],
  ['FileUpload_Enabled', false, 'settings.fileUpload', false],
  ['Livechat_offline_message', 'We sleep', 'messages.offlineMessage', 'We sleep'],
  ['Livechat_offline_form_unavailable', 'No', 'messages.offlineUnavailableMessage', 'No'],
  ['Livechat_accept_chats_with_no_agents', true, 'online', true],
  ['Livechat_offline_title', 'T', 'theme.offlineTitle', 'T'],
  ['Livechat_offline_title_color', '#123456', 'theme.offlineColor', '#123456'],
  ['Livechat_background', 'pink', 'theme.background', 'pink'],
  ['Livechat_hide_expand_chat', true, 'theme.hideExpandChat', true],
  ['Livechat_hide_watermark', true, 'settings.hideWatermark', true],
  ['Livechat_name_field_registration_form', false, 'settings.nameFieldRegistrationForm', false],
  ['Livechat_email_field_registration_form', false, 'settings.emailFieldRegistrationForm', false],
  ['Livechat_registration_form_message', 'T', 'messages.registrationFormMessage', 'T'],
  ['Livechat_allow_switching_departments', false, 'settings.allowSwitchingDepartments', false],
  ['Livechat_display_offline_form', false, 'settings.displayOfflineForm', false],
  ['Livechat_offline_success_message', 'T', 'messages.offlineSuccessMessage', 'T'],
  ['Livechat_clear_local_storage_when_chat_ended', true, 'settings.clearLocalStorageWhenChatEnded', true],
  ['Livechat_hide_system_messages', ['ul'], 'settings.hiddenSystemMessages', ['ul']],
  ['Livechat_history_monitor_type', 'title', 'settings.historyMonitorType', 'title'],
  ['Livechat_enable_transcript', true, 'settings.transcript', true],
  ['Livechat_transcript_message', 'T', 'messages.transcriptMessage', 'T'],
  ['Livechat_conversation_finished_message', 'T', 'messages.conversationFinishedMessage', 'T'],
  ['Livechat_conversation_finished_text', 'T', 'messages.conversationFinishedText', 'T'],
  ['Livechat_fileupload_enabled', false, 'settings.fileUpload', false],
  ['Omnichannel_allow_visitors_to_close_conversation', false, 'settings.visitorsCanCloseChat', false],
  ['Language', 'pt-BR', 'settings.language', 'pt-BR'],
  ['Livechat_force_accept_data_processing_consent', true, 'settings.forceAcceptDataProcessingConsent', true],
  ['Livechat_data_processing_consent_text', 'T', 'messages.dataProcessingConsentText', 'T'],
] as const)('%s = %j shows at once as %s', async (id, value, path, shown) => {
  const { core, set } = await startCore();
  const before = await ask(core, 'GET config');
  expect(before.json).not.toHaveProperty(`config.${path}`, shown);
  await set({ [id]: value });
  const { json } = await ask(core, 'GET config');
  expect(json).toHaveProperty(`config.${path}`, shown);
});

test.each([
  ['', 'https://evil.example.com', true],
  ['shop.example.com, blog.example.com', 'https://blog.example.com', true],
  ['shop.example.com:8080', 'http://shop.example.com:8080', true],
  ['shop.example.com', 'https://evil.example.com', false],
  ['*.example.com', 'https://shop.example.com', false],
  ['shop.example.com', 'null', false],
  ['shop.example.com', undefined, true],
])('with the list of sites "%s" a page of %s has a chat: %s', async (list, origin, enabled) => {
  const { core, set } = await startCore();
  await set({ Livechat_AllowedDomainsList: list });
  const answer = await core.handle(
    new Request('http://localhost/api/v1/livechat/config', origin ? { headers: { origin } } : {}),
  );
  expect(await answer.json()).toMatchObject({ config: { enabled } });
});
