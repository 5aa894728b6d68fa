import type { AgentAvailability, AgentPresence } from '../../widget/wire/agent.ts';
import { isRecord, type Json, recordOf, recordsOf, textOf } from '../kit/decode/fields.ts';
import type { Outcome, Rest } from '../kit/rest.ts';
import { type ChatMessage, decodeChatMessage } from './model/chat-message.ts';
import { type ChatRoom, decodeChatRoom } from './model/chat-room.ts';
import { decodeQueuedChat, type QueuedChat } from './model/queued-chat.ts';
import {
  decodePageVisit,
  decodeVisitorInfo,
  type PageVisit,
  type VisitorInfo,
} from './model/visitor-info.ts';

/** Who is logged in. */
export interface Me {
  id: string;
  username: string;
  name: string;
  available: boolean;
}

/** What an agent's client asks of Rocket.Chat's REST API, typed. @see Rocket.Chat `rest-typings` `v1/omnichannel`, `v1/chat` */
export interface AgentApi {
  me(): Promise<Outcome<Me>>;
  setAvailability(status: AgentAvailability): Promise<Outcome<unknown>>;
  setPresence(status: AgentPresence): Promise<Outcome<unknown>>;
  logOut(): Promise<Outcome<unknown>>;
  /** Chats that wait, longest first. */
  queue(): Promise<Outcome<QueuedChat[]>>;
  take(inquiryId: string): Promise<Outcome<unknown>>;
  /** Open chats that the agent serves. */
  openRooms(agentId: string): Promise<Outcome<ChatRoom[]>>;
  /** The newest {@link HISTORY_LENGTH} messages. */
  history(rid: string): Promise<Outcome<ChatMessage[]>>;
  visitor(visitorId: string): Promise<Outcome<VisitorInfo>>;
  pages(rid: string): Promise<Outcome<PageVisit[]>>;
  send(message: { id: string; rid: string; text: string }): Promise<Outcome<ChatMessage | undefined>>;
  saveInfo(
    visitorId: string,
    rid: string,
    info: { topic: string; tags: string[] },
  ): Promise<Outcome<unknown>>;
  close(rid: string, comment: string, tags: string[]): Promise<Outcome<unknown>>;
  /** Names of the departments by id. */
  departments(): Promise<Outcome<Map<string, string>>>;
  /** Ids of the departments that the agent belongs to. */
  ownDepartments(agentId: string): Promise<Outcome<string[]>>;
}

const HISTORY_LENGTH = 100;

export function createAgentApi(rest: Rest): AgentApi {
  const list = async <T>(
    answer: Promise<Outcome<Json>>,
    key: string,
    decode: (item: Json) => T | undefined,
  ): Promise<Outcome<T[]>> =>
    mapped(await answer, (body) =>
      recordsOf(body, key).flatMap((item) => {
        const decoded = decode(item);
        return decoded === undefined ? [] : [decoded];
      }),
    );

  return {
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
    openRooms: (agentId) =>
      list(
        rest.get('livechat/rooms', { ...PAGE, 'agents[]': agentId, open: 'true' }),
        'rooms',
        decodeChatRoom,
      ),
    history: (rid) =>
      list(
        rest.get(`livechat/${encodeURIComponent(rid)}/messages`, {
          count: String(HISTORY_LENGTH),
          sort: '{"ts":-1}',
        }),
        'messages',
        decodeChatMessage,
      ),
    visitor: async (visitorId) =>
      mapped(await rest.get('livechat/visitors.info', { visitorId }), (body) =>
        decodeVisitorInfo(recordOf(body, 'visitor') ?? {}),
      ),
    pages: (rid) =>
      list(rest.get(`livechat/visitors.pagesVisited/${encodeURIComponent(rid)}`), 'pages', decodePageVisit),
    send: async ({ id, rid, text }) =>
      mapped(await rest.post('chat.sendMessage', { message: { _id: id, rid, msg: text } }), (body) => {
        const message = recordOf(body, 'message');
        return message && decodeChatMessage(message);
      }),
    saveInfo: (visitorId, rid, { topic, tags }) =>
      rest.post('livechat/room.saveInfo', {
        guestData: { _id: visitorId },
        roomData: { _id: rid, topic, tags },
      }),
    close: (rid, comment, tags) => rest.post('livechat/room.closeByUser', { rid, comment, tags }),
    departments: async () =>
      mapped(await rest.get('livechat/config'), (body) => {
        const config = recordOf(body, 'config') ?? {};
        return new Map(
          recordsOf(config, 'departments').map((one) => [
            textOf(one, '_id') ?? '',
            textOf(one, 'name') ?? '',
          ]),
        );
      }),
    ownDepartments: (agentId) =>
      list(rest.get(`livechat/agents/${encodeURIComponent(agentId)}/departments`), 'departments', (one) =>
        textOf(one, 'departmentId'),
      ),
  };
}

const PAGE = { count: '100' };

function decodeMe(body: Json): Me | undefined {
  const id = textOf(body, '_id');
  const username = textOf(body, 'username');
  if (id === undefined || username === undefined) return undefined;
  return {
    id,
    username,
    name: textOf(body, 'name') ?? username,
    available: body.statusLivechat === 'available' && body.status !== 'offline',
  };
}

function mapped<A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> {
  return outcome.ok ? { ok: true, value: map(outcome.value) } : outcome;
}

/** Logs in with a password; the answer is the session. */
export async function logIn(
  rest: Rest,
  user: string,
  password: string,
): Promise<Outcome<{ userId: string; authToken: string }>> {
  const outcome = await rest.post('login', { user, password });
  if (!outcome.ok) return outcome;
  const data = outcome.value.data;
  const userId = isRecord(data) ? textOf(data, 'userId') : undefined;
  const authToken = isRecord(data) ? textOf(data, 'authToken') : undefined;
  if (userId === undefined || authToken === undefined) return { ok: false, problem: { why: 'bad-answer' } };
  return { ok: true, value: { userId, authToken } };
}
