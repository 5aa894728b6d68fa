/**
 * DDP version 1, the frames that livechat uses. One JSON object per text frame at `/websocket`.
 * @see Meteor DDP specification (sections "Connection", "Managing data", "Remote procedure calls")
 */
export type ClientFrame =
  | { msg: 'connect'; version: string; support: string[]; session?: string }
  | { msg: 'ping'; id?: string }
  | { msg: 'pong'; id?: string }
  | { msg: 'sub'; id: string; name: string; params: unknown[] }
  | { msg: 'unsub'; id: string }
  | { msg: 'method'; id: string; method: string; params: unknown[] };

export type ServerFrame =
  | { msg: 'connected'; session: string }
  | { msg: 'failed'; version: string }
  | { msg: 'ping'; id?: string }
  | { msg: 'pong'; id?: string }
  | { msg: 'ready'; subs: string[] }
  | { msg: 'nosub'; id: string; error?: DdpError }
  | { msg: 'added'; collection: string; id: string; fields: { eventName: string; args?: unknown[] } }
  | { msg: 'changed'; collection: string; id: string; fields: { eventName: string; args: unknown[] } }
  | { msg: 'result'; id: string; result?: unknown; error?: DdpError }
  | { msg: 'updated'; methods: string[] }
  | { msg: 'error'; reason: string; offendingMessage?: unknown };

/** A Meteor error as it travels in `nosub`, `result`. */
export interface DdpError {
  isClientSafe: true;
  /** Code, e.g. `not-allowed`, or a number such as 404. */
  error: string | number;
  reason?: string;
  message: string;
  errorType: 'Meteor.Error';
  details?: unknown;
}

export const DDP_VERSION = '1';
export const DDP_SUPPORT = ['1', 'pre2', 'pre1'];
