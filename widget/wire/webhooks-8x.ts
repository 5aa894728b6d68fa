/**
 * Webhook payloads as a current server (8.x) sends them: more types, lists where the document has texts, and what is not known left out.
 * @see Rocket.Chat `hooks/omnichannel/sendToCRM.ts`, `lib/omnichannel/guests.ts` `getLivechatRoomGuestInfo`
 */
import type { WireFile, WireFileAttachment } from './attachment.ts';
import type { LivechatOfflineMessageWebhook } from './webhooks.ts';

export type Webhook8x = RoomWebhook8x | LivechatOfflineMessageWebhook;

export type RoomWebhookType8x =
  | 'LivechatSessionStart'
  | 'LivechatSessionQueued'
  | 'LivechatSessionTaken'
  | 'LivechatSessionForwarded'
  | 'LivechatSession'
  | 'LivechatEdit'
  | 'Message'
  | 'LeadCapture';

/** Who serves or served a room. */
export interface WebhookServedBy8x {
  _id: string;
  username: string;
  /** ISO date. */
  ts: string;
}

export interface RoomWebhook8x {
  type: RoomWebhookType8x;
  /** Room id. */
  _id: string;
  label: string;
  topic?: string | undefined;
  /** ISO date. */
  createdAt: string;
  /** ISO date. */
  lastMessageAt: string;
  tags?: readonly string[] | undefined;
  customFields?: Record<string, string> | undefined;
  visitor: {
    _id: string;
    token?: string | undefined;
    name?: string | undefined;
    username?: string | undefined;
    /** Department id. */
    department?: string | undefined;
    ip?: string | undefined;
    /** Name and version. */
    os?: string | undefined;
    /** Name and version. */
    browser?: string | undefined;
    customFields?: Record<string, string> | undefined;
    email?: readonly { address: string }[] | undefined;
    phone?: readonly { phoneNumber: string }[] | undefined;
  };
  agent?: { _id: string; username: string; name: string; email?: string | undefined } | undefined;
  /** What the receiver answered to the last webhook of the room. */
  crmData?: string | undefined;
  messages: WebhookMessage8x[];
  /** Of `LivechatSession…`. */
  departmentId?: string | undefined;
  servedBy?: WebhookServedBy8x | undefined;
  /** Of `LivechatSessionForwarded`: to another department. */
  oldDepartmentId?: string | undefined;
  /** Of `LivechatSessionForwarded`: to another agent. */
  oldServedBy?: WebhookServedBy8x | undefined;
  /** Of `LivechatSession`. ISO date. */
  closedAt?: string | undefined;
  closedBy?: { _id: string; username: string } | undefined;
  closer?: 'user' | 'visitor' | undefined;
}

export interface WebhookMessage8x {
  u: { _id: string; username: string; name?: string };
  _id: string;
  username: string;
  /** Absent when empty. */
  msg?: string | undefined;
  /** ISO date. */
  ts: string;
  rid: string;
  /** ISO date. */
  editedAt?: string | undefined;
  /** Only on messages that are not the visitor's. */
  agentId?: string | undefined;
  navigation?: object | undefined;
  closingMessage?: true | undefined;
  file?: WireFile | undefined;
  attachments?: readonly WireFileAttachment[] | undefined;
  fileUpload?: { publicFilePath: string; type: string; size?: number | undefined } | undefined;
  /** ISO date. */
  _updatedAt: string;
}
