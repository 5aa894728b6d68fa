import type { WireDate } from './date.ts';

/** A visitor as the visitor-side REST answers show it. @see Rocket.Chat core-typings `ILivechatVisitor` */
export interface WireVisitor {
  /** 24 hex digits. */
  _id: string;
  /** The visitor's bearer secret; may differ from the one sent, so a client adopts this one. */
  token: string;
  /** `guest-N`. */
  username: string;
  name?: string;
  visitorEmails?: { address: string }[];
  phone?: { phoneNumber: string }[];
  /** Department id. */
  department?: string;
  status?: VisitorStatus;
  livechatData?: Record<string, string>;
  ts?: WireDate;
}

export type VisitorStatus = 'online' | 'away' | 'busy' | 'offline';

/** Body of `POST livechat/visitor`. */
export interface VisitorRegistration {
  visitor: {
    token: string;
    id?: string;
    name?: string;
    email?: string;
    phone?: string;
    username?: string;
    /** Department id or name. */
    department?: string;
    customFields?: { key: string; value: string; overwrite: boolean }[];
  };
}
