import type { LivechatConfig } from './config.ts';
import { conform, isRecord } from './conform.ts';
import { decodeAgent } from './decode-agent.ts';
import { decodeQueueInfo } from './decode-queue-info.ts';
import { decodeRoom } from './decode-room.ts';
import { decodeVisitor } from './decode-visitor.ts';

/** What a server leaves out (older ones know fewer keys) is as in Rocket.Chat's own defaults. */
const DEFAULTS = {
  settings: {
    registrationForm: false,
    nameFieldRegistrationForm: false,
    emailFieldRegistrationForm: false,
    allowSwitchingDepartments: false,
    displayOfflineForm: true,
    videoCall: false,
    fileUpload: false,
    language: '',
    transcript: false,
    forceAcceptDataProcessingConsent: false,
    showConnecting: false,
    agentHiddenInfo: false,
    clearLocalStorageWhenChatEnded: false,
    hiddenSystemMessages: [''],
    hideWatermark: false,
    visitorsCanCloseChat: true,
  },
  theme: { title: '', color: '', offlineTitle: '', offlineColor: '', background: '', hideExpandChat: false },
  messages: {
    offlineMessage: '',
    offlineSuccessMessage: '',
    offlineUnavailableMessage: '',
    conversationFinishedMessage: '',
    conversationFinishedText: '',
    transcriptMessage: '',
    registrationFormMessage: '',
    dataProcessingConsentText: '',
  },
  departments: [{ _id: '', name: '', showOnRegistration: false, showOnOfflineForm: false }],
};

/** Body of `GET livechat/config` (with or without the envelope). Only `enabled` must be there. */
export function decodeConfig(body: unknown): LivechatConfig | undefined {
  const config = isRecord(body) && isRecord(body.config) ? body.config : body;
  if (!isRecord(config) || typeof config.enabled !== 'boolean') return undefined;
  const { settings, theme, messages, departments } = conform(DEFAULTS, config);
  const from = isRecord(config.settings) ? config.settings : {};
  const guest = decodeVisitor(config.guest);
  const room = decodeRoom(config.room);
  const agent = decodeAgent(config.agent);
  const queueInfo = decodeQueueInfo(config.queueInfo);
  return {
    enabled: config.enabled,
    online: config.online === true,
    settings: {
      ...settings,
      historyMonitorType: from.historyMonitorType === 'title' ? 'title' : 'url',
      limitTextLength: typeof from.limitTextLength === 'number' ? from.limitTextLength : false,
      livechatLogo: isRecord(from.livechatLogo) ? conform({ url: '' }, from.livechatLogo) : null,
    },
    theme: {
      ...theme,
      position: isRecord(config.theme) && config.theme.position === 'left' ? 'left' : 'right',
      actionLinks: { jitsi: [] },
    },
    messages,
    departments: departments.filter((department) => department._id),
    customFields: [],
    triggers: [],
    resources: { sound: '', emojis: [] },
    survey: { items: [], values: [] },
    ...(guest && { guest }),
    ...(room && { room }),
    ...(agent && { agent }),
    ...(queueInfo && { queueInfo }),
  };
}
