import { type Json, recordOf, textOf, textsOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';
import { channelOf } from './channel-of.ts';
import { fieldsOf } from './fields-of.ts';

/** A chat that an agent serves. */
export interface ChatRoom {
  rid: string;
  /** Display name of the visitor. */
  name: string;
  visitor: { id: string; username: string };
  /** See {@link channelOf}. */
  channel: string;
  /** Department id. */
  department: string | undefined;
  /** Id of the agent. */
  servedBy: string | undefined;
  since: number | undefined;
  topic: string;
  tags: string[];
  open: boolean;
  /** Waits for the visitor's next message. */
  onHold: boolean;
  /** Custom fields of the chat. */
  fields: [label: string, value: string][];
  /** Messages of the visitor that the agent has not read. */
  unread: number;
}

/** Reads a livechat room, which does not know what is unread; undefined when it is not one. */
export function decodeChatRoom(room: Json): ChatRoom | undefined {
  const rid = textOf(room, '_id');
  const visitor = recordOf(room, 'v');
  const id = visitor && textOf(visitor, '_id');
  const username = visitor && textOf(visitor, 'username');
  if (rid === undefined || id === undefined || username === undefined) return undefined;
  const servedBy = recordOf(room, 'servedBy');
  return {
    rid,
    name: textOf(room, 'fname') ?? username,
    visitor: { id, username },
    channel: channelOf(room),
    department: textOf(room, 'departmentId'),
    servedBy: servedBy && textOf(servedBy, '_id'),
    since: timeOf(room, 'ts'),
    topic: textOf(room, 'topic') ?? '',
    tags: textsOf(room, 'tags'),
    open: room.open === true,
    onHold: room.onHold === true,
    fields: fieldsOf(room),
    unread: 0,
  };
}
