import { ROOM_EVENTS, STREAMS, USER_TYPING } from '../../../widget/wire/streams.ts';
import { authenticate } from '../auth/authenticate.ts';
import type { CoreContext } from '../context.ts';
import type { Emission } from '../work.ts';
import type { Connection } from './connection.ts';
import { maySeeRoom } from './may-see-room.ts';
import { tokenIn } from './stream-call.ts';

/** Most activities at once, and the longest name of one. The official clients know three. */
const MAX_ACTIVITIES = 8;
const MAX_ACTIVITY_LENGTH = 64;

/**
 * What a client's write to `stream-notify-room` makes others hear: the activity under both names, `user-activity` for today's clients
 * and `typing` for those up to 6.x (the npm widget among them), so that both kinds see each other. Nothing when the write is not
 * allowed, which is no error on a real server either.
 * @note A visitor's write goes out under the room's own visitor name and without its fourth argument, the bearer token; a real server
 * passes both on as they came. @see Rocket.Chat `streamer.module.ts` (`_emit`)
 */
export async function notifyRoom(
  context: CoreContext,
  connection: Connection,
  params: readonly unknown[],
): Promise<Emission[]> {
  const [event, name, state, extra] = params;
  if (typeof event !== 'string') return [];
  const [rid = '', kind] = event.split('/');
  const room = context.store.get('rooms', rid);
  const activities = toActivities(kind, state);
  if (!room || !activities) return [];

  const username =
    room.v.token === tokenIn(extra) ? room.v.username : await writingAgent(context, connection, rid, name);
  if (username === undefined) return [];
  const typing = activities.includes(USER_TYPING);
  return [
    {
      stream: STREAMS.notifyRoom,
      event: `${rid}/${ROOM_EVENTS.userActivity}`,
      args: [username, activities],
      except: connection.id,
    },
    {
      stream: STREAMS.notifyRoom,
      event: `${rid}/${ROOM_EVENTS.typing}`,
      args: [username, typing],
      except: connection.id,
    },
  ];
}

/** `user-activity` carries a list of names, `typing` a boolean; other events are the server's own. */
function toActivities(kind: string | undefined, state: unknown): string[] | undefined {
  if (kind === ROOM_EVENTS.typing && typeof state === 'boolean') return state ? [USER_TYPING] : [];
  if (kind !== ROOM_EVENTS.userActivity || !Array.isArray(state) || state.length > MAX_ACTIVITIES)
    return undefined;
  const names = state.filter(
    (one): one is string => typeof one === 'string' && one.length <= MAX_ACTIVITY_LENGTH,
  );
  return names.length === state.length ? names : undefined;
}

/** An agent writes under the own username only, in rooms they may see. */
async function writingAgent(
  context: CoreContext,
  connection: Connection,
  rid: string,
  name: unknown,
): Promise<string | undefined> {
  const user = connection.login && (await authenticate(context, connection.login));
  const room = context.store.get('rooms', rid);
  if (!user || !room || user.username !== name) return undefined;
  return maySeeRoom(context.store, user, room) ? user.username : undefined;
}
