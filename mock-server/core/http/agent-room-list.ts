import type { Room } from '../../store/documents.ts';
import { MeteorError } from '../meteor-error.ts';
import { toAgentRoom } from '../project/room.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { BOOLEAN, listOf, PAGING, queryOf, STRING, strict } from './validate.ts';

interface Filters extends Paging {
  agents?: string[] | null;
  departmentId?: string[] | null;
  open?: boolean | null;
  queued?: boolean | null;
  createdAt?: string | null;
  closedAt?: string | null;
  tags?: string[] | null;
  customFields?: string | null;
  roomName?: string | null;
}
const checkFilters = queryOf<Filters>(
  strict({
    ...PAGING,
    'agents?': listOf(STRING),
    'departmentId?': listOf(STRING),
    'open?': BOOLEAN,
    'queued?': BOOLEAN,
    'createdAt?': STRING,
    'closedAt?': STRING,
    'tags?': listOf(STRING),
    'customFields?': STRING,
    'roomName?': STRING,
  }),
);

/** `livechat/rooms`: every room, newest first, by filters that all have to hold. @see Rocket.Chat `api/v1/omnichannel/rooms.ts` */
export const agentRoomListRoutes: Routes = (app, context) => {
  app.get('/api/v1/livechat/rooms', async (c) => {
    await signedIn(context, c, 'view-livechat-rooms');
    const filters = checkFilters(readQuery(c));
    const holds = toTest(filters);
    const found = [...context.store.all('rooms')]
      .filter(holds)
      .sort((a, b) => b.ts.getTime() - a.ts.getTime());
    const { items, counts } = pageOf(found, filters);
    return success({ rooms: items.map(toAgentRoom), ...counts });
  });
};

function toTest(filters: Filters): (room: Room) => boolean {
  const { agents, departmentId, open, queued, tags } = filters;
  const created = span('createdAt', filters.createdAt);
  const closed = span('closedAt', filters.closedAt);
  const named = filters.roomName ? nameTest(filters.roomName) : undefined;
  const fields = Object.entries(object('customFields', filters.customFields));
  return (room) =>
    (!agents?.length || (room.servedBy !== undefined && agents.includes(room.servedBy._id))) &&
    (!departmentId?.length ||
      (room.departmentId !== undefined && departmentId.includes(room.departmentId))) &&
    (open == null || Boolean(room.open) === open) &&
    (queued == null || Boolean(room.open && !room.servedBy) === queued) &&
    (!tags?.length || tags.some((tag) => room.tags?.includes(tag))) &&
    (!created || created(room.ts)) &&
    (!closed || (room.closedAt !== undefined && closed(room.closedAt))) &&
    (!named || named(room.fname)) &&
    fields.every(([key, value]) => room.livechatData?.[key] === value);
}

/** `{"start": ISO, "end": ISO}` as JSON; either may be missing. */
function span(name: string, json: string | null | undefined): ((date: Date) => boolean) | undefined {
  if (!json) return undefined;
  const { start, end } = object(name, json);
  const from = start == null ? Number.NEGATIVE_INFINITY : Date.parse(String(start));
  const to = end == null ? Number.POSITIVE_INFINITY : Date.parse(String(end));
  if (Number.isNaN(from) || Number.isNaN(to)) throw invalid(name);
  return (date) => date.getTime() >= from && date.getTime() <= to;
}

/** Part of the name in any case; in double quotes the whole name. */
function nameTest(wanted: string): (name: string) => boolean {
  const [, exact] = /^"(.*)"$/.exec(wanted) ?? [];
  if (exact !== undefined) return (name) => name === exact;
  const part = wanted.toLowerCase();
  return (name) => name.toLowerCase().includes(part);
}

function object(name: string, json: string | null | undefined): Record<string, unknown> {
  if (!json) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below, like any other form that is not an object.
  }
  throw invalid(name);
}

function invalid(name: string): MeteorError {
  return new MeteorError('error-invalid-params', `The "${name}" query parameter must be a valid JSON object`);
}
