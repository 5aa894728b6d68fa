/**
 * Webhook payloads in the documented dialect: the JSON of the product's document, field by field.
 * A POST with one of these goes out when a session ends and when an offline message arrives.
 */
export type DocumentedWebhook = LivechatSessionWebhook | LivechatOfflineMessageWebhook;

export interface LivechatSessionWebhook {
  type: 'LivechatSession';
  /** Room id. */
  _id: string;
  /** Display name of the room. */
  label: string;
  topic: string;
  /** Running number of the room on this server. */
  code: number;
  /** ISO date. */
  createdAt: string;
  /** ISO date. */
  lastMessageAt: string;
  tags: string[];
  customFields: Record<string, string>;
  visitor: {
    _id: string;
    name: string;
    username: string;
    /** Department name. */
    department: string;
    email: string;
    phone: string;
    ip: string;
    browser: string;
    os: string;
    customFields: Record<string, string>;
  };
  /** Absent when nobody ever served the room. */
  agent?: { _id: string; username: string; name: string; email: string };
  messages: {
    username: string;
    /** Only on messages that are not the visitor's. */
    agentId?: string;
    msg: string;
    /** ISO date. */
    ts: string;
  }[];
}

export interface LivechatOfflineMessageWebhook {
  type: 'LivechatOfflineMessage';
  /** ISO date. */
  sentAt: string;
  visitor: { name: string; email: string };
  message: string;
}

/** Header that carries the secret token, so that a receiver can tell who sent the request. */
export const TOKEN_HEADER = 'X-RocketChat-Livechat-Token';
