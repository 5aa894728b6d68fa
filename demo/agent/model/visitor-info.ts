import { type Json, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';
import { browserOf, systemOf } from './browser-of.ts';
import { fieldsOf } from './fields-of.ts';

/** What the console shows of a visitor. Empty texts: not known. */
export interface VisitorInfo {
  name: string;
  username: string;
  email: string;
  phone: string;
  /** `online`, `away`, `busy` or `offline`. */
  status: string;
  /** `Chrome 126` */
  browser: string;
  /** `Linux` */
  system: string;
  /** Whom the visitor's browser asked. */
  host: string;
  ip: string;
  /** Custom fields. */
  fields: [label: string, value: string][];
}

/** Reads a visitor of `livechat/visitors.info`. */
export function decodeVisitorInfo(visitor: Json): VisitorInfo {
  const userAgent = textOf(visitor, 'userAgent') ?? '';
  return {
    name: textOf(visitor, 'name') ?? '',
    username: textOf(visitor, 'username') ?? '',
    email: recordsOf(visitor, 'visitorEmails').map((one) => textOf(one, 'address') ?? '')[0] ?? '',
    phone: recordsOf(visitor, 'phone').map((one) => textOf(one, 'phoneNumber') ?? '')[0] ?? '',
    status: textOf(visitor, 'status') ?? '',
    browser: browserOf(userAgent),
    system: systemOf(userAgent),
    host: textOf(visitor, 'host') ?? '',
    ip: textOf(visitor, 'ip') ?? '',
    fields: fieldsOf(visitor),
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
