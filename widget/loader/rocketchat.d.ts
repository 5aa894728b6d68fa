/**
 * `window.RocketChat` for TypeScript: what Rocket.Chat documents of its widget's API, as Porthole understands it.
 * Published as `porthole.d.ts`: `"types": ["porthole"]` in tsconfig.json, or `import type {} from 'porthole'`, brings the globals.
 * @see `docs/window-api.md` for what each one does
 */

/** Of the page, or of the snippet before the script is there: then `livechat` is not yet. */
export interface RocketChatFunction {
  /** Calls the function with the API as `this`: at once, or when the script is there. */
  (callback: (this: LivechatApi) => void): void;
  readonly livechat?: LivechatApi;
}

/** Takes the callback away again. */
export type Unsubscribe = () => void;

/** All methods may be called at any time; those that need a visitor or the server wait. */
export interface LivechatApi {
  initialize(params: InitializeParams): void;

  /** Opens the pop-up; once the widget is shown, if it is hidden. */
  maximizeWidget(): void;
  minimizeWidget(): void;
  /** Takes the widget away, the button included. */
  hideWidget(): void;
  showWidget(): void;

  /** Adds to what was set before. A key that is undefined goes back to what the server says. */
  setTheme(theme: Theme): void;
  /** @param language tag such as `de` or `pt-BR` */
  setLanguage(language: string): void;
  /** Kinds of system messages that are not shown, beside those that the server names. */
  setHiddenSystemMessages(types: readonly SystemMessageType[]): void;

  setGuestToken(token: string): void;
  setGuestName(name: string): void;
  setGuestEmail(email: string): void;
  /** Registers the visitor without the form. */
  registerGuest(guest: Guest): void;
  /** @param value default: empty @param overwrite whether a value that is there already gives way; default: true */
  setCustomField(key: string, value?: string, overwrite?: boolean): void;
  setGuestMetadata(metadata: Record<string, unknown>): void;

  setDepartment(idOrName: string): void;
  clearDepartment(): void;
  setBusinessUnit(id: string): void;
  clearBusinessUnit(): void;
  /** Who gets the next chat. */
  setAgent(agent: DefaultAgent): void;
  transferChat(departmentIdOrName: string): void;
  transferChat(rid: string, departmentIdOrName: string): void;

  /** Tells the agent which page the visitor is on now. */
  pageVisited(change: 'url' | 'title'): void;
  setParentUrl(url: string): void;

  onChatMaximized(callback: () => void): Unsubscribe;
  onChatMinimized(callback: () => void): Unsubscribe;
  onChatStarted(callback: () => void): Unsubscribe;
  onChatEnded(callback: () => void): Unsubscribe;
  onPrechatFormSubmit(callback: (fields: PrechatFields) => void): Unsubscribe;
  onOfflineFormSubmit(callback: (fields: OfflineFields) => void): Unsubscribe;
  onWidgetShown(callback: () => void): Unsubscribe;
  onWidgetHidden(callback: () => void): Unsubscribe;
  onAssignAgent(callback: (agent: AssignedAgent) => void): Unsubscribe;
  onAgentStatusChange(callback: (agent: AssignedAgent) => void): Unsubscribe;
  onQueuePositionChange(callback: (queue: QueuePosition) => void): Unsubscribe;
  onServiceOffline(callback: () => void): Unsubscribe;
  clearAllCallbacks(): void;
}

/** Each key is the method of that name. */
export interface InitializeParams {
  customField?: CustomField | CustomFieldTuple | undefined;
  setCustomFields?: readonly (CustomField | CustomFieldTuple)[] | undefined;
  theme?: Theme | undefined;
  department?: string | undefined;
  businessUnit?: string | undefined;
  guestToken?: string | undefined;
  guestName?: string | undefined;
  guestEmail?: string | undefined;
  registerGuest?: Guest | undefined;
  language?: string | undefined;
  agent?: DefaultAgent | undefined;
  parentUrl?: string | undefined;
  setGuestMetadata?: Record<string, unknown> | undefined;
  hiddenSystemMessages?: readonly SystemMessageType[] | undefined;
}

/** Colours as CSS writes them. */
export interface Theme {
  color?: string | undefined;
  /** Texts of the header, and the icon of the button. The header then has `color` as its background. */
  fontColor?: string | undefined;
  /** Icons of the header. The header then has `color` as its background. */
  iconColor?: string | undefined;
  title?: string | undefined;
  offlineTitle?: string | undefined;
  position?: 'left' | 'right' | undefined;
  /** CSS `background` of the list of messages. */
  background?: string | undefined;
  guestBubbleBackgroundColor?: string | undefined;
  agentBubbleBackgroundColor?: string | undefined;
  /** @default true */
  hideGuestAvatar?: boolean | undefined;
  /** @default false */
  hideAgentAvatar?: boolean | undefined;
  /** Porthole has no button to expand the chat into a window. */
  hideExpandChat?: boolean | undefined;
}

/** What is left out stays as it is. */
export interface Guest {
  /** The visitor's secret: whoever knows it reads the visitor's chat. Left out: one is made. */
  token?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  /** Id or name. */
  department?: string | undefined;
  phone?: string | undefined;
  customFields?: readonly (CustomField | CustomFieldTuple)[] | undefined;
}

export interface CustomField {
  key: string;
  value?: string | undefined;
  /** @default true */
  overwrite?: boolean | undefined;
}
export type CustomFieldTuple = readonly [key: string, value?: string, overwrite?: boolean];

export interface DefaultAgent {
  _id: string;
  username: string;
  name?: string | undefined;
  /** Id; choosing another department forgets the agent. */
  department?: string | undefined;
  [other: string]: unknown;
}

export type SystemMessageType =
  | 'uj'
  | 'ul'
  | 'livechat-started'
  | 'livechat-close'
  | 'livechat_transfer_history';

/** What the visitor filled in. */
export interface PrechatFields {
  name?: string;
  email?: string;
  /** Id. */
  department?: string;
}
export interface OfflineFields extends PrechatFields {
  message: string;
  /** Origin of the page. */
  host: string;
}
export interface AssignedAgent {
  name: string;
  username: string;
  status: 'online' | 'away' | 'busy' | 'offline' | undefined;
}
export interface QueuePosition {
  /** 1 is next. */
  spot: number;
  estimatedWaitTimeSeconds?: number;
  message?: { text: string; user: { _id: string; username: string } };
}

declare global {
  interface Window {
    RocketChat?: RocketChatFunction;
    /** Address of the oldest snippets. */
    initRocket?: [url: string];
  }
  /** As the snippet makes it. */
  function RocketChat(callback: (this: LivechatApi) => void): void;
  namespace RocketChat {
    /** Undefined until the script is there. */
    const livechat: LivechatApi | undefined;
  }
}
