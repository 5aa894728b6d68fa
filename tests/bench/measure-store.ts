import { createCore } from '../../mock-server/core/create-core.ts';
import { seedStore } from '../../mock-server/core/seed.ts';
import { createScaledClock } from '../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../mock-server/store/memory-store.ts';
import { openSqliteJournal } from '../../mock-server/store/sqlite-journal.ts';
import type { Store } from '../../mock-server/store/store.ts';

export interface StoreFigures {
  /** CPU time of one message, in ms. */
  cpuMs: number;
  perSecond: number;
  /** CPU time of opening the file with all that is in it, in ms. */
  startCpuMs: number;
}

const ORIGIN = 'http://chat.test';
const [ROOMS, BATCH] = [100, 5_000];

/** Costs of durable messages into rooms that have `history` messages together. */
export async function measureStore(options: {
  history: number;
  messages: number;
  writers: number;
  dbFile: string;
}): Promise<StoreFigures> {
  const { history, messages, writers, dbFile } = options;
  const filling = createMemoryStore(await openSqliteJournal(dbFile));
  await seedStore(filling, { agentsOnline: true, now: new Date() });
  const rooms = await openRooms(filling);
  await fill(filling, rooms, history);
  await filling.close();

  const before = process.cpuUsage();
  const store = createMemoryStore(await openSqliteJournal(dbFile));
  const startCpuMs = cpuSince(before);
  const core = createCore({ store, clock: createScaledClock(), siteUrl: ORIGIN });
  const send = async (id: number): Promise<void> => {
    const { token, rid } = rooms[id % rooms.length] ?? { token: '', rid: '' };
    const body = JSON.stringify({ token, rid, _id: `new-${id}`, msg: `${'x'.repeat(200)} ${id}` });
    const answer = await core.handle(
      new Request(`${ORIGIN}/api/v1/livechat/message`, { method: 'POST', body }),
    );
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  let next = 0;
  const sendUpTo = async (most: number): Promise<void> => {
    const write = async (): Promise<void> => {
      while (next < most) await send(next++);
    };
    await Promise.all(Array.from({ length: writers }, write));
  };
  await sendUpTo(messages / 2); // until the code is warm
  const [cpu, at] = [process.cpuUsage(), performance.now()];
  await sendUpTo(messages * 1.5);
  const figures = {
    cpuMs: cpuSince(cpu) / messages,
    perSecond: (messages / (performance.now() - at)) * 1_000,
    startCpuMs,
  };
  core.dispose();
  await store.close();
  return figures;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function openRooms(store: Store): Promise<{ token: string; rid: string }[]> {
  const core = createCore({ store, clock: createScaledClock(), siteUrl: ORIGIN });
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> =>
    (await core.handle(new Request(`${ORIGIN}/api/v1/livechat/${path}`, init))).json();
  const rooms = [];
  for (let at = 0; at < ROOMS; at++) {
    const token = `token-${at}`;
    const visitor = { token, name: `Visitor ${at}`, email: `visitor${at}@example.com` };
    await ask('visitor', { method: 'POST', body: JSON.stringify({ visitor }) });
    const { room } = (await ask(`room?token=${token}`)) as { room: { _id: string } };
    rooms.push({ token, rid: room._id });
  }
  core.dispose();
  return rooms;
}

/** Messages as they would be, put there directly. */
async function fill(store: Store, rooms: readonly { rid: string }[], history: number): Promise<void> {
  const [sample] = store.all('messages');
  if (!sample) throw new Error('no message to copy');
  for (let from = 0; from < history; from += BATCH) {
    store.transaction((tx) => {
      for (let at = from; at < Math.min(history, from + BATCH); at++) {
        const rid = rooms[at % rooms.length]?.rid ?? '';
        tx.put('messages', {
          ...sample,
          _id: `old-${at}`,
          rid,
          msg: `${'y'.repeat(200)} ${at}`,
          seq: 1_000 + at,
        });
      }
    });
    await store.settled();
  }
}
