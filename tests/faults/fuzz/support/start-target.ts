import type { Core } from '../../../../mock-server/core/core.ts';
import { COLLECTIONS } from '../../../../mock-server/store/documents.ts';
import type { Store } from '../../../../mock-server/store/store.ts';
import type { Known } from './near-schema.ts';

/** A server to be fuzzed, with people in it, two visitors who chat, and logged-in staff. */
export interface Target {
  core: Core;
  known: Known;
  /** Headers of whoever asks: nobody, an agent, the admin, a stranger. */
  callers: Record<string, string>[];
  /** What nobody expected, as the server told it. */
  failures: string[];
}

export const ORIGIN = 'http://chat.test';

/**
 * A maker of targets. Loads the server's modules at its first call; the passwords of the seed are hashed once, since each target gets the same
 * documents.
 */
export async function targetMaker(): Promise<() => Promise<Target>> {
  const { createCore } = await import('../../../../mock-server/core/create-core.ts');
  const { seedStore } = await import('../../../../mock-server/core/seed.ts');
  const { createMemoryStore } = await import('../../../../mock-server/store/memory-store.ts');
  const seeded = createMemoryStore();
  await seedStore(seeded, { agentsOnline: true, now: new Date() });

  return async () => {
    const store = createMemoryStore();
    copy(seeded, store);
    const failures: string[] = [];
    const core = createCore({
      store,
      clock: { now: Date.now, after: () => () => {} },
      siteUrl: ORIGIN,
      onFailure: (error, where) =>
        failures.push(`${where}: ${error instanceof Error ? error.stack : String(error)}`),
    });
    return { core, failures, ...(await populate(core, store)) };
  };
}

function copy(from: Store, to: Store): void {
  to.transaction((tx) => {
    for (const name of COLLECTIONS) for (const doc of from.all(name)) tx.put(name, doc);
  });
}

async function populate(core: Core, store: Store): Promise<Pick<Target, 'known' | 'callers'>> {
  const ask = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await core.handle(new Request(`${ORIGIN}/api/v1/${path}`, init));
    return (await answer.json()) as Record<string, unknown>;
  };
  for (const name of ['vera', 'vito']) {
    const token = `token-of-${name}-1234`;
    const visitor = { token, name, email: `${name}@example.com`, phone: `123-${name}` };
    await ask('POST', 'livechat/visitor', { visitor });
    const { room } = (await ask('GET', `livechat/room?token=${token}`)) as { room: { _id: string } };
    await ask('POST', 'livechat/message', { token, rid: room._id, msg: 'Hello' });
  }
  const logins = await Promise.all(
    ['anna', 'admin'].map(
      async (user) =>
        (await ask('POST', 'login', { user, password: user })).data as { userId: string; authToken: string },
    ),
  );
  const ids = (name: (typeof COLLECTIONS)[number]): string[] => Array.from(store.all(name), ({ _id }) => _id);
  const [rooms, users, departments] = [ids('rooms'), ids('users'), ids('departments')];
  const names = Array.from(store.all('users'), ({ username }) => username);
  const tokens = Array.from(store.all('visitors'), ({ token }) => token ?? '');
  const known: Known = {
    token: tokens,
    rid: rooms,
    roomId: rooms,
    _id: COLLECTIONS.filter((name) => name !== 'loginTokens').flatMap((name) => ids(name).slice(0, 3)),
    messageId: ids('messages'),
    msgId: ids('messages'),
    inquiryId: ids('inquiries'),
    userId: users,
    agentId: users,
    visitorId: ids('visitors'),
    department: departments,
    departmentId: departments,
    username: names,
    user: names,
    password: names,
    type: ['agent', 'manager'],
    status: ['online', 'away', 'available', 'not-available'],
    email: ['ann@example.com'],
    method: ['sendMessage', 'loadHistory'],
    sort: ['{"ts":-1}', '{"name":1}'],
  };
  const callers = [
    {},
    ...logins.map(({ userId, authToken }) => ({ 'X-User-Id': userId, 'X-Auth-Token': authToken })),
    { 'X-User-Id': users[0] ?? '', 'X-Auth-Token': 'wrong' },
    { 'x-visitor-token': tokens[0] ?? '' },
  ];
  return { known, callers };
}
