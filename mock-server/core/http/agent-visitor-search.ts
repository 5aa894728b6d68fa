import type { Room, Visitor } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { maySeeRoom } from '../ddp/may-see-room.ts';
import { PlainError } from '../plain-error.ts';
import { toAgentRoom } from '../project/room.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { readSelector } from './read-selector.ts';
import { PAGING, queryOf, STRING, strict } from './validate.ts';

const checkSearch = queryOf<Paging & { term: string }>(strict({ ...PAGING, term: STRING }));
const checkSelector = queryOf<{ selector: string }>(strict({ selector: STRING }));
const checkPage = queryOf<Paging>(strict({ ...PAGING }));
interface ChatSearch extends Paging {
  searchText?: string | null;
  closedChatsOnly?: string | null;
  servedChatsOnly?: string | null;
  source?: string | null;
}
const checkChats = queryOf<ChatSearch>(
  strict({
    ...PAGING,
    'searchText?': STRING,
    'closedChatsOnly?': STRING,
    'servedChatsOnly?': STRING,
    'source?': STRING,
  }),
);
/** Most items of an autocomplete. */
const SUGGESTIONS = 10;

/** Finding visitors and what they talked about before. @see Rocket.Chat `api/v1/omnichannel/{visitors,visitor}.ts` */
export const agentVisitorSearchRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/visitors.search', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { term, ...paging } = checkSearch(readQuery(c));
    const found = [...store.all('visitors')]
      .filter((visitor) => !visitor.disabled && matches(store, visitor, term))
      .sort((a, b) => b.ts.getTime() - a.ts.getTime())
      .map(({ _id, username, name, phone, livechatData, visitorEmails, lastChat }) => ({
        _id,
        username,
        name,
        phone,
        livechatData,
        visitorEmails,
        lastChat,
      }));
    const { items, counts } = pageOf(found, paging);
    return success({ visitors: items, ...counts });
  });

  app.get('/api/v1/livechat/visitors.autocomplete', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { term, exceptions } = readSelector(checkSelector(readQuery(c)).selector);
    const items = [...store.all('visitors')]
      .filter(({ _id, disabled, name = '', username = '' }) => {
        const isNamed = [name, username].some((one) => one.toLowerCase().includes(term));
        return !disabled && !exceptions.includes(_id) && isNamed;
      })
      .map(({ _id, name, username }) => ({ _id, name, username, custom_name: name ?? username }))
      .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
      .slice(0, SUGGESTIONS);
    return success({ items });
  });

  app.get('/api/v1/livechat/visitors.chatHistory/room/:roomId/visitor/:visitorId', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const paging = checkPage(readQuery(c));
    const { roomId, visitorId } = c.req.param();
    checkSeen(user, roomId);
    const { items, counts } = pageOf(roomsOf(store, visitorId), paging);
    return success({ history: items.map(toAgentRoom), ...counts });
  });

  app.get('/api/v1/livechat/visitors.searchChats/room/:roomId/visitor/:visitorId', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const search = checkChats(readQuery(c));
    const { roomId, visitorId } = c.req.param();
    checkSeen(user, roomId);
    const found = roomsOf(store, visitorId).filter((room) => isWanted(store, room, search));
    const { items, counts } = pageOf(found, search);
    return success({ history: items.map(toAgentRoom), ...counts });
  });

  app.get('/api/v1/livechat/visitor/:token/room', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const rooms = store
      .where('rooms', 'v.token', c.req.param('token'))
      .filter(({ open }) => open)
      .map(({ _id, t, servedBy }) => ({ _id, t, servedBy }));
    return success({ rooms });
  });

  function checkSeen(user: Parameters<typeof maySeeRoom>[1], roomId: string): void {
    const room = store.get('rooms', roomId);
    if (!room) throw new PlainError('invalid-room');
    if (!maySeeRoom(store, user, room)) throw new PlainError('error-not-allowed');
  }
};

function roomsOf(reader: StoreReader, visitorId: string): Room[] {
  return reader.where('rooms', 'v._id', visitorId).sort((a, b) => b.ts.getTime() - a.ts.getTime());
}

/** Part of the name in any case; a whole address, number or value of a field that may be searched. An empty term finds everybody. */
function matches(reader: StoreReader, visitor: Visitor, term: string): boolean {
  const part = term.toLowerCase();
  const fields = [...reader.all('customFields')].filter(
    ({ scope, searchable }) => scope === 'visitor' && searchable,
  );
  return (
    [visitor.name ?? '', visitor.username ?? ''].some((one) => one.toLowerCase().includes(part)) ||
    visitor.visitorEmails?.some(({ address }) => address === part) === true ||
    visitor.phone?.some(({ phoneNumber }) => phoneNumber === term) === true ||
    fields.some(({ _id }) => visitor.livechatData?.[_id]?.toLowerCase().includes(part) === true)
  );
}

function isWanted(reader: StoreReader, room: Room, search: ChatSearch): boolean {
  const part = search.searchText?.toLowerCase() ?? '';
  return (
    (search.closedChatsOnly !== 'true' || !room.open) &&
    (search.servedChatsOnly !== 'true' || room.servedBy !== undefined) &&
    (!search.source || room.source.type === search.source) &&
    (part === '' ||
      reader
        .where('messages', 'rid', room._id)
        .some(({ msg, t, _hidden }) => !t && !_hidden && msg.toLowerCase().includes(part)))
  );
}
