import { isRecord } from './conform.ts';
import { decodeDate } from './decode-date.ts';

/** A message as the stores hold it. */
export interface ReceivedMessage {
  id: string;
  rid: string;
  text: string;
  /** When it was written, epoch ms on the server's clock. */
  at: number;
  /** When it last changed; the later of two versions of a message wins. */
  updatedAt: number;
  /** System message type, e.g. `livechat-close`; empty for what people write. */
  type: string;
  fromVisitor: boolean;
  /** Who wrote it; of a transfer, to whom. */
  author: { username: string; name: string };
  edited: boolean;
}

/** A message in a REST answer or in a `stream-room-messages` frame. */
export function decodeMessage(message: unknown): ReceivedMessage | undefined {
  if (!isRecord(message)) return undefined;
  const { _id, rid, msg, t, u, transferData: transfer } = message;
  const at = decodeDate(message.ts);
  if (typeof _id !== 'string' || typeof rid !== 'string' || typeof msg !== 'string' || at === undefined)
    return undefined;
  const about = (isRecord(transfer) && (transfer.transferredTo ?? transfer.nextDepartment)) || u;
  const { username, name } = isRecord(about) ? about : {};
  const called = typeof username === 'string' ? username : '';
  return {
    id: _id,
    rid,
    text: msg,
    at,
    updatedAt: decodeDate(message._updatedAt) ?? decodeDate(message.editedAt) ?? at,
    type: typeof t === 'string' ? t : '',
    fromVisitor: typeof message.token === 'string',
    author: { username: called, name: (typeof name === 'string' && name) || called },
    edited: decodeDate(message.editedAt) !== undefined,
  };
}
