/**
 * The contract between state and view: what the views read (signals) and call (commands). Views do nothing else.
 * `create-porthole.ts` builds it; the stores behind it are one file each.
 */
import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { ConfigDepartment, QueueInfo } from '../wire/config.ts';
import type { WidgetConfig } from '../wire/decode-config.ts';
import type { Problem } from '../wire/problem.ts';

export type { Problem };

export type EpochMs = number;

/** What the pop-up shows. Derived from facts, never set. */
export type Screen =
  /** No config yet. */
  | 'loading'
  /** The config could not be had: `problem` says why; `retryLoad()` tries again. */
  | 'load-failed'
  /** Livechat is switched off on the server. */
  | 'disabled'
  /** Before anything is sent, the visitor has to agree. */
  | 'consent'
  /** Nobody there: the offline form. */
  | 'offline'
  /** Nobody there and the server shows no form: only its text. */
  | 'offline-unavailable'
  /** The offline message went out. */
  | 'offline-sent'
  /** Name, email, department before the first message. */
  | 'register'
  | 'chat'
  /** The chat is over; messages stay readable. */
  | 'ended';

/** `idle`: no socket wanted. `waiting`: lost, will try again by itself. */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'waiting';

export interface ChatMessage {
  id: string;
  text: string;
  at: EpochMs;
  from: 'visitor' | 'agent' | 'system';
  /** Who wrote it; for system messages, whom it is about. */
  author: { username: string; name: string } | undefined;
  /** System messages: which text to show. */
  system: SystemText | undefined;
  /** Own messages: on the way, stored by the server, or refused for good (`problem` says why). */
  state: 'sending' | 'sent' | 'failed';
  problem: Problem | undefined;
  edited: boolean;
  /** As they came: `app/attachments` reads them. */
  attachments?: readonly unknown[];
  files?: readonly unknown[];
}
export type SystemText = 'started' | 'joined' | 'left' | 'transferred' | 'ended' | 'removed';

export interface AgentView {
  username: string;
  name: string;
  /** Absolute URL. */
  avatarUrl: string;
  status: 'online' | 'away' | 'busy' | 'offline' | undefined;
}

/** Which command is under way. */
export type Busy = 'registering' | 'sending-offline' | 'closing' | 'starting' | undefined;

export interface PortholeState {
  readonly screen: ReadonlySignal<Screen>;
  readonly connection: ReadonlySignal<ConnectionState>;
  readonly config: ReadonlySignal<WidgetConfig | undefined>;
  /** Departments to choose from on the form that shows: registration or offline. */
  readonly departments: ReadonlySignal<ConfigDepartment[]>;
  /** Oldest first, system messages that are hidden left out. */
  readonly messages: ReadonlySignal<ChatMessage[]>;
  /** Older messages: whether there are any, and whether they are being fetched. */
  readonly older: ReadonlySignal<'none' | 'some' | 'loading'>;
  readonly agent: ReadonlySignal<AgentView | undefined>;
  /** The chat waits for an agent. `info` when the server tells the place in the queue. */
  readonly queue: ReadonlySignal<{ waiting: boolean; info: QueueInfo | undefined }>;
  /** Names of those who type now. */
  readonly typing: ReadonlySignal<string[]>;
  /** Agent's messages since the visitor last looked. */
  readonly unread: ReadonlySignal<number>;
  /** Room that shows; empty before there is one. */
  readonly roomId: ReadonlySignal<string>;
  readonly busy: ReadonlySignal<Busy>;
  /** Why the last command failed; gone when the next starts. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Pop-up open? Kept over reloads. */
  readonly isOpen: ReadonlySignal<boolean>;
  /** Text in the composer; kept over reloads. */
  readonly draft: Signal<string>;
  /** Fields of the offline and registration forms; kept while the page lives. */
  readonly form: Signal<FormFields>;
  /** Longest message in characters, or undefined. */
  readonly maxLength: ReadonlySignal<number | undefined>;
  /** Whether the visitor may end the chat now. */
  readonly canClose: ReadonlySignal<boolean>;
}

export interface FormFields {
  name: string;
  email: string;
  /** Department id; empty: none chosen. */
  department: string;
  message: string;
}

/** Commands never reject: what goes wrong shows in `problem`, or on the message. */
export interface PortholeCommands {
  /** Fetches the config (or takes `first`, which the loader already has) and resumes an open chat. */
  load(first?: Promise<unknown>): Promise<void>;
  retryLoad(): Promise<void>;
  setOpen(open: boolean): void;
  /** The visitor agrees that their data are processed: remembered with who they are. */
  agree(): Promise<void>;
  /** Sends the registration form. */
  register(): Promise<void>;
  /** Sends the offline form. */
  sendOffline(): Promise<void>;
  /** Back from 'offline-sent' to the empty form. */
  newOfflineMessage(): void;
  /** Puts the draft into the outbox, shows it at once, sends it. Opens the room first if there is none. */
  send(): void;
  retry(messageId: string): void;
  /** Drops a failed message; its text goes back to the draft when that is empty. */
  discard(messageId: string): void;
  /** The visitor types: told to the agent, throttled. */
  typed(): void;
  loadOlder(): Promise<void>;
  closeChat(): Promise<void>;
  /** From 'ended' to a fresh chat (or the form that comes first). */
  newChat(): Promise<void>;
  /** What the page said through `window.RocketChat` or data attributes. */
  identify(guest: { token?: string; name?: string; email?: string; department?: string }): void;
  dispose(): void;
}

export interface Porthole extends PortholeState, PortholeCommands {}
