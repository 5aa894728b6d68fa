import { logIn } from '../../../widget/support/agent.ts';
import { type Chat, startChat } from '../../support/chat-round-trips.ts';

export interface Visitors {
  /** Round trips since the last call, in ms. */
  takeTrips(): number[];
  errors: string[];
  connected(): number;
  /** Resolves when all have left. */
  stop(): Promise<void>;
}

export interface VisitorsOptions {
  url: string;
  count: number;
  /** Between two messages of one visitor, in ms. */
  everyMs: number;
  /** Messages after which a visitor ends the chat and comes back with another. Ended rooms are cleared away, so the server has as much to remember all the time. */
  messages: number;
  /** How long it takes until all have come, in ms. */
  arrivalMs: number;
}

const CLEAR_EVERY_MS = 5_000;

/** Visitors who come, chat, leave, and come back, and an admin who clears away the rooms that are over. */
export function startVisitors({ url, count, everyMs, messages, arrivalMs }: VisitorsOptions): Visitors {
  let trips: number[] = [];
  const errors: string[] = [];
  const chats = new Set<Chat>();
  let stopped = false;
  let wake = (): void => {};
  const end = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const rest = (ms: number): Promise<void> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    return Promise.race([over, end]).finally(() => clearTimeout(timer));
  };

  async function visit(at: number): Promise<void> {
    await rest((at / count) * arrivalMs);
    for (let turn = 0; !stopped; turn++) {
      let chat: Chat | undefined;
      try {
        chat = await startChat(url, `visitor-${at}`, turn);
        chats.add(chat);
        // The first chat of each has another length, so that they do not all end together.
        const most = turn === 0 ? 1 + (at % messages) : messages;
        for (let count = 0; count < most && !stopped; count++) {
          await rest(everyMs * (0.5 + Math.random()));
          if (stopped) break;
          trips.push(await chat.roundTrip());
          if (!chat.isOpen()) throw new Error('the socket is gone');
        }
        if (!stopped) await chat.end();
      } catch (error) {
        if (!stopped) errors.push(error instanceof Error ? error.message : String(error));
        await rest(everyMs);
      } finally {
        chat?.close();
        if (chat) chats.delete(chat);
      }
    }
  }
  async function clear(): Promise<void> {
    try {
      const admin = await logIn(url, 'admin');
      while (!stopped) {
        await rest(CLEAR_EVERY_MS);
        await admin.call('POST', 'livechat/rooms.removeAllClosedRooms', {});
      }
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  const all = Promise.all([clear(), ...Array.from({ length: count }, (_, at) => visit(at))]);

  return {
    errors,
    connected: () => [...chats].filter((chat) => chat.isOpen()).length,
    takeTrips() {
      const taken = trips;
      trips = [];
      return taken;
    },
    async stop() {
      stopped = true;
      wake();
      await all;
    },
  };
}
