import { STREAMS } from '../../../widget/wire/streams.ts';
import type { VisitorStatus } from '../../../widget/wire/visitor.ts';
import type { Visitor } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { toAgentVisitor } from '../project/visitor.ts';
import type { Work } from '../work.ts';
import { type CustomFieldValue, registeredFields } from './custom-fields-values.ts';
import { toEmailAddress } from './email-address.ts';
import { findDepartment } from './find-department.ts';
import { nextCount } from './next-count.ts';
import { openRoomsOf } from './rooms.ts';

/** What a registration may say. Empty texts count as not said, so a form may send all of its fields. */
export interface Registration {
  token: string;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  /** Id or name. */
  department?: string | null;
  customFields?: readonly CustomFieldValue[] | null;
}

/** What the request tells of the visitor's browser. Kept at the first registration only. */
export type Origin = Pick<Visitor, 'ip' | 'host' | 'userAgent'>;

/** A visitor who was found by token. */
export type KnownVisitor = Visitor & { token: string };

/** @throws PlainError `invalid-token` */
export function visitorOf(reader: StoreReader, token: string): KnownVisitor {
  const visitor = findVisitor(reader, token);
  if (!visitor) throw new PlainError('invalid-token');
  return visitor;
}

export function findVisitor(reader: StoreReader, token: string): KnownVisitor | undefined {
  const [visitor] = reader.where('visitors', 'token', token);
  return visitor && { ...visitor, token };
}

/**
 * Registers a visitor, or changes the one who is known: by token; else by phone, who keeps their own token; else by e-mail, who
 * gets the new token. Rooms stay with the token they were opened with.
 * @note Whoever knows a visitor's phone number is given their token: a real server does so, and clients must adopt the token of
 * the answer. `id` and `username` of the request are not taken over, since they would let a visitor pass for somebody else.
 * @throws MeteorError `error-invalid-token`, `error-invalid-email`; PlainError `error-invalid-department` and those of custom fields
 * @see Rocket.Chat `packages/omni-core/src/visitor/create.ts`
 */
export function registerVisitor(work: Work, registration: Registration, origin: Origin): Visitor {
  const token = registration.token.trim();
  if (token === '') throw new MeteorError('error-invalid-token', 'Token cannot be empty');
  const name = said(registration.name);
  const phone = said(registration.phone);
  const email = said(registration.email);
  const address = email === undefined ? undefined : toEmailAddress(email);
  if (email !== undefined && address === undefined) {
    throw new MeteorError('error-invalid-email', `Invalid email ${email.slice(0, 100)}`);
  }
  const departmentName = said(registration.department);
  const department = departmentName === undefined ? undefined : findDepartment(work, departmentName);
  if (departmentName !== undefined && !department) throw new PlainError('error-invalid-department');

  const known = findKnown(work, token, phone, address);
  const before = known?.visitor ?? newVisitor(work, origin);
  const livechatData = registeredFields(work, registration.customFields ?? [], before.livechatData);
  const visitor: Visitor = {
    ...before,
    token: known?.token ?? token,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone: [{ phoneNumber: phone }] }),
    ...(address === undefined ? {} : { visitorEmails: [{ address }] }),
    ...(department ? { department: department._id } : {}),
    ...(livechatData ? { livechatData } : {}),
    status: 'online',
    _updatedAt: work.now,
  };
  work.put('visitors', visitor);
  if (known) showVisitor(work, visitor);
  // A page may register at each load: only what is new is news.
  if (!known || isChanged(known.visitor, visitor))
    work.raise({ type: 'visitor-saved', visitorId: visitor._id });
  return visitor;
}

function isChanged(before: Visitor, after: Visitor): boolean {
  const said = ({ name, visitorEmails, phone, livechatData }: Visitor): string =>
    JSON.stringify([name, visitorEmails, phone, livechatData]);
  return said(before) !== said(after);
}

function said(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed ? trimmed : undefined;
}

/** The visitor this registration is about, and the token they have from now on. */
function findKnown(
  work: Work,
  token: string,
  phone: string | undefined,
  address: string | undefined,
): { visitor: Visitor; token: string } | undefined {
  const byToken = findVisitor(work, token);
  if (byToken) return { visitor: byToken, token };
  const [byPhone] = phone === undefined ? [] : work.where('visitors', 'phone.0.phoneNumber', phone);
  if (byPhone) return { visitor: byPhone, token: byPhone.token ?? token };
  const [byEmail] = address === undefined ? [] : work.where('visitors', 'visitorEmails.0.address', address);
  return byEmail && { visitor: byEmail, token };
}

function newVisitor(work: Work, origin: Origin): Visitor {
  return {
    _id: work.newHexId(),
    username: `guest-${nextCount(work, 'Livechat_guest_count')}`,
    status: 'online',
    ts: work.now,
    ...origin,
    _updatedAt: work.now,
  };
}

/** Carries a changed name into what shows it: open rooms and their place in the queue. */
export function showVisitor(work: Work, visitor: Visitor): void {
  const name = visitor.name ?? visitor.username ?? '';
  for (const room of openRoomsOf(work, visitor)) {
    const v = { ...room.v, status: visitor.status, ...(visitor.name === undefined ? {} : { name }) };
    work.put('rooms', { ...room, fname: name, v, _updatedAt: work.now });
    for (const inquiry of work.where('inquiries', 'rid', room._id)) {
      const renamed = { ...inquiry, name, _updatedAt: work.now };
      work.put('inquiries', renamed);
      for (const emission of inquiryEmissions('changed', renamed)) work.publish(emission);
    }
  }
  publishVisitor(work, visitor);
}

/** Tells those in the visitor's open rooms. */
export function publishVisitor(work: Work, visitor: Visitor): void {
  for (const room of openRoomsOf(work, visitor)) {
    const args = [{ type: 'visitorData', visitor: toAgentVisitor(visitor) }];
    work.publish({ stream: STREAMS.livechatRoom, event: room._id, args });
  }
}

/** Presence of the visitor, as the open rooms and the queue show it. */
export function setVisitorStatus(work: Work, visitor: Visitor, status: VisitorStatus): void {
  if (visitor.status === status) return;
  work.put('visitors', { ...visitor, status, _updatedAt: work.now });
  for (const room of openRoomsOf(work, visitor)) {
    work.put('rooms', { ...room, v: { ...room.v, status }, _updatedAt: work.now });
    for (const inquiry of work.where('inquiries', 'rid', room._id)) {
      work.put('inquiries', { ...inquiry, v: { ...inquiry.v, status }, _updatedAt: work.now });
    }
  }
}
