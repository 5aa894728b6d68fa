import type { WireDate } from './date.ts';

/** A livechat room. @see core-typings `IOmnichannelRoom` */
export interface WireRoom {
  _id: string;
  t: 'l';
  /** Display name of the visitor. */
  fname?: string;
  /** Absent once closed. */
  open?: true;
  departmentId?: string;
  v: { _id: string; username: string; token: string; status?: string };
  /** The agent that serves the room; absent while it waits in the queue. */
  servedBy?: { _id: string; username: string; ts?: WireDate };
  topic?: string;
  tags?: string[];
  ts?: WireDate;
  lm?: WireDate;
}
