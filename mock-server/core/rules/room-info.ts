import type { Room, User, Visitor } from '../../store/documents.ts';
import { can } from '../auth/permissions.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';
import { tidyTags } from './agent-rooms.ts';
import { toEmailAddress } from './email-address.ts';
import { showVisitor } from './visitors.ts';

type Fields = Record<string, string>;
export interface RoomInfo {
  guestData: {
    _id: string;
    name?: string | null;
    email?: string | null;
    phone?: string | null;
    livechatData?: Fields | null;
  };
  roomData: {
    _id: string;
    topic?: string | null;
    tags?: readonly string[] | null;
    livechatData?: Fields | null;
  };
}

/**
 * What an agent writes down about a room and its visitor. What is left out or null stays; an empty text removes.
 * @returns false when the user may not: serves another room, or the guest is not the room's
 * @throws PlainError `error-invalid-room`, `error-invalid-visitor`; MeteorError `error-invalid-email`, `invalid-custom-field`
 * @see Rocket.Chat `api/v1/omnichannel/room.ts` `room.saveInfo`
 */
export function saveRoomInfo(work: Work, user: User, { guestData, roomData }: RoomInfo): boolean {
  const room = work.get('rooms', roomData._id);
  if (!room) throw new PlainError('error-invalid-room');
  const serves = room.servedBy?._id === user._id;
  if (!serves && !can(work, user, 'save-others-livechat-room-info')) return false;
  // A real server takes any guest here; nobody has a use for changing one who is not in the room.
  if (guestData._id !== room.v._id) return false;
  saveRoom(work, room, roomData);
  saveVisitor(work, room, guestData);
  work.raise({ type: 'visitor-saved', visitorId: room.v._id, rid: room._id });
  if (!room.open) work.raise({ type: 'closed-session-edited', rid: room._id });
  return true;
}

function saveRoom(work: Work, room: Room, { topic, tags, livechatData }: RoomInfo['roomData']): void {
  const { topic: oldTopic, tags: oldTags, ...rest } = room;
  const newTopic = topic?.trim() ?? oldTopic;
  const newTags = tags ? tidyTags(tags) : oldTags;
  work.put('rooms', {
    ...rest,
    ...(newTopic ? { topic: newTopic } : {}),
    ...(newTags && newTags.length > 0 ? { tags: newTags } : {}),
    ...(livechatData ? { livechatData: withFields(work, 'room', room.livechatData, livechatData) } : {}),
    _updatedAt: work.now,
  });
}

function saveVisitor(work: Work, room: Room, guest: RoomInfo['guestData']): void {
  const { name, email, phone, livechatData } = guest;
  // A form may send the name alone: without anything to change, nobody is told of a change.
  if (!name && email === undefined && phone === undefined && !livechatData) return;
  const visitor = work.get('visitors', room.v._id);
  if (!visitor || visitor.disabled) throw new PlainError('error-invalid-visitor');
  const { visitorEmails, phone: phones, ...rest } = visitor;
  const emails =
    email == null ? visitorEmails : email.trim() === '' ? undefined : [{ address: checked(email) }];
  const numbers = phone == null ? phones : phone.trim() === '' ? undefined : [{ phoneNumber: phone.trim() }];
  const changed: Visitor = {
    ...rest,
    ...(name?.trim() ? { name: name.trim() } : {}),
    ...(emails ? { visitorEmails: emails } : {}),
    ...(numbers ? { phone: numbers } : {}),
    ...(livechatData
      ? { livechatData: withFields(work, 'visitor', visitor.livechatData, livechatData) }
      : {}),
    _updatedAt: work.now,
  };
  work.put('visitors', changed);
  showVisitor(work, changed);
}

function checked(email: string): string {
  const address = toEmailAddress(email);
  if (address === undefined) throw new MeteorError('error-invalid-email', 'Invalid email');
  return address;
}

function withFields(work: Work, scope: 'visitor' | 'room', before: Fields = {}, values: Fields): Fields {
  for (const [key, value] of Object.entries(values)) {
    const field = work.get('customFields', key);
    if (field?.scope !== scope) throw new MeteorError('invalid-custom-field');
    if (field.regexp && value !== '' && !new RegExp(field.regexp).test(value)) {
      throw new MeteorError('error-invalid-custom-field-value', `Invalid value for ${field.label} field`);
    }
  }
  return { ...before, ...values };
}
