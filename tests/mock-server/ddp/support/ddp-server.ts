import type { Core } from '../../../../mock-server/core/core.ts';
import { createCore } from '../../../../mock-server/core/create-core.ts';
import { seedStore } from '../../../../mock-server/core/seed.ts';
import type { Room } from '../../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../../mock-server/store/store.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export const START = new Date('2025-01-01T00:00:00Z');
export const CONNECT = '{"msg":"connect","version":"1","support":["1","pre2","pre1"]}';

export interface Client {
  /** Frames received so far, as text; the greeting and `connected` are left out after {@link DdpServer.connected}. */
  frames: string[];
  closed: { code: number | undefined; reason: string | undefined } | undefined;
  /** Sends frames and waits until all are handled; answers what came back. */
  say(...frames: string[]): Promise<string[]>;
  hangUp(): Promise<void>;
}

export interface DdpServer {
  core: Core;
  store: Store;
  clock: FakeClock;
  failures: unknown[];
  /** An open socket that has said nothing yet. */
  open(): Client;
  connected(): Promise<Client>;
}

/** A core over a seeded memory store with time under control. */
export async function startDdpServer(): Promise<DdpServer> {
  const store = createMemoryStore();
  const clock = createFakeClock(START.getTime());
  const failures: unknown[] = [];
  await seedStore(store, { now: START });
  const core = createCore({
    store,
    clock,
    siteUrl: 'http://chat.test',
    onFailure: (error) => failures.push(error),
  });

  function open(): Client {
    let isConnected = false;
    let fences = 0;
    /** Frames are handled in order, so the answer to one more frame tells that those before it were. */
    async function allHandled(): Promise<void> {
      const sent = ++fences;
      session.receive(`{"msg":"unsub","id":"fence-${sent}"}`);
      while (passed < sent && !client.closed) await turn();
    }
    let passed = 0;
    const client: Client = {
      frames: [],
      closed: undefined,
      async say(...frames) {
        client.frames.length = 0;
        for (const frame of frames) session.receive(frame);
        if (isConnected) await allHandled();
        return [...client.frames];
      },
      async hangUp() {
        session.closed();
        await turn();
      },
    };
    const session = core.connect({
      send(text) {
        if (text.startsWith('{"msg":"connected"')) isConnected = true;
        if (text.startsWith('{"msg":"nosub","id":"fence-')) passed += 1;
        else client.frames.push(text);
      },
      close: (code, reason) => {
        client.closed = { code, reason };
      },
    });
    return client;
  }

  return {
    core,
    store,
    clock,
    failures,
    open,
    async connected() {
      const client = open();
      await client.say(CONNECT);
      client.frames.length = 0;
      return client;
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export function putRoom(store: Store, room: Partial<Room> & { _id: string; token: string }): void {
  const { token, ...rest } = room;
  store.transaction((tx) =>
    tx.put('rooms', {
      t: 'l',
      code: 1,
      fname: 'Ann',
      msgs: 0,
      usersCount: 1,
      open: true,
      source: { type: 'widget' },
      ts: START,
      lm: START,
      _updatedAt: START,
      v: { _id: '65f000000000000000000001', username: 'guest-1', token, status: 'online' },
      ...rest,
    }),
  );
}

export function closeStoredRoom(store: Store, rid: string): void {
  store.transaction((tx) => {
    const room = tx.get('rooms', rid);
    if (!room) throw new Error(`there is no room ${rid}`);
    const { open: _open, ...closed } = room;
    tx.put('rooms', closed);
  });
}

export function putVisitor(store: Store, token: string): void {
  store.transaction((tx) =>
    tx.put('visitors', {
      _id: '65f000000000000000000001',
      token,
      username: 'guest-1',
      status: 'online',
      ts: START,
      _updatedAt: START,
    }),
  );
}
