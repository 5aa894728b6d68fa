import { MESSAGE_TYPES } from '../../../widget/wire/message.ts';
import type { Inquiry, Room, User, Visitor } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import type { Work } from '../work.ts';
import { storeMessage, visitorAuthor } from './messages.ts';
import { nextCount } from './next-count.ts';
import { isOnline, onlineDepartment } from './online.ts';
import { attachPages } from './page-visits-without-room.ts';
import { preferredAgent } from './routing/preferred-agent.ts';
import { route } from './routing.ts';

/** The open room that belongs to a token. */
export function openRoomOf(reader: StoreReader, token: string): Room | undefined {
  return reader.where('rooms', 'v.token', token).find(({ open }) => open);
}

/** All open rooms of a visitor. */
export function openRoomsOf(reader: StoreReader, visitor: Visitor): Room[] {
  return reader.where('rooms', 'v._id', visitor._id).filter(({ open }) => open);
}

/**
 * A room, open or closed, of this very visitor.
 * @throws PlainError `invalid-room`: there is none, or it is somebody else's
 */
export function roomOfVisitor(reader: StoreReader, rid: string, token: string): Room {
  const room = reader.get('rooms', rid);
  if (room?.v.token !== token) throw new PlainError('invalid-room');
  return room;
}

export interface RoomRequest {
  visitor: Visitor & { token: string };
  source: Room['source'];
  /** Agent the visitor asked for. Passed over when not online. */
  wanted?: User | undefined;
}

/**
 * The visitor's open room, or a new one that is given to an agent or waits for one.
 * @throws MeteorError `error-omnichannel-is-disabled`, `no-agent-online`
 * @see Rocket.Chat `rooms.ts` `createRoom`, `QueueManager.ts` `requestRoom`
 */
export function openRoom(work: Work, { visitor, source, wanted }: RoomRequest): [Room, isNew: boolean] {
  const existing = openRoomOf(work, visitor.token);
  if (existing) return [existing, false];
  if (!work.setting('Livechat_enabled')) throw new MeteorError('error-omnichannel-is-disabled');
  const preferred = preferredAgent(work, visitor, wanted);
  if (!preferred && !isOnline(work, visitor.department)) {
    throw new MeteorError('no-agent-online', 'Sorry, no online agents');
  }
  const room = newRoom(work, visitor, source);
  const inquiry = newInquiry(work, room);
  work.put('visitors', { ...visitor, lastChat: { _id: room._id, ts: work.now }, _updatedAt: work.now });
  work.raise({ type: 'session-started', rid: room._id });
  for (const emission of inquiryEmissions('added', inquiry)) work.publish(emission);
  storeMessage(work, room, {
    ...visitorAuthor(room),
    t: MESSAGE_TYPES.started,
    msg: '',
    groupable: false,
  });
  attachPages(work, room);
  route(work, inquiry, { wanted: preferred });
  return [work.get('rooms', room._id) ?? room, true];
}

function newRoom(work: Work, visitor: RoomRequest['visitor'], source: Room['source']): Room {
  const { _id, username = '', token, name, department } = visitor;
  const departmentId = onlineDepartment(work, department) ?? department;
  const room: Room = {
    _id: work.newId(),
    t: 'l',
    code: nextCount(work, 'Livechat_Room_Count'),
    fname: name ?? username,
    msgs: 0,
    usersCount: 1,
    v: { _id, username, token, status: 'online', ...(name === undefined ? {} : { name }) },
    open: true,
    ...(departmentId === undefined ? {} : { departmentId }),
    waitingResponse: true,
    source,
    ts: work.now,
    lm: work.now,
    queuedAt: work.now,
    _updatedAt: work.now,
  };
  work.put('rooms', room);
  return room;
}

function newInquiry(work: Work, room: Room): Inquiry {
  const { _id, username, token, status } = room.v;
  const inquiry: Inquiry = {
    _id: work.newHexId(),
    rid: room._id,
    name: room.fname,
    ts: work.now,
    ...(room.departmentId === undefined ? {} : { department: room.departmentId }),
    message: '',
    status: 'ready',
    v: { _id, username, token, status },
    t: 'l',
    source: room.source,
    _updatedAt: work.now,
  };
  work.put('inquiries', inquiry);
  return inquiry;
}
