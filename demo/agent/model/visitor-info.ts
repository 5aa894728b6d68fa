import { type Json, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';
import { browserOf } from './browser-of.ts';

/** What the console shows of a visitor. Empty texts: not known. */
export interface VisitorInfo {
  name: string;
  username: string;
  email: string;
  phone: string;
  /** `Chrome 126 on Linux` */
  browser: string;
  ip: string;
  /** Custom fields. */
  fields: [label: string, value: string][];
}

/** Reads a visitor of `livechat/visitors.info`. */
export function decodeVisitorInfo(visitor: Json): VisitorInfo {
  const fields = recordOf(visitor, 'livechatData') ?? {};
  return {
    name: textOf(visitor, 'name') ?? '',
    username: textOf(visitor, 'username') ?? '',
    email: recordsOf(visitor, 'visitorEmails').map((one) => textOf(one, 'address') ?? '')[0] ?? '',
    phone: recordsOf(visitor, 'phone').map((one) => textOf(one, 'phoneNumber') ?? '')[0] ?? '',
    browser: browserOf(textOf(visitor, 'userAgent') ?? ''),
    ip: textOf(visitor, 'ip') ?? '',
    fields: Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
  };
}

/** A page that the visitor looked at. */
export interface PageVisit {
  title: string;
  address: string;
  at: number | undefined;
}

/** Reads a navigation message of `livechat/visitors.pagesVisited`. */
export function decodePageVisit(message: Json): PageVisit | undefined {
  const navigation = recordOf(message, 'navigation');
  const page = navigation && recordOf(navigation, 'page');
  const location = page && recordOf(page, 'location');
  const address = location && textOf(location, 'href');
  if (page === undefined || address === undefined) return undefined;
  return { title: textOf(page, 'title') ?? address, address, at: timeOf(message, 'ts') };
}
