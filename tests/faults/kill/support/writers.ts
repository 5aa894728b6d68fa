import type { Acknowledged } from './acknowledged.ts';

/** Settings that take any text, one for each writer of settings. */
const SETTINGS = [
  'Livechat_offline_message',
  'Livechat_offline_success_message',
  'Livechat_conversation_finished_text',
  'Livechat_registration_form_message',
];
const MESSAGES_A_ROOM = 12;

/**
 * Writers that go on until the server is gone: messages, rooms, settings, offline messages in turn. What was answered with 200 is noted in
 * `acknowledged` once the answer is whole. `name` keeps what they write apart from that of others.
 */
export async function runWriters(
  url: string,
  count: number,
  name: string,
  acknowledged: Acknowledged,
): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) => write(url, index, `${name}-${index}`, acknowledged)),
  );
}

async function write(url: string, index: number, name: string, done: Acknowledged): Promise<void> {
  const ask = askAt(url);
  try {
    for (let round = 0; ; round++) {
      const id = `${name}-${round}`;
      if (index % 4 === 0) await chat(ask, id, MESSAGES_A_ROOM, done);
      else if (index % 4 === 1) await chat(ask, id, 0, done);
      else if (index % 4 === 2) await leaveMessage(ask, id, done);
      else await changeSetting(ask, SETTINGS[(index >> 2) % SETTINGS.length] ?? '', done);
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    // The server is gone, which is what this is about.
  }
}

type Ask = (method: string, path: string, body?: object) => Promise<unknown>;

class Refused extends Error {}

const askAt =
  (url: string): Ask =>
  async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Refused(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };

async function chat(ask: Ask, id: string, messages: number, done: Acknowledged): Promise<void> {
  const token = `token-${id}`;
  await ask('POST', '/api/v1/livechat/visitor', { visitor: { token, name: id, email: `${id}@example.com` } });
  done.visitors.add(token);
  const { room } = (await ask('GET', `/api/v1/livechat/room?token=${token}`)) as { room: { _id: string } };
  const { _id: rid } = room;
  done.rooms.add(rid);
  for (let at = 0; at < messages; at++) {
    const [_id, msg] = [`m-${id}-${at}`, `message ${at} of ${id}`];
    await ask('POST', '/api/v1/livechat/message', { token, rid, msg, _id });
    done.messages.set(_id, msg);
  }
  await ask('POST', '/api/v1/livechat/room.close', { token, rid });
  done.closed.add(rid);
}

async function leaveMessage(ask: Ask, id: string, done: Acknowledged): Promise<void> {
  const message = `offline message ${id}.`;
  await ask('POST', '/api/v1/livechat/offline.message', { name: 'Bob', email: 'bob@example.com', message });
  done.offline.add(message);
}

/** The number goes up only: what is stored is the last one acknowledged, or one that was under way. */
async function changeSetting(ask: Ask, setting: string, done: Acknowledged): Promise<void> {
  const next = Math.max(done.settings.get(setting) ?? 0, tried.get(setting) ?? 0) + 1;
  tried.set(setting, next);
  await ask('PUT', `/db/settings/${setting}`, { value: String(next) });
  done.settings.set(setting, next);
}

/** Numbers that were sent, answered or not. */
const tried = new Map<string, number>();
