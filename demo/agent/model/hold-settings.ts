import { type Json, recordsOf, textOf } from '../../kit/decode/fields.ts';
import type { ChatMessage } from './chat-message.ts';
import type { ChatRoom } from './chat-room.ts';

/** What the server's settings say of chats on hold. */
export interface HoldSettings {
  allowed: boolean;
  /** Only once the agent has answered. */
  onlyAnswered: boolean;
}

const ALLOWED = 'Livechat_allow_manual_on_hold';
const ONLY_ANSWERED = 'Livechat_allow_manual_on_hold_upon_agent_engagement_only';
export const HOLD_SETTING_IDS = [ALLOWED, ONLY_ANSWERED].join(',');

/** Reads them of an answer of `settings.public`. */
export function decodeHoldSettings(body: Json): HoldSettings {
  const values = new Map(recordsOf(body, 'settings').map((one) => [textOf(one, '_id'), one.value]));
  return { allowed: values.get(ALLOWED) === true, onlyAnswered: values.get(ONLY_ANSWERED) !== false };
}

/** Whether the agent may put this chat on hold now. */
export function mayHold(
  settings: HoldSettings | undefined,
  room: ChatRoom,
  messages: readonly ChatMessage[],
): boolean {
  if (!settings?.allowed || !room.open || room.onHold) return false;
  const last = messages.findLast(({ system }) => system === undefined);
  return !settings.onlyAnswered || (last !== undefined && last.author.id !== room.visitor.id);
}
