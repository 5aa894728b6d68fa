import { conform } from './conform.ts';
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
  /** Who wrote it; of a transfer, to whom. `username` is empty for a department. */
  author: { username: string; name: string };
  edited: boolean;
  /** As they came. */
  attachments: unknown[];
  files: unknown[];
}

const PERSON = { username: '', name: '' };
const USED = {
  _id: '',
  rid: '',
  msg: '',
  t: '',
  token: '',
  u: PERSON,
  transferData: { transferredTo: PERSON, nextDepartment: PERSON },
  attachments: [] as unknown[],
  files: [] as unknown[],
};

/** A message in a REST answer or in a `stream-room-messages` frame. Id, room and date must be there. */
export function decodeMessage(message: unknown): ReceivedMessage | undefined {
  const { _id, rid, msg, t, token, u, transferData, attachments, files } = conform(USED, message);
  const dates = Object(message);
  const at = decodeDate(dates.ts);
  const editedAt = decodeDate(dates.editedAt);
  if (!_id || !rid || !at) return undefined;
  const about = [transferData.transferredTo, transferData.nextDepartment, u].find(
    ({ username, name }) => username || name,
  );
  return {
    id: _id,
    rid,
    text: msg,
    at,
    updatedAt: decodeDate(dates._updatedAt) || editedAt || at,
    type: t,
    fromVisitor: !!token,
    author: { username: '', ...about, name: about?.name || u.username },
    edited: !!editedAt,
    attachments,
    files,
  };
}
