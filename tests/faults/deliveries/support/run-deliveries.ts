import { startMockServer } from '../../../../mock-server/hosts/create-server.ts';
import type { Delivery } from '../../../../mock-server/store/documents.ts';
import { type Chat, startChat } from '../../support/chat-round-trips.ts';
import { percentile } from '../../support/percentile.ts';
import { faultsOfDelivery, inversions } from './check-delivery.ts';
import { startFailingReceiver } from './start-receiver.ts';

export interface DeliveriesOptions {
  deliveries: number;
  /** How many times faster than real time the server's clock runs. */
  timeScale: number;
  seed: number;
  /** Messages of a visitor before and after, to compare with those in between. */
  messages: number;
  dbFile?: string;
  print(line: string): void;
}

export interface DeliveriesFigures {
  deliveries: number;
  delivered: number;
  failed: number;
  attempts: number;
  faults: string[];
  /** Latest start of a retry, in ms on the server's clock after it was due. */
  latestMs: number;
  /** Round trips of chat messages in real ms: while nothing is sent, and while webhooks are. */
  quiet: { p50: number; p99: number };
  busy: { p50: number; p99: number };
}

const A_ROOM = 10;
const SECRET = 'secret of the fault test';
const MESSAGE_EVERY_MS = 20;

/** Makes the webhooks of many rooms, waits until each was delivered or given up, and looks at what server and receiver noted. */
export async function runDeliveries(options: DeliveriesOptions): Promise<DeliveriesFigures> {
  const { deliveries: count, timeScale, seed, print, dbFile } = options;
  const receiver = await startFailingReceiver(seed, SECRET);
  const server = await startMockServer({
    timeScale,
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
    agentsOnline: true,
    ...(dbFile === undefined ? {} : { dbFile }),
  });
  try {
    const chat = await startChat(server.url, 'vera');
    await roundTrips(chat, options.messages); // until the code is warm
    const before = await roundTrips(chat, options.messages);
    await closeRooms(server, Math.ceil(count / A_ROOM));
    const busy: number[] = [];
    const pending = (): number => server.store.where('deliveries', 'state', 'pending').length;
    for (let left = pending(), told = left; left > 0; left = pending()) {
      busy.push(...(await roundTrips(chat, 25)));
      if (told - left > count / 5) {
        print(`${count - left} of ${count} over`);
        told = left;
      }
    }
    const after = await roundTrips(chat, options.messages);
    chat.close();
    const deliveries = [...server.store.all('deliveries')];
    const received = await receiver.tell();
    const late = { latestMs: 0 };
    const faults = deliveries.flatMap((delivery) =>
      faultsOfDelivery(delivery, received.get(delivery._id), late),
    );
    if (deliveries.length < count) faults.push(`${count - deliveries.length} deliveries are gone`);
    const ofState = (state: Delivery['state']): number =>
      deliveries.filter((one) => one.state === state).length;
    return {
      deliveries: deliveries.length,
      delivered: ofState('delivered'),
      failed: ofState('failed'),
      attempts: deliveries.reduce((sum, { attempts }) => sum + attempts.length, 0),
      faults: [...faults, ...inversions(deliveries, received)],
      latestMs: late.latestMs,
      quiet: figuresOf([...before, ...after]),
      busy: figuresOf(busy),
    };
  } finally {
    await server.close();
    receiver.stop();
  }
}

const figuresOf = (ms: readonly number[]): { p50: number; p99: number } => ({
  p50: percentile(ms, 0.5),
  p99: percentile(ms, 0.99),
});

async function roundTrips(chat: Chat, count: number): Promise<number[]> {
  const ms: number[] = [];
  for (let at = 0; at < count; at++) {
    ms.push(await chat.roundTrip());
    await new Promise((resolve) => setTimeout(resolve, MESSAGE_EVERY_MS));
  }
  return ms;
}

/** Rooms that end ten times each, which no server of people can, so that the order within a room is put to the test. */
async function closeRooms(
  { store, outbox }: Awaited<ReturnType<typeof startMockServer>>,
  rooms: number,
): Promise<void> {
  const [room] = store.all('rooms');
  if (!room) throw new Error('no room to copy');
  for (let round = 0; round < A_ROOM; round++) {
    store.transaction((tx) => {
      for (let at = 0; at < rooms; at++) {
        const rid = `room${at}`;
        tx.put('rooms', { ...room, _id: rid, topic: `${rid} ends, ${round}` });
        outbox.record(tx, { type: 'session-closed', rid });
      }
    });
    await store.settled();
  }
}
