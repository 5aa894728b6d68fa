import { sha256Hex } from '../../../../mock-server/core/auth/sha256-hex.ts';
import type { Core } from '../../../../mock-server/core/core.ts';
import { createCore } from '../../../../mock-server/core/create-core.ts';
import type { CollectionName, Role, User } from '../../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import { INDEXES, type Store } from '../../../../mock-server/store/store.ts';
import { sendFile } from '../../core/send-file.ts';
import { ADMIN, ANNA, BEN, SALES, START, startCore } from '../../core/start-core.ts';

/** Who asks for what is the own visitor's. The last four are logged in and show no visitor's token. */
export const CALLERS = ['own', 'closed', 'other', 'none', 'outsider', 'agent', 'manager', 'admin'] as const;
export type Caller = (typeof CALLERS)[number];

/** What belongs to the visitor that everything is about, and what a caller has to show. */
export interface Target {
  /** The caller's visitor token; none that is known for the callers without one. */
  token: string;
  /** The visitor's open room; for `closed` the earlier one, which is over. */
  rid: string;
  /** The visitor's own token and id. */
  ownToken: string;
  visitorId: string;
  /** A message of the visitor in that room, and a file in it. */
  messageId: string;
  fileId: string;
  inquiryId: string;
}

export interface AccessWorld {
  store: Store;
  core: Core;
  target(caller: Caller): Target;
  /** Headers of a login; none for visitors. */
  headers(caller: Caller): Record<string, string>;
  login(caller: Caller): { userId: string; token: string } | undefined;
}

/** In every text of the visitor, so that an answer that has it tells of them. */
export const SECRET = 'secret-';

const MANAGER = 'managerOfThisTest';
const LOGINS: Partial<Record<Caller, string>> = {
  // Ben is in Support; the room is one of Sales, and Anna serves it.
  outsider: BEN,
  agent: ANNA,
  manager: MANAGER,
  admin: ADMIN,
};
const UNKNOWN = 'nobody-has-this-token';
const tokenOf = (userId: string): string => `login of ${userId}`;
const COLLECTIONS = Object.keys(INDEXES) as CollectionName[];

/** Builds the world once; the answer gives a fresh copy of it each time. */
export async function buildAccessWorld(): Promise<() => AccessWorld> {
  const server = await startCore({ agentsOnline: true });
  const { store } = server;
  const anna = await server.as('anna');
  await server.set({ Omnichannel_enable_department_removal: true });
  await (await server.as('admin')).post('livechat/custom-fields.save', {
    customFieldData: { field: 'x', label: 'X', scope: 'visitor', visibility: 'visible', regexp: '' },
  });
  const register = async (token: string, name: string): Promise<string> => {
    const email = `${name}@example.com`;
    const { body } = await server.post('livechat/visitor', {
      visitor: { token, name, email, department: SALES, phone: `${name}-phone` },
    });
    return (body.visitor as { _id: string })._id;
  };
  const openRoom = async (token: string): Promise<string> =>
    ((await server.get(`livechat/room?token=${token}`)).body.room as { _id: string })._id;
  const fill = async (token: string, rid: string, _id: string, name: string): Promise<string> => {
    await server.post('livechat/message', { _id, token, rid, msg: `${name} words` });
    const to = `livechat/upload/${rid}`;
    const headers = { 'x-visitor-token': token };
    const bytes = new TextEncoder().encode(`${name} file`);
    const sent = await sendFile(server, { to, headers, name: `${name}.txt`, type: 'text/plain', bytes });
    return (sent.body.file as { _id: string })._id;
  };

  const ownToken = 'a'.repeat(64);
  const otherToken = 'b'.repeat(64);
  const visitorId = await register(ownToken, `${SECRET}name`);
  const closedRid = await openRoom(ownToken);
  const closedFile = await fill(ownToken, closedRid, 'ownMessageOfClosed', `${SECRET}closed`);
  await anna.post('livechat/room.closeByUser', { rid: closedRid, comment: `${SECRET}comment` });
  const rid = await openRoom(ownToken);
  const fileId = await fill(ownToken, rid, 'ownMessageOfOpen', `${SECRET}open`);
  await register(otherToken, 'stranger');
  await fill(otherToken, await openRoom(otherToken), 'otherMessage', 'stranger');

  const docs = COLLECTIONS.flatMap((name) => [...store.all(name)].map((doc) => [name, doc] as const));
  const [template] = [...store.all('users')];
  if (!template) throw new Error('there is nobody');
  const roles: Role[] = ['livechat-manager'];
  const manager: User = { ...template, _id: MANAGER, username: 'mona', name: 'Mona', emails: [], roles };
  const later = new Date(START + 86_400_000);
  const tokens = await Promise.all(
    Object.values(LOGINS).map(async (userId) => ({
      _id: await sha256Hex(tokenOf(userId)),
      userId,
      createdAt: new Date(START),
      expiresAt: later,
    })),
  );

  return () => {
    const fresh = createMemoryStore();
    fresh.transaction((tx) => {
      for (const [name, doc] of docs) tx.put(name, doc as never);
      tx.put('users', manager);
      for (const token of tokens) tx.put('loginTokens', token);
    });
    const core = createCore({
      store: fresh,
      clock: { now: () => START + 60_000, after: () => () => {} },
      siteUrl: 'http://chat.test',
      onFailure: (error, where) => {
        throw new Error(where, { cause: error });
      },
    });
    const login = (caller: Caller): { userId: string; token: string } | undefined => {
      const userId = LOGINS[caller];
      return userId === undefined ? undefined : { userId, token: tokenOf(userId) };
    };
    return {
      store: fresh,
      core,
      login,
      target: (caller) => ({
        token: caller === 'own' || caller === 'closed' ? ownToken : caller === 'other' ? otherToken : UNKNOWN,
        rid: caller === 'closed' ? closedRid : rid,
        ownToken,
        visitorId,
        messageId: caller === 'closed' ? 'ownMessageOfClosed' : 'ownMessageOfOpen',
        fileId: caller === 'closed' ? closedFile : fileId,
        inquiryId: fresh.where('inquiries', 'rid', rid)[0]?._id ?? 'gone',
      }),
      headers: (caller) => {
        const { userId, token } = login(caller) ?? {};
        return userId && token ? { 'X-User-Id': userId, 'X-Auth-Token': token } : {};
      },
    };
  };
}

/** Everything in the store, logins and counters of names aside, as text. */
export function contentOf(store: Store): string {
  return JSON.stringify(
    COLLECTIONS.filter((name) => name !== 'loginTokens').map((name) => [...store.all(name)]),
  );
}

/** What the store has of the visitor and of their rooms. */
export function ownContentOf(store: Store, { ownToken }: Target): string {
  const rooms = store.where('rooms', 'v.token', ownToken);
  return JSON.stringify([
    store.where('visitors', 'token', ownToken),
    rooms,
    ...(['messages', 'files', 'subscriptions', 'inquiries'] as const).map((name) =>
      rooms.map(({ _id }) => store.where(name, 'rid', _id)),
    ),
  ]);
}
