/** An agent as a client of the REST API alone: what a test needs of one when no console is part of the story. */
export interface RestAgent {
  username: string;
  /** Takes chats, or not. */
  setAvailable(available: boolean): Promise<void>;
  /** Ids of the open rooms this agent serves, oldest first. */
  openRooms(): Promise<string[]>;
  /** Writes into a room. */
  say(rid: string, text: string): Promise<void>;
  /** Text of the room's messages by people, oldest first. */
  messages(rid: string): Promise<string[]>;
  closeRoom(rid: string, comment: string, tags: string[]): Promise<void>;
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
}

interface Subscription {
  rid: string;
  open: boolean;
  ts: string;
}
interface Message {
  msg: string;
  t?: string;
  ts: string;
}

/** Logs in at `server`. Refusals of the server reject with its words. */
export async function logInAgent(server: string, username: string, password = username): Promise<RestAgent> {
  let headers: Record<string, string> = {};
  const call: RestAgent['call'] = async (method, path, body) => {
    const answer = await fetch(`${server}/api/v1/${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const { data } = (await call('POST', 'login', { user: username, password })) as {
    data: { userId: string; authToken: string };
  };
  headers = { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken };
  return {
    username,
    async setAvailable(available) {
      await call('POST', 'livechat/agent.status', { status: available ? 'available' : 'not-available' });
    },
    async openRooms() {
      const { update } = (await call('GET', 'subscriptions.get')) as { update: Subscription[] };
      return update
        .filter(({ open }) => open)
        .sort((a, b) => a.ts.localeCompare(b.ts))
        .map(({ rid }) => rid);
    },
    async say(rid, text) {
      await call('POST', 'chat.sendMessage', { message: { rid, msg: text } });
    },
    async messages(rid) {
      const { messages } = (await call('GET', `livechat/${rid}/messages?count=100`)) as {
        messages: Message[];
      };
      return messages
        .filter(({ t }) => t === undefined)
        .sort((a, b) => a.ts.localeCompare(b.ts))
        .map(({ msg }) => msg);
    },
    async closeRoom(rid, comment, tags) {
      await call('POST', 'livechat/room.closeByUser', { rid, comment, tags });
    },
    call,
  };
}
