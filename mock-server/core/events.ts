/**
 * What happened, for those outside the core that care (the outbox). An event is raised inside the transaction that made it true, and
 * told to the listener before that transaction is committed, so that what the listener stores is committed with it.
 */
export type DomainEvent =
  | { type: 'session-started'; rid: string }
  | { type: 'session-queued'; rid: string }
  | { type: 'session-taken'; rid: string }
  | { type: 'session-closed'; rid: string }
  | { type: 'message-stored'; rid: string; messageId: string }
  | { type: 'offline-message-received'; offlineMessageId: string }
  /** The visitor asked to be forgotten; `rids` are their rooms, already removed. */
  | { type: 'visitor-removed'; visitorId: string; rids: string[] };
