import { type Json, recordOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';
import type { Problem } from '../../kit/rest.ts';
import { decodeSharedFiles, type SharedFile } from './shared-file.ts';

/** System messages that an agent sees, in words of {@link systemWords}. */
export type SystemKind =
  | 'started'
  | 'joined'
  | 'left'
  | 'closed'
  | 'transferred'
  | 'removed'
  | 'page'
  | 'held'
  | 'resumed';

export interface ChatMessage {
  id: string;
  rid: string;
  text: string;
  /** Ms since 1970 on the server's clock. */
  at: number;
  author: { id: string; username: string; name: string };
  /** Absent on what people write. */
  system?: SystemKind;
  edited: boolean;
  files?: SharedFile[];
  /** Own messages on their way; all others are `sent`. */
  state: 'sending' | 'sent' | 'failed';
  problem?: Problem;
}

const KINDS: Record<string, SystemKind> = {
  'livechat-started': 'started',
  uj: 'joined',
  ul: 'left',
  'livechat-close': 'closed',
  livechat_transfer_history: 'transferred',
  livechat_navigation_history: 'page',
  rm: 'removed',
  omnichannel_placed_chat_on_hold: 'held',
  omnichannel_on_hold_chat_resumed: 'resumed',
};

/** Reads a message of REST or of a stream; undefined when it is not one, or is of a kind that agents are not shown. */
export function decodeChatMessage(message: Json): ChatMessage | undefined {
  const id = textOf(message, '_id');
  const rid = textOf(message, 'rid');
  const at = timeOf(message, 'ts');
  const user = recordOf(message, 'u');
  const userId = user && textOf(user, '_id');
  const username = user && textOf(user, 'username');
  if (id === undefined || rid === undefined || at === undefined) return undefined;
  if (userId === undefined || username === undefined) return undefined;
  const type = textOf(message, 't');
  const system = type === undefined ? undefined : KINDS[type];
  if (type !== undefined && system === undefined) return undefined;
  const files = decodeSharedFiles(message);
  return {
    id,
    rid,
    at,
    // Why a chat is on hold, or goes on, is said beside the text.
    text: textOf(message, 'msg') || (textOf(message, 'comment') ?? ''),
    author: { id: userId, username, name: textOf(message, 'alias') ?? nameOf(user) ?? username },
    ...(system ? { system } : {}),
    edited: message.editedAt !== undefined,
    ...(files.length > 0 ? { files } : {}),
    state: 'sent',
  };
}

const nameOf = (user: Json | undefined): string | undefined => user && textOf(user, 'name');
