import { createConnection } from '../../../../widget/transport/create-connection.ts';
import { fakeClock } from '../../../widget/support/fake-clock.ts';
import { seededRandom } from './seeded-random.ts';

export interface Stampede {
  clients: number;
  downMs: number;
  /** Tries of all clients, those that failed included. */
  tries: number;
  /** The most clients that tried within one window of 100 ms while the server was up again. */
  busiest100Ms: number;
  /** From the moment the server is up until the last client is connected. */
  allBackMs: number;
}

const STEP_MS = 10;

/** All clients lose one server in the same instant, which comes back after `downMs`; time is the fake clock's. */
export function measureStampede(clients: number, downMs: number, seed: number): Stampede {
  const clock = fakeClock();
  const random = seededRandom(seed);
  let up = true;
  let tries = 0;
  let connected = 0;
  let losers: (() => void)[] = [];
  const accepted: number[] = [];
  for (let i = 0; i < clients; i++) {
    const connection = createConnection(
      'wss://chat.example.com/websocket',
      {
        clock,
        random,
        report: () => {},
        openSocket(_url, on) {
          tries += 1;
          if (up) {
            accepted.push(clock.now());
            losers.push(on.closed);
            clock.after(1, () => {
              on.opened();
              on.message('{"msg":"connected","session":"Xz4f6kqJm2vB9tR3s"}');
            });
          } else clock.after(1, on.closed);
          return { send: () => {}, close: () => {} };
        },
      },
      {
        state(state) {
          if (state === 'connected') connected += 1;
        },
        subscribed: () => {},
        refused: () => {},
      },
    );
    connection.start();
  }
  clock.pass(6_000);
  const lost = losers;
  losers = [];
  [up, connected, tries] = [false, 0, 0];
  accepted.length = 0;
  for (const lose of lost) lose();
  clock.pass(downMs);
  up = true;
  const upAt = clock.now();
  while (connected < clients) clock.pass(STEP_MS);
  const allBackMs = clock.now() - upAt;
  const busiest100Ms = Math.max(
    ...accepted.map((from) => accepted.filter((at) => at >= from && at < from + 100).length),
  );
  return { clients, downMs, tries, busiest100Ms, allBackMs };
}
