/**
 * What happened, for those outside the core that care (the outbox). An event is raised inside the transaction that made it true, and
 * told to the listener before that transaction is committed, so that what the listener stores is committed with it.
 */
export type DomainEvent =
  | { type: 'session-started'; rid: string }
  | { type: 'session-queued'; rid: string }
  | { type: 'session-taken'; rid: string }
  /** Given to another agent (`oldServedBy`: who served before) or to another department. */
  | {
      type: 'session-forwarded';
      rid: string;
      oldServedBy?: { _id: string; username: string; ts: Date };
      oldDepartmentId?: string;
    }
  | { type: 'session-closed'; rid: string }
  /** Somebody changed what is written down about a session that is over. */
  | { type: 'closed-session-edited'; rid: string }
  /** Who the visitor is was registered or changed: by the visitor, or by an agent of the chat `rid`. */
  | { type: 'visitor-saved'; visitorId: string; rid?: string }
  /** The visitor wrote an address or a number, which now stands with the visitor. */
  | { type: 'lead-captured'; rid: string }
  | { type: 'message-stored'; rid: string; messageId: string }
  | { type: 'offline-message-received'; offlineMessageId: string }
  /** The visitor asked to be forgotten; `rids` are their rooms, already removed. `emails`: their offline messages went too. */
  | { type: 'visitor-removed'; visitorId: string; rids: string[]; emails?: string[] };
