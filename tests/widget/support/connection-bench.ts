import {
  type Connection,
  createConnection,
  type LinkState,
} from '../../../widget/transport/create-connection.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { fakeSockets } from './fake-sockets.ts';

export interface ConnectionBench {
  clock: FakeClock;
  sockets: ReturnType<typeof fakeSockets>;
  connection: Connection;
  states: LinkState[];
  /** Events other than states. */
  told: ('subscribed' | 'refused')[];
  reports: string[];
  /** What the random number will be. */
  random: { next: number };
  /** Subscribes to the messages of a room. */
  subscribe(event?: string, received?: (args: unknown[]) => void): () => void;
}

/** A connection over fake sockets and a fake clock. `openSocket` in place of the fake. */
export function connectionBench(openSocket?: () => never): ConnectionBench {
  const clock = fakeClock();
  const sockets = fakeSockets();
  const states: LinkState[] = [];
  const told: ConnectionBench['told'] = [];
  const reports: string[] = [];
  const random = { next: 0.5 };
  const connection = createConnection(
    'wss://chat.example.com/websocket',
    {
      openSocket: openSocket ?? sockets.open,
      clock,
      random: { unit: () => random.next, bytes: () => new Uint8Array() },
      report: (what) => void reports.push(what),
    },
    {
      state: (state) => void states.push(state),
      subscribed: () => void told.push('subscribed'),
      refused: () => void told.push('refused'),
    },
  );
  return {
    clock,
    sockets,
    connection,
    states,
    told,
    reports,
    random,
    subscribe: (event = 'R', received = () => {}) =>
      connection.subscribe('stream-room-messages', event, { useCollection: false, args: [] }, received),
  };
}

export const PING = '{"msg":"ping"}';
export const subscriptionsOf = (sent: string[]): string[] =>
  sent.filter((text) => text.startsWith('{"msg":"sub"'));
