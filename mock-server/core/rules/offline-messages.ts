import type { OfflineMessage } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { toEmailAddress } from './email-address.ts';
import { findDepartment } from './find-department.ts';

export interface OfflineForm {
  name: string;
  email: string;
  message: string;
  /** Id or name; an unknown one is left out. */
  department?: string | null;
  host?: string | null;
}

export const OFFLINE_MESSAGE_FAILED = 'Error sending Omnichannel offline message';

/**
 * Takes in what a visitor left while nobody was there.
 * @note A real server also refuses when `Livechat_offline_email` is empty or the domain of the visitor's address takes no mail. This
 * one sends no mail and asks no name server, so only the form of the address counts.
 * @throws PlainError one sentence for every cause, as a real server says it
 * @see Rocket.Chat `livechat/server/lib/messages.ts` `sendOfflineMessage`
 */
export function receiveOfflineMessage(work: Work, form: OfflineForm): OfflineMessage {
  const email = toEmailAddress(form.email);
  if (!work.setting('Livechat_display_offline_form') || email === undefined) {
    throw new PlainError(OFFLINE_MESSAGE_FAILED);
  }
  const department = form.department ? findDepartment(work, form.department)?._id : undefined;
  const stored: OfflineMessage = {
    _id: work.newId(),
    name: form.name,
    email: form.email.trim(),
    message: form.message,
    ...(department === undefined ? {} : { department }),
    ...(form.host ? { host: form.host } : {}),
    ts: work.now,
  };
  work.put('offlineMessages', stored);
  work.raise({ type: 'offline-message-received', offlineMessageId: stored._id });
  return stored;
}
