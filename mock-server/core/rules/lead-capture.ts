import type { Message, Visitor } from '../../store/documents.ts';
import type { Work } from '../work.ts';
import { toEmailAddress } from './email-address.ts';

/**
 * Finds e-mail addresses and phone numbers in what a visitor wrote and adds them to those of the visitor.
 * @see Rocket.Chat `hooks/omnichannel/leadCapture.ts`, `LivechatVisitors.saveGuestEmailPhoneById`
 */
export function captureLead(work: Work, visitorId: string, { rid, msg }: Message): void {
  const written = matches(work.setting('Livechat_lead_email_regex'), 'gi', msg).map(toEmailAddress);
  const emails = [...new Set(written)].filter((address) => address !== undefined);
  const numbers = matches(work.setting('Livechat_lead_phone_regex'), 'g', msg);
  const visitor = work.get('visitors', visitorId);
  if (!visitor || emails.length + numbers.length === 0) return;
  const { visitorEmails = [], phone = [] } = visitor;
  const newEmails = emails.filter((address) => !visitorEmails.some((known) => known.address === address));
  const newNumbers = numbers.filter((number) => !phone.some(({ phoneNumber }) => phoneNumber === number));
  const changed: Visitor = {
    ...visitor,
    ...(newEmails.length > 0
      ? { visitorEmails: [...visitorEmails, ...newEmails.map((address) => ({ address }))] }
      : {}),
    ...(newNumbers.length > 0
      ? { phone: [...phone, ...newNumbers.map((phoneNumber) => ({ phoneNumber }))] }
      : {}),
    _updatedAt: work.now,
  };
  work.put('visitors', changed);
  work.raise({ type: 'lead-captured', rid });
}

/** Each match once; none for an empty expression. */
function matches(expression: string, flags: string, text: string): string[] {
  if (expression === '') return [];
  return [...new Set(text.match(new RegExp(expression, flags)) ?? [])].filter((match) => match !== '');
}
