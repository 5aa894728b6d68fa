import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Inquiry } from '../../store/documents.ts';
import type { Emission } from '../work.ts';
import { type SharedMessage, toWireMessage } from './message.ts';

/** An inquiry without the visitor's token, which stands in it twice. Dates are `Date`. */
export interface WireInquiry extends Omit<Inquiry, 'v' | 'lastMessage' | 'told'> {
  v: Omit<Inquiry['v'], 'token'>;
  lastMessage?: SharedMessage;
}

/** The inquiry as agents see it. @see core-typings `ILivechatInquiryRecord` */
export function toWireInquiry(inquiry: Inquiry): WireInquiry {
  const { v, lastMessage, told: _told, ...shown } = inquiry;
  const { token: _token, ...visitor } = v;
  return { ...shown, v: visitor, ...(lastMessage ? { lastMessage: toWireMessage(lastMessage) } : {}) };
}

/**
 * Frames that tell agents of a change of the queue: to those of the department, or to all (`public`) when it has none, and to
 * whoever watches this one inquiry.
 * @see Rocket.Chat `listeners.module.ts` `watch.inquiries`
 */
export function inquiryEmissions(type: 'added' | 'changed' | 'removed', inquiry: Inquiry): Emission[] {
  const args = [{ type, ...toWireInquiry(inquiry) }];
  const events = [inquiry.department ? `department/${inquiry.department}` : 'public', inquiry._id];
  return events.map((event) => ({ stream: STREAMS.inquiryQueue, event, args }));
}
