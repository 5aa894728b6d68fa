import { conform } from './conform.ts';
import { type DecodedVisitor, decodeVisitor } from './decode-visitor.ts';

/** The parts of the config that the widget uses. What a server leaves out (older ones know fewer keys) is as in Rocket.Chat's defaults. */
const USED = {
  enabled: false,
  online: false,
  settings: {
    registrationForm: false,
    nameFieldRegistrationForm: false,
    emailFieldRegistrationForm: false,
    displayOfflineForm: true,
    forceAcceptDataProcessingConsent: false,
    historyMonitorType: 'url',
    transcript: false,
    allowSwitchingDepartments: false,
    agentHiddenInfo: false,
    clearLocalStorageWhenChatEnded: false,
    limitTextLength: 0,
    hiddenSystemMessages: [''],
    visitorsCanCloseChat: true,
    fileUpload: false,
  },
  theme: { title: '', color: '', offlineTitle: '', offlineColor: '', position: '', background: '' },
  messages: {
    offlineMessage: '',
    offlineSuccessMessage: '',
    offlineUnavailableMessage: '',
    conversationFinishedMessage: '',
    conversationFinishedText: '',
    registrationFormMessage: '',
    transcriptMessage: '',
    dataProcessingConsentText: '',
  },
  departments: [{ _id: '', name: '', showOnRegistration: false, showOnOfflineForm: false }],
  /** As they came, for the parts that read them. */
  triggers: [] as unknown[],
  customFields: [] as unknown[],
};

/** The config as the widget holds it: a part of `LivechatConfig`. `limitTextLength` 0: no limit. */
export type WidgetConfig = typeof USED;

/** What the config tells of this visitor, by their token. */
export interface VisitorPart {
  /** Undefined when the server does not know the token. */
  guest: DecodedVisitor | undefined;
  /** The open room; empty without one. */
  rid: string;
  /** As it came: a chat's, which reads it with `decodeAgent`. */
  agent: unknown;
  /** The same, `decodeQueueInfo`. */
  queueInfo: unknown;
}

/** Body of `GET livechat/config`, with or without the envelope. Only `enabled` must be there. */
export function decodeConfig(body: unknown): { config: WidgetConfig; visitor: VisitorPart } | undefined {
  const outer = Object(body);
  const from = Object(outer.config ?? outer);
  if (typeof from.enabled !== 'boolean') return undefined;
  return {
    config: conform(USED, from),
    visitor: {
      guest: decodeVisitor(from.guest),
      rid: decodeRoom(from.room) ?? '',
      agent: from.agent,
      queueInfo: from.queueInfo,
    },
  };
}

/** The id of a room, as in the config and in `GET livechat/room`. */
export function decodeRoom(room: unknown): string | undefined {
  return conform({ _id: '' }, room)._id || undefined;
}
