import type { WireAgent } from './agent.ts';
import type { WireRoom } from './room.ts';
import type { WireVisitor } from './visitor.ts';

/** Answer of `GET livechat/config`, without the envelope. `enabled: false` carries nothing else. */
export interface LivechatConfig {
  enabled: boolean;
  online: boolean;
  settings: ConfigSettings;
  theme: ConfigTheme;
  messages: ConfigMessages;
  departments: ConfigDepartment[];
  customFields: ConfigCustomField[];
  triggers: unknown[];
  resources: { sound: string; emojis: unknown[] };
  survey: { items: string[]; values: string[] };
  guest?: WireVisitor;
  room?: WireRoom;
  agent?: WireAgent;
  queueInfo?: QueueInfo;
}

export interface ConfigSettings {
  registrationForm: boolean;
  nameFieldRegistrationForm: boolean;
  emailFieldRegistrationForm: boolean;
  allowSwitchingDepartments: boolean;
  displayOfflineForm: boolean;
  videoCall: boolean;
  fileUpload: boolean;
  /** Language tag of the server; empty: the browser's. */
  language: string;
  transcript: boolean;
  historyMonitorType: 'url' | 'title';
  forceAcceptDataProcessingConsent: boolean;
  showConnecting: boolean;
  agentHiddenInfo: boolean;
  clearLocalStorageWhenChatEnded: boolean;
  /** Longest message in characters; `false`: no limit. */
  limitTextLength: number | false;
  hiddenSystemMessages: string[];
  livechatLogo: { url?: string } | null;
  hideWatermark: boolean;
  visitorsCanCloseChat: boolean;
}

export interface ConfigTheme {
  title: string;
  /** CSS colour. */
  color: string;
  offlineTitle: string;
  offlineColor: string;
  position: 'left' | 'right';
  background: string;
  hideExpandChat: boolean;
  actionLinks: { jitsi: unknown[] };
}

export interface ConfigMessages {
  offlineMessage: string;
  offlineSuccessMessage: string;
  offlineUnavailableMessage: string;
  conversationFinishedMessage: string;
  conversationFinishedText: string;
  transcriptMessage: string;
  registrationFormMessage: string;
  dataProcessingConsentText: string;
}

export interface ConfigDepartment {
  _id: string;
  name: string;
  showOnRegistration: boolean;
  showOnOfflineForm: boolean;
  departmentsAllowedToForward?: string[];
}

export interface ConfigCustomField {
  _id: string;
  label: string;
  regexp: string;
  required: boolean;
  type: 'input' | 'select';
  defaultValue: string | null;
  options: string[];
}

export interface QueueInfo {
  /** 1 is next. */
  spot: number;
  estimatedWaitTimeSeconds?: number;
  message?: { text: string; user: { _id: string; username: string } };
}
