/** The events of the core that can cause a webhook: a structural copy of part of `core/events.ts`, since outbox and core do not import each other. */
export type OutboxEvent =
  | { type: 'session-closed'; rid: string }
  | { type: 'offline-message-received'; offlineMessageId: string }
  | { type: 'visitor-removed'; visitorId: string; rids: string[]; emails?: string[] }
  | { type: 'session-started' | 'session-queued' | 'session-taken'; rid: string }
  | {
      type: 'session-forwarded';
      rid: string;
      oldServedBy?: { _id: string; username: string; ts: Date };
      oldDepartmentId?: string;
    }
  | { type: 'closed-session-edited' | 'lead-captured'; rid: string }
  | { type: 'visitor-saved'; visitorId: string; rid?: string }
  | { type: 'message-stored'; rid: string; messageId: string };
