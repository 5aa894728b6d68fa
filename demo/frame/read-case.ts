import { type Json, recordOf, recordsOf, textOf } from '../kit/decode/fields.ts';
import { createRest } from '../kit/rest.ts';

/** What the sample frame app shows of a chat, read with the agent's own token through the REST API. */
export interface Case {
  agent: string;
  visitor: { name: string; email: string; phone: string; fields: [string, string][] };
  room: { id: string; source: string; topic: string; tags: string; state: string };
}

/** Answers the chat, or in words why it cannot be read. */
export async function readCase(
  server: string,
  credentials: { userId: string; authToken: string },
  rid: string,
): Promise<Case | string> {
  const rest = createRest({ server, credentials });
  const [me, info] = await Promise.all([rest.get('me'), rest.get('rooms.info', { roomId: rid })]);
  if (!me.ok) return 'The server does not know this token: the agent may have logged out.';
  const room = info.ok ? recordOf(info.value, 'room') : undefined;
  if (!room) return 'The agent may not see this chat, or it is gone.';
  const visitorId = textOf(recordOf(room, 'v') ?? {}, '_id') ?? '';
  const answer = await rest.get('livechat/visitors.info', { visitorId });
  const visitor = (answer.ok ? recordOf(answer.value, 'visitor') : undefined) ?? {};
  return {
    agent: textOf(me.value, 'name') ?? '',
    visitor: visitorOf(visitor, room),
    room: roomOf(room, rid),
  };
}

function visitorOf(visitor: Json, room: Json): Case['visitor'] {
  const fields = Object.entries(recordOf(visitor, 'livechatData') ?? {});
  return {
    name: textOf(visitor, 'name') ?? textOf(room, 'fname') ?? '',
    email: recordsOf(visitor, 'visitorEmails').map((one) => textOf(one, 'address') ?? '')[0] ?? '',
    phone: recordsOf(visitor, 'phone').map((one) => textOf(one, 'phoneNumber') ?? '')[0] ?? '',
    fields: fields.map(([key, value]) => [key, String(value)]),
  };
}

function roomOf(room: Json, id: string): Case['room'] {
  const source = recordOf(room, 'source') ?? {};
  return {
    id,
    source: textOf(source, 'label') ?? textOf(source, 'type') ?? '',
    topic: textOf(room, 'topic') ?? '',
    tags: Array.isArray(room.tags) ? room.tags.join(', ') : '',
    state: room.open === true ? 'open' : 'over',
  };
}
