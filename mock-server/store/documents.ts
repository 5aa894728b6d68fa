// Long: the documents of all collections read best in one piece.
/**
 * The documents of each collection, as the rules see them. Dates are `Date`; the edges turn them into ISO strings
 * (REST, `/db`) or EJSON (DDP, disk). Documents are frozen: a change is a new object given to `tx.put`.
 */
import type { AgentAvailability, AgentPresence } from '../../widget/wire/agent.ts';
import type { WireFile, WireFileAttachment } from '../../widget/wire/attachment.ts';
import type { TransferData } from '../../widget/wire/message.ts';
import type { InquiryStatus } from '../../widget/wire/streams.ts';
import type { VisitorStatus } from '../../widget/wire/visitor.ts';

export interface Collections {
  settings: Setting;
  users: User;
  loginTokens: LoginToken;
  departments: Department;
  departmentAgents: DepartmentAgent;
  customFields: CustomField;
  visitors: Visitor;
  rooms: Room;
  inquiries: Inquiry;
  messages: Message;
  subscriptions: Subscription;
  files: StoredFile;
  offlineMessages: OfflineMessage;
  deliveries: Delivery;
  triggers: Trigger;
  permissions: StoredPermission;
  businessHours: BusinessHour;
}
export type CollectionName = keyof Collections;

export const COLLECTIONS: readonly CollectionName[] = [
  'settings',
  'users',
  'loginTokens',
  'departments',
  'departmentAgents',
  'customFields',
  'visitors',
  'rooms',
  'inquiries',
  'messages',
  'subscriptions',
  'files',
  'offlineMessages',
  'deliveries',
  'triggers',
  'permissions',
  'businessHours',
];

/** `_id` is the real setting id, e.g. `Livechat_webhookUrl`. Only values differ from server to server; the rest is in `core/settings`. */
export interface Setting {
  _id: string;
  value: SettingValue;
  _updatedAt: Date;
}
export type SettingValue = string | number | boolean | readonly string[] | null;

/** Rocket.Chat's built-in roles, as far as permissions of this server name them. */
export type Role =
  | 'admin'
  | 'user'
  | 'bot'
  | 'app'
  | 'guest'
  | 'livechat-agent'
  | 'livechat-manager'
  | 'livechat-monitor';

export interface User {
  /** 17 characters. */
  _id: string;
  username: string;
  name: string;
  emails: { address: string; verified: boolean }[];
  roles: Role[];
  active: boolean;
  /** Presence of the user's connections. */
  status: AgentPresence;
  /** Whether the agent takes chats. */
  statusLivechat: AgentAvailability;
  /** Chats given to the agent so far: auto selection picks the lowest. */
  livechatCount: number;
  /** Load rotation picks whose turn lies furthest back. */
  lastRoutingTime?: Date;
  /** What a real server keeps of somebody as an agent. The most chats at a time; absent or 0: as the setting says. */
  livechat?: { maxNumberSimultaneousChat?: number };
  /** The server, not the agent, made it `not-available` (a log-out, closed hours), and takes it back when the reason is gone. */
  livechatStatusSystemModified?: true;
  /** A socket is logged in as this user, so presence follows the sockets. Absent for who only ever used REST. */
  connected?: true;
  /** The last of those sockets closed then; what `status` was before is what comes back with the next one. */
  disconnectedAt?: Date;
  statusBefore?: AgentPresence;
  /** Stopped taking chats then, and what becomes of the open ones is not yet decided. */
  leftAt?: Date;
  /** `pbkdf2$<iterations>$<salt hex>$<hash hex>` over the SHA-256 hex of the password. Never leaves the server. */
  passwordHash: string;
  createdAt: Date;
  _updatedAt: Date;
}

/** A logged-in client. */
export interface LoginToken {
  /** SHA-256 hex of the token: the token itself is not kept. */
  _id: string;
  userId: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface Department {
  /** 17 characters. */
  _id: string;
  name: string;
  description?: string;
  email: string;
  enabled: boolean;
  showOnRegistration: boolean;
  showOnOfflineForm: boolean;
  numAgents: number;
  fallbackForwardDepartment?: string;
  requestTagBeforeClosingChat?: boolean;
  chatClosingTags?: string[];
  /** Departments that chats of this one may be forwarded to; absent or empty: all. */
  departmentsAllowedToForward?: string[];
  /** A chat that is forwarded here waits when nobody is online, instead of being refused. */
  allowReceiveForwardOffline?: boolean;
  /** Channel that hears of offline messages. Kept only: this server has no channels. */
  offlineMessageChannelName?: string;
  abandonedRoomsCloseCustomMessage?: string;
  /** Seconds that a visitor may leave an agent without an answer; absent or 0: as the setting says. */
  visitorInactivityTimeoutInSeconds?: number;
  waitingQueueMessage?: string;
  /** Open chats that an agent may have to get one of this department; absent or 0: as the agent, then the setting says. */
  maxNumberSimultaneousChat?: number;
  /** Hours of its own, while these may differ by department; absent: the default ones. */
  businessHourId?: string;
  /** Out of use: not shown, not routed to, and not to be enabled before it is taken back. */
  archived?: boolean;
  _updatedAt: Date;
}

export interface DepartmentAgent {
  _id: string;
  agentId: string;
  username: string;
  departmentId: string;
  departmentEnabled: boolean;
  /** Chats given in this department: auto selection picks the lowest, then the lowest `order`. */
  count: number;
  order: number;
}

export interface CustomField {
  /** The key, `^[0-9a-zA-Z_-]+$`. */
  _id: string;
  label: string;
  scope: 'visitor' | 'room';
  visibility: 'visible' | 'hidden';
  type: 'input' | 'select';
  regexp: string;
  required: boolean;
  defaultValue?: string;
  /** Comma separated. */
  options?: string;
  public: boolean;
  searchable: boolean;
  _updatedAt: Date;
}

export interface Visitor {
  /** 24 hex digits. */
  _id: string;
  /** The visitor's bearer secret. Absent once the visitor's data was removed. */
  token?: string;
  /** `guest-N`. Absent once removed. */
  username?: string;
  name?: string;
  visitorEmails?: { address: string }[];
  phone?: { phoneNumber: string }[];
  /** Department id. */
  department?: string;
  status: VisitorStatus;
  /** Custom fields of scope `visitor`. */
  livechatData?: Record<string, string>;
  /** Stored at registration only. */
  userAgent?: string;
  ip?: string;
  host?: string;
  ts: Date;
  /** Who writes on Facebook. `key`, of page and user, finds them again; `user` is no token here, since others know it. */
  facebook?: { key: string; page: string; user: string };
  /** True once the visitor's data was removed. */
  disabled?: boolean;
  lastChat?: { _id: string; ts: Date };
  _updatedAt: Date;
}

export interface Room {
  /** 17 characters. */
  _id: string;
  t: 'l';
  /** Running number of the room on this server: `code` of the documented webhook. */
  code: number;
  fname: string;
  msgs: number;
  usersCount: number;
  v: {
    _id: string;
    username: string;
    token: string;
    status: VisitorStatus;
    name?: string;
    lastMessageTs?: Date;
  };
  /** Absent once closed. */
  open?: true;
  departmentId?: string;
  servedBy?: { _id: string; username: string; ts: Date };
  responseBy?: { _id: string; username: string; firstResponseTs: Date; lastMessageTs: Date };
  waitingResponse?: boolean;
  /** Goes to another agent then, if this one has not answered. Stands until it was looked at, answered or not. */
  autoTransferAt?: Date;
  /** That has happened, which it does once. */
  autoTransferredAt?: Date;
  /** Waits for the visitor's next message, out of the agent's way. */
  onHold?: true;
  omnichannel?: {
    /** When the visitor counts as gone, should no answer come. */
    predictedVisitorAbandonmentAt?: Date;
    /** When the room was put on hold. Ours alone: a real server has this in its scheduler. */
    onHoldSince?: Date;
  };
  /** `id` and `label` name the app, of type `app`. */
  source: {
    type: 'widget' | 'api' | 'email' | 'sms' | 'app' | 'other';
    id?: string;
    label?: string;
    destination?: string;
  };
  /** A chat on Facebook: the page that was written to, and who wrote. */
  facebook?: { page: { id: string }; user: string };
  topic?: string;
  tags?: string[];
  /** Custom fields of scope `room`. */
  livechatData?: Record<string, string>;
  /** Created. */
  ts: Date;
  /** Last message. */
  lm: Date;
  queuedAt?: Date;
  closedAt?: Date;
  closer?: 'user' | 'visitor';
  closedBy?: { _id: string; username: string };
  /** Seconds from creation to close. */
  metrics?: { chatDuration?: number };
  /** Answer of the receiver to the last webhook of this room, first 20,000 characters. */
  crmData?: string;
  /** What the visitor answered to the survey, by the name of the question. */
  surveyFeedback?: Record<string, string>;
  /** An agent wants the transcript to be mailed when the room closes. */
  transcriptRequest?: {
    email: string;
    subject: string;
    requestedAt: Date;
    requestedBy: { _id: string; username: string; name: string };
  };
  _updatedAt: Date;
}

/** A room that waits for an agent, or has one. Deleted when the room closes. */
export interface Inquiry {
  /** 24 hex digits. */
  _id: string;
  rid: string;
  name: string;
  ts: Date;
  department?: string;
  message: string;
  status: InquiryStatus;
  v: { _id: string; username: string; token: string; status: VisitorStatus };
  t: 'l';
  queuedAt?: Date;
  takenAt?: Date;
  /** Whom the visitor asked for, or had last time: comes before others once the queue moves. */
  defaultAgent?: { agentId: string; username: string };
  /** Place in the queue that the visitor was last told, and when. Ours alone; gone with the place. */
  told?: { spot: number; at: Date };
  /** What the visitor wrote last. */
  lastMessage?: Message;
  source: Room['source'];
  _updatedAt: Date;
}

export interface Message {
  /** 17 characters, or what the client chose. */
  _id: string;
  rid: string;
  msg: string;
  ts: Date;
  u: { _id: string; username: string; name?: string };
  /** System message type. */
  t?: string;
  /** Visitor's messages only. Never shown to agents. */
  token?: string;
  alias?: string;
  groupable?: boolean;
  editedAt?: Date;
  editedBy?: { _id: string; username: string };
  transcriptRequested?: boolean;
  /** Why a chat was put on hold or goes on, of those two system messages. */
  comment?: string;
  transferData?: Omit<TransferData, 'ts'> & { ts?: Date };
  navigation?: {
    page: { change: string; title: string; location: { href: string } };
    token: string;
  };
  /** The first of `files`, for older clients. */
  file?: WireFile;
  files?: WireFile[];
  attachments?: WireFileAttachment[];
  /** Kept, but not shown to anyone. */
  _hidden?: boolean;
  /** Position in the store: breaks ties between equal `ts`. */
  seq: number;
  _updatedAt: Date;
}

/** An agent's place in a room. */
export interface Subscription {
  _id: string;
  rid: string;
  u: { _id: string; username: string };
  open: boolean;
  unread: number;
  ts: Date;
  _updatedAt: Date;
}

/** A file that somebody sent in a room. */
export interface StoredFile {
  /** 17 characters. */
  _id: string;
  rid: string;
  name: string;
  /** MIME type, lower case, as the sender's browser said. */
  type: string;
  /** Bytes. */
  size: number;
  /** Pixels, of a picture. */
  dimensions?: { width: number; height: number };
  /** Visitor or user. */
  uploaderId: string;
  /** The bytes. Never leaves but through `/file-upload`. */
  base64: string;
  uploadedAt: Date;
}

export interface OfflineMessage {
  _id: string;
  name: string;
  email: string;
  message: string;
  /** Department id. */
  department?: string;
  /** Origin of the page. */
  host?: string;
  ts: Date;
}

/** Who gets a delivery: the receiver of the webhooks, RD Station's form, or the send API of Facebook's messenger. */
export type DeliveryTarget = 'webhook' | 'rd-station' | 'facebook';

/** Something on its way out: what is sent, to whom, whom it concerns, and every attempt so far. */
export interface Delivery {
  _id: string;
  /** Absent in files of earlier versions, which knew webhooks only. */
  target?: DeliveryTarget;
  /** What it is: of a webhook the `type` of the payload, e.g. `LivechatSession`. */
  event: string;
  /** Room id, for events of a room. */
  rid?: string;
  /** Whom it tells of, where that is not known by the room. */
  visitorId?: string;
  /** The exact text of the body, the same at each attempt; a target may add its credentials to it when it is sent. */
  body: string;
  state: DeliveryState;
  /** `event`: by the rules; `test`: by webhook.test; `replay`: by hand, of the delivery `replayOf`. */
  cause: 'event' | 'test' | 'replay';
  replayOf?: string;
  attempts: Attempt[];
  /** Most attempts this delivery gets, the first included. */
  maxAttempts: number;
  /** Due time of the next attempt; absent when there is none. */
  nextAttemptAt?: Date;
  createdAt: Date;
  _updatedAt: Date;
}
/** `pending`: an attempt is due at `nextAttemptAt`; `delivered`: answered 200; `failed`: all attempts used, or an answer that is not tried again; `cancelled`: the target was switched off, or the visitor's data was removed. */
export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'cancelled';

export interface Attempt {
  /** 1, 2, … */
  number: number;
  /** URL without credentials; values of its query are masked. */
  url: string;
  startedAt: Date;
  /** Milliseconds on the server's clock until the answer's head, or until the failure. */
  latencyMs: number;
  /** HTTP status; absent when there was no answer. */
  status?: number;
  /** First 2,000 characters of the answer. */
  responseStart?: string;
  /** Why there was no answer: `timeout`, `refused`, `unreachable`, `aborted` … with the cause in words. */
  error?: { code: string; message: string };
}

/** What the pop-up does on its own when its conditions hold. @see core-typings `ILivechatTrigger` */
export interface Trigger {
  /** 17 characters. */
  _id: string;
  name: string;
  description: string;
  enabled: boolean;
  runOnce: boolean;
  conditions: { name: TriggerCondition; value: string | null }[];
  actions: TriggerAction[];
  _updatedAt: Date;
}
export type TriggerCondition =
  | 'time-on-site'
  | 'page-url'
  | 'chat-opened-by-visitor'
  | 'after-guest-registration';
export interface TriggerAction {
  name: 'send-message' | 'use-external-service';
  params?: Record<string, unknown> | null;
}

/** Roles that carry a permission, where they differ from the default. */
export interface StoredPermission {
  _id: string;
  roles: Role[];
  _updatedAt: Date;
}

export type DayOfWeek = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';

/** When agents take chats. What a real server keeps besides (the same times in UTC) follows from these, and is made when it is shown. */
export interface BusinessHour {
  /** 24 hex digits. */
  _id: string;
  /** Empty of the default one. */
  name: string;
  /** The default one that is not active never opens; another one is as if it were not there. */
  active: boolean;
  type: 'default' | 'custom';
  /** IANA name. */
  timezone: { name: string };
  ts: Date;
  /** Each day once, Monday first. Open from `start` until before `finish`: `HH:mm` by the clock on the wall there, `finish` up to `24:00`. */
  workHours: { day: DayOfWeek; start: { time: string }; finish: { time: string }; open: boolean }[];
  _updatedAt: Date;
}
