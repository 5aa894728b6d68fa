import { type Json, numberOf, recordOf, recordsOf, textOf } from '../kit/decode/fields.ts';
import type { Outcome, Rest } from '../kit/rest.ts';
import { type ChatRoom, decodeChatRoom } from './model/chat-room.ts';

/**
 * Open chats that the agent has a place in. An agent may not list rooms (that takes a manager), so a client goes by its subscriptions.
 * @see Rocket.Chat `api/v1/subscriptions.ts`, `api/v1/rooms.ts`
 */
export async function openRooms(rest: Rest): Promise<Outcome<ChatRoom[]>> {
  const outcome = await rest.get('subscriptions.get');
  if (!outcome.ok) return outcome;
  const places = recordsOf(outcome.value, 'update').filter(({ t }) => t === undefined || t === 'l');
  const rooms = await Promise.all(places.map((place) => roomOf(rest, place)));
  const failed = rooms.find((room) => !room.ok);
  if (failed && !failed.ok && failed.problem.why !== 'refused') return failed;
  // A refused one was closed or passed on in the meantime.
  return { ok: true, value: rooms.flatMap((room) => (room.ok && room.value ? [room.value] : [])) };
}

async function roomOf(rest: Rest, place: Json): Promise<Outcome<ChatRoom | undefined>> {
  const outcome = await rest.get('rooms.info', { roomId: textOf(place, 'rid') ?? '' });
  if (!outcome.ok) return outcome;
  const room = decodeChatRoom(recordOf(outcome.value, 'room') ?? {});
  return { ok: true, value: room && { ...room, unread: numberOf(place, 'unread') ?? 0 } };
}
