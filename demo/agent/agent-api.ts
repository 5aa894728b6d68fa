import type { AgentAvailability, AgentPresence } from '../../widget/wire/agent.ts';
import { callMethod } from '../kit/call-method.ts';
import { isRecord, type Json, recordOf, recordsOf, textOf, textsOf } from '../kit/decode/fields.ts';
import type { Outcome, Rest } from '../kit/rest.ts';
import { type ChatMessage, decodeChatMessage } from './model/chat-message.ts';
import type { ChatRoom } from './model/chat-room.ts';
import { decodeFrameSettings, FRAME_SETTING_IDS, type FrameSettings } from './model/frame-settings.ts';
import { decodeHoldSettings, HOLD_SETTING_IDS, type HoldSettings } from './model/hold-settings.ts';
import { decodeQueuedChat, type QueuedChat } from './model/queued-chat.ts';
import {
  decodePageVisit,
  decodeVisitorInfo,
  type PageVisit,
  type VisitorInfo,
} from './model/visitor-info.ts';
import { openRooms } from './open-rooms.ts';
import { createRoutingApi, type RoutingApi } from './routing-api.ts';

/** Who is logged in. */
export interface Me {
  id: string;
  username: string;
  name: string;
  available: boolean;
  /** Managers and administrators: may remove what is known of a visitor. */
  mayRemove?: boolean;
}

export interface Department {
  id: string;
  name: string;
}

/** What an agent's client asks of Rocket.Chat's REST API, typed. @see Rocket.Chat `rest-typings` `v1/omnichannel`, `v1/chat` */
export interface AgentApi extends RoutingApi {
  me(): Promise<Outcome<Me>>;
  setAvailability(status: AgentAvailability): Promise<Outcome<unknown>>;
  setPresence(status: AgentPresence): Promise<Outcome<unknown>>;
  logOut(): Promise<Outcome<unknown>>;
  /** Chats that wait, longest first. */
  queue(): Promise<Outcome<QueuedChat[]>>;
  take(inquiryId: string): Promise<Outcome<unknown>>;
  /** Open chats that the agent serves. */
  openRooms(): Promise<Outcome<ChatRoom[]>>;
  /** The newest {@link HISTORY_LENGTH} messages, system messages included. */
  history(rid: string): Promise<Outcome<ChatMessage[]>>;
  markRead(rid: string): Promise<Outcome<unknown>>;
  visitor(visitorId: string): Promise<Outcome<VisitorInfo>>;
  pages(rid: string): Promise<Outcome<PageVisit[]>>;
  send(message: { id: string; rid: string; text: string }): Promise<Outcome<ChatMessage | undefined>>;
  /** A file of a message. */
  file(path: string): Promise<Outcome<Blob>>;
  /** Sends a file as a message of its own. */
  sendFile(rid: string, file: File): Promise<Outcome<unknown>>;
  saveInfo(
    visitorId: string,
    rid: string,
    info: { topic: string; tags: string[] },
  ): Promise<Outcome<unknown>>;
  close(rid: string, comment: string, tags: string[]): Promise<Outcome<unknown>>;
  /** Removes all that is known of a visitor without an open chat. */
  removeVisitor(visitorId: string): Promise<Outcome<unknown>>;
  departments(): Promise<Outcome<Department[]>>;
  /** Those that the agent belongs to. */
  ownDepartments(): Promise<Outcome<Department[]>>;
  frameSettings(): Promise<Outcome<FrameSettings>>;
  holdSettings(): Promise<Outcome<HoldSettings>>;
  /** Whether a waiting chat shall ring until somebody takes it. */
  ringsOn(): Promise<Outcome<boolean>>;
  /** Puts a chat on hold, or takes it up again. */
  hold(rid: string, onHold: boolean): Promise<Outcome<unknown>>;
}

const HISTORY_LENGTH = 100;
const RING_SETTING_ID = 'Livechat_continuous_sound_notification_new_livechat_room';

export function createAgentApi(rest: Rest): AgentApi {
  const list = async <T>(
    answer: Promise<Outcome<Json>>,
    key: string,
    decode: (item: Json) => T | undefined,
  ): Promise<Outcome<T[]>> => mapped(await answer, (body) => decoded(recordsOf(body, key), decode));

  return {
    ...createRoutingApi(rest),
    async me() {
      const outcome = await rest.get('me');
      if (!outcome.ok) return outcome;
      const me = decodeMe(outcome.value);
      return me ? { ok: true, value: me } : { ok: false, problem: { why: 'bad-answer' } };
    },
    setAvailability: (status) => rest.post('livechat/agent.status', { status }),
    setPresence: (status) => rest.post('users.setStatus', { message: '', status }),
    logOut: () => rest.post('logout'),
    queue: () => list(rest.get('livechat/inquiries.queuedForUser', PAGE), 'inquiries', decodeQueuedChat),
    take: (inquiryId) => rest.post('livechat/inquiries.take', { inquiryId }),
    openRooms: () => openRooms(rest),
    history: async (rid) =>
      mapped(await callMethod(rest, 'loadHistory', [rid, null, HISTORY_LENGTH]), (result) =>
        // The answer is newest first.
        decoded(recordsOf(isRecord(result) ? result : {}, 'messages'), decodeChatMessage).reverse(),
      ),
    markRead: (rid) => rest.post('subscriptions.read', { rid }),
    visitor: async (visitorId) =>
      mapped(await rest.get('livechat/visitors.info', { visitorId }), (body) =>
        decodeVisitorInfo(recordOf(body, 'visitor') ?? {}),
      ),
    pages: (rid) =>
      list(
        rest.get(`livechat/visitors.pagesVisited/${encodeURIComponent(rid)}`, PAGE),
        'pages',
        decodePageVisit,
      ),
    send: async ({ id, rid, text }) =>
      mapped(await rest.post('chat.sendMessage', { message: { _id: id, rid, msg: text } }), (body) => {
        const message = recordOf(body, 'message');
        return message && decodeChatMessage(message);
      }),
    file: rest.file,
    async sendFile(rid, file) {
      const form = new FormData();
      form.append('file', file);
      const kept = await rest.post(`rooms.media/${encodeURIComponent(rid)}`, form);
      if (!kept.ok) return kept;
      const { _id } = recordOf(kept.value, 'file') ?? {};
      return rest.post(`rooms.mediaConfirm/${encodeURIComponent(rid)}/${_id}`);
    },
    saveInfo: (visitorId, rid, { topic, tags }) =>
      rest.post('livechat/room.saveInfo', {
        guestData: { _id: visitorId },
        roomData: { _id: rid, topic, tags },
      }),
    close: (rid, comment, tags) => rest.post('livechat/room.closeByUser', { rid, comment, tags }),
    removeVisitor: (contactId) => rest.post('omnichannel/contacts.delete', { contactId }),
    departments: () => list(rest.get('livechat/department', PAGE), 'departments', decodeDepartment),
    ownDepartments: () =>
      list(
        rest.get('livechat/department', { ...PAGE, onlyMyDepartments: 'true' }),
        'departments',
        decodeDepartment,
      ),
    frameSettings: async () =>
      mapped(await rest.get('settings.public', { _id: FRAME_SETTING_IDS }), decodeFrameSettings),
    holdSettings: async () =>
      mapped(await rest.get('settings.public', { _id: HOLD_SETTING_IDS }), decodeHoldSettings),
    ringsOn: async () =>
      mapped(await rest.get('settings.public', { _id: RING_SETTING_ID }), (body) =>
        recordsOf(body, 'settings').some(({ _id, value }) => _id === RING_SETTING_ID && value === true),
      ),
    hold: (roomId, onHold) => rest.post(`livechat/room.${onHold ? 'onHold' : 'resumeOnHold'}`, { roomId }),
  };
}

/** Who has the permission `delete-livechat-contact`, as Rocket.Chat gives it. */
const REMOVERS = ['livechat-manager', 'admin'];
const PAGE = { count: '100' };

function decoded<T>(items: readonly Json[], decode: (item: Json) => T | undefined): T[] {
  return items.map(decode).filter((item) => item !== undefined);
}

function decodeDepartment(department: Json): Department | undefined {
  const id = textOf(department, '_id');
  return id === undefined ? undefined : { id, name: textOf(department, 'name') ?? id };
}

function decodeMe(body: Json): Me | undefined {
  const id = textOf(body, '_id');
  const username = textOf(body, 'username');
  if (id === undefined || username === undefined) return undefined;
  return {
    id,
    username,
    name: textOf(body, 'name') ?? username,
    available: body.statusLivechat === 'available' && body.status !== 'offline',
    mayRemove: textsOf(body, 'roles').some((role) => REMOVERS.includes(role)),
  };
}

function mapped<A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> {
  return outcome.ok ? { ok: true, value: map(outcome.value) } : outcome;
}
