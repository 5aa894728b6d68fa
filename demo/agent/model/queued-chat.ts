import { type Json, recordOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';
import { channelOf } from './channel-of.ts';

/** A chat that waits for an agent. */
export interface QueuedChat {
  inquiryId: string;
  rid: string;
  name: string;
  /** See {@link channelOf}. */
  channel: string;
  /** Department id. */
  department: string | undefined;
  /** Start, in ms since 1970 on the server's clock. */
  since: number | undefined;
  /** What the visitor wrote last, if the server tells. */
  lastMessage: string;
}

/** Reads an inquiry; undefined when it is not one, or when somebody has taken it. */
export function decodeQueuedChat(inquiry: Json): QueuedChat | undefined {
  const inquiryId = textOf(inquiry, '_id');
  const rid = textOf(inquiry, 'rid');
  if (inquiryId === undefined || rid === undefined || inquiry.status === 'taken') return undefined;
  return {
    inquiryId,
    rid,
    name: textOf(inquiry, 'name') ?? 'Visitor',
    channel: channelOf(inquiry),
    department: textOf(inquiry, 'department'),
    since: timeOf(inquiry, 'ts'),
    lastMessage: textOf(recordOf(inquiry, 'lastMessage') ?? {}, 'msg') ?? textOf(inquiry, 'message') ?? '',
  };
}
