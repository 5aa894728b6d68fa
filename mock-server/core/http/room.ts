import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Room } from '../../store/documents.ts';
import { externalAgentFor, externalAgentForTransfer } from '../external-agent.ts';
import { PlainError } from '../plain-error.ts';
import { toWireRoom } from '../project/room.ts';
import { closeRoom } from '../rules/closing.ts';
import { openRoom, roomOfVisitor } from '../rules/rooms.ts';
import { BY_VISITOR, transferToDepartment } from '../rules/routing-transfer.ts';
import { visitorOf } from '../rules/visitors.ts';
import type { Work } from '../work.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, queryOf, STRING, strict } from './validate.ts';

interface RoomQuery {
  token: string;
  rid?: string;
  agentId?: string;
}
const ROOM_QUERY = { token: STRING, 'rid?': STRING, 'agentId?': STRING };
const roomQuery = queryOf<RoomQuery>({ ...strict(ROOM_QUERY), additionalProperties: true });
const KNOWN = new Set(['token', 'rid', 'agentId']);
const closeBody = bodyOf<{ rid: string; token: string }>(strict({ rid: STRING, token: STRING }));
const transferBody = bodyOf<{ rid: string; token: string; department: string }>(
  strict({ rid: STRING, token: STRING, department: STRING }),
);

/** English text of Rocket.Chat's `Closed_by_visitor`. */
const CLOSED_BY_VISITOR = 'Closed by visitor';

/** `livechat/room`: the visitor's room, its end, its way to another department. */
export const roomRoutes: Routes = (app, context) => {
  const { run, store } = context;
  app.get('/api/v1/livechat/room', async (c) => {
    const { token, rid, agentId, ...rest } = roomQuery(readQuery(c));
    // The schema lets extras pass, for the enterprise edition; a check behind it does not.
    const unknown = Object.keys(rest).find((key) => !KNOWN.has(key));
    if (unknown !== undefined) throw new PlainError(`Match error: Unknown key in field ${unknown}`);
    const asked = agentId ? store.get('users', agentId) : undefined;
    const chosen = rid ? undefined : await externalAgentFor(context, token, asked);
    const wantedId = chosen?._id ?? agentId;
    const [room, newRoom] = await run((work): [Room, boolean] => {
      const visitor = visitorOf(work, token);
      if (rid) return [openRoomById(work, rid, token), false];
      const wanted = wantedId ? work.get('users', wantedId) : undefined;
      return openRoom(work, { visitor, source: sourceOf(c), wanted });
    });
    return success({ room: toWireRoom(room), newRoom });
  });

  app.post('/api/v1/livechat/room.close', async (c) => {
    const { rid, token } = closeBody(await readBody(c));
    await run((work) => {
      if (!work.setting('Omnichannel_allow_visitors_to_close_conversation')) {
        throw new PlainError('error-not-allowed-to-close-conversation');
      }
      visitorOf(work, token);
      const room = roomOfVisitor(work, rid, token);
      closeRoom(work, { room, closer: { kind: 'visitor' }, comment: CLOSED_BY_VISITOR });
    });
    return success({ rid, comment: CLOSED_BY_VISITOR });
  });

  /** @note A real server lets any token move any room; here the room must be the visitor's. */
  app.post('/api/v1/livechat/visitor/department.transfer', async (c) => {
    const { rid, token, department } = transferBody(await readBody(c));
    const chosen = await externalAgentForTransfer(context, rid, department);
    await run((work) => {
      visitorOf(work, token);
      const room = work.get('rooms', rid);
      if (room?.v.token !== token) throw new PlainError('error-invalid-room');
      transferToDepartment(work, room, department, { ...BY_VISITOR, chosen });
    });
    return success();
  });

  // Servers before 8.0 only; the official widget of their time still calls it.
  app.post('/api/v1/livechat/room.transfer', async (c) => {
    const { rid, token, department } = transferBody(await readBody(c));
    const chosen = await externalAgentForTransfer(context, rid, department);
    const room = await run((work) => {
      visitorOf(work, token);
      return transferToDepartment(work, roomOfVisitor(work, rid, token), department, {
        ...BY_VISITOR,
        chosen,
      });
    });
    return success({ room: toWireRoom(room) });
  });
};

function openRoomById(work: Work, rid: string, token: string): Room {
  const room = roomOfVisitor(work, rid, token);
  if (!room.open) throw new PlainError('invalid-room');
  return room;
}

/**
 * The official widget, in its frame, is told from other clients by its cookies; a widget on another origin counts as `api`.
 * @see Rocket.Chat `isWidget`
 */
function sourceOf(c: Context): Room['source'] {
  const isWidget = getCookie(c, 'rc_room_type') === 'l' && getCookie(c, 'rc_is_widget') === 't';
  const destination = c.req.header('host')?.slice(0, 255) ?? new URL(c.req.url).host;
  return isWidget ? { type: 'widget', destination } : { type: 'api', destination };
}
