export const RID = 'HostileRoom222222';
export const TOKEN = 'f'.repeat(64);

/** The screens that show what a config says. */
export type Screen = 'register' | 'chat' | 'offline' | 'offline-unavailable';

/** Whose title the panel must show before it is looked at. */
export const titleOf = (payload: string, screen: Screen): string => `${payload} on ${screen}`;

/** Answer of `livechat/config` with `payload` in every text. */
export function hostileConfig(payload: string, screen: Screen): object {
  const title = titleOf(payload, screen);
  return {
    enabled: true,
    online: screen === 'register' || screen === 'chat',
    settings: {
      registrationForm: screen === 'register',
      nameFieldRegistrationForm: true,
      emailFieldRegistrationForm: true,
      displayOfflineForm: screen === 'offline',
      fileUpload: true,
      language: payload,
      historyMonitorType: payload,
      visitorsCanCloseChat: true,
      hiddenSystemMessages: [],
      dataProcessingConsentText: payload,
      livechatLogo: { url: `javascript:${payload}`, defaultUrl: payload },
    },
    theme: {
      title,
      color: payload,
      offlineTitle: title,
      offlineColor: payload,
      position: payload,
      background: payload,
      actionLinks: { webrtc: [{ label: payload, i18nLabel: payload, icon: payload }] },
    },
    messages: {
      offlineMessage: payload,
      offlineSuccessMessage: payload,
      offlineUnavailableMessage: payload,
      conversationFinishedMessage: payload,
      conversationFinishedText: payload,
      registrationFormMessage: payload,
      transcriptMessage: payload,
    },
    departments: [1, 2].map((place) => ({
      _id: `${payload}${place}`,
      name: payload,
      description: payload,
      showOnRegistration: true,
      showOnOfflineForm: true,
    })),
    triggers: [
      {
        _id: payload,
        name: payload,
        conditions: [
          { name: 'page-url', value: payload },
          { name: 'time-on-site', value: '0' },
          { name: 'chat-opened-by-visitor', value: payload },
        ],
        actions: [
          { name: 'send-message', params: { sender: 'custom', name: payload, msg: payload } },
          { name: 'send-message', params: { sender: 'queue', msg: payload } },
        ],
      },
    ],
    customFields: [
      { _id: payload, label: payload, type: 'input', options: payload, defaultValue: payload },
      { _id: `${payload}2`, label: payload, type: 'select', options: [payload], regexp: payload },
    ],
    resources: { sound: `javascript:${payload}` },
    ...(screen === 'chat' && {
      guest: { _id: 'v1', token: TOKEN, username: 'guest-1', name: payload },
      room: { _id: RID, t: 'l', open: true },
      agent: { _id: payload, username: payload, name: payload, status: payload },
      queueInfo: { spot: 1, estimatedWaitTimeSeconds: 60, message: { text: payload } },
    }),
  };
}
