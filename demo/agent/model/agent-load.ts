import { type Json, recordOf, textOf } from '../../kit/decode/fields.ts';

/** How many chats an agent has in a department. */
export interface AgentLoad {
  id: string;
  username: string;
  status: string;
  /** Empty: none. */
  department: string;
  chats: number;
}

/** Reads a row of `livechat/queue`. */
export function decodeAgentLoad(row: Json): AgentLoad | undefined {
  const id = textOf(row, '_id');
  const user = recordOf(row, 'user');
  const username = user && textOf(user, 'username');
  if (id === undefined || user === undefined || username === undefined) return undefined;
  return {
    id,
    username,
    status: textOf(user, 'status') ?? '',
    department: textOf(recordOf(row, 'department') ?? {}, 'name') ?? '',
    chats: Number(row.chats) || 0,
  };
}
