import type { SeededRandom } from './seeded-random.ts';

/** What may happen to a request on its way. */
export const REQUEST_FAULTS = [
  /** Held up before the server hears of it. */
  'late',
  /** Held up on the way back. */
  'answer-late',
  /** The connection is reset before the server hears of it. */
  'reset',
  /** The server does it, the connection is reset before the answer. */
  'answer-reset',
  /** The server does it, the answer breaks off in the middle. */
  'answer-torn',
  /** Half-open: neither the server nor the client ever hears anything. */
  'silent',
  /** Half-open on the way back: the server does it, the answer never comes. */
  'answer-silent',
  /** Reaches the server twice at the same time. */
  'twice',
  /** Reaches the server again later, behind what was sent since. */
  'again-later',
  /** Answered 429 with `Retry-After`, the server hears nothing. */
  'too-many',
  /** Answered 500, the server hears nothing. */
  'error',
  /** Answered 502 although the server did it. */
  'answer-error',
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

/** What may happen to a WebSocket. */
export const SOCKET_FAULTS = [
  /** The upgrade is answered 503. */
  'socket-refused',
  /** The upgrade is never answered. */
  'socket-unanswered',
  /** Reset after a while. */
  'socket-reset',
  /** Half-open after a while, in both directions or in one: nothing arrives, nothing is closed. */
  'socket-silent',
  'socket-deaf',
  'socket-dumb',
] as const;
export type SocketFault = (typeof SOCKET_FAULTS)[number];

/** How bad the network of one schedule is: probabilities, and times in ms. */
export interface ChaosRates {
  /** Of any fault to a request. */
  request: number;
  /** Which ones there are here: each schedule has a mixture of its own. */
  requestFaults: readonly RequestFault[];
  socket: number;
  socketFaults: readonly SocketFault[];
  /** Longest delay of a request, and of a piece of a socket's stream. */
  delayMs: number;
  /** Longest life of a socket that is to break. */
  socketLifeMs: number;
  /** Whether a socket's stream comes in pieces. */
  sliced: boolean;
}

export function drawRates(random: SeededRandom): ChaosRates {
  const some = <T>(from: readonly T[]): T[] => {
    const drawn = from.filter(() => random.chance(0.6));
    return drawn.length ? drawn : [random.pick(from)];
  };
  return {
    request: random.pick([0.05, 0.15, 0.3, 0.45]),
    requestFaults: some(REQUEST_FAULTS),
    socket: random.pick([0.2, 0.6, 0.9]),
    socketFaults: some(SOCKET_FAULTS),
    delayMs: random.pick([5, 30, 120]),
    socketLifeMs: random.pick([60, 250, 800]),
    sliced: random.chance(0.4),
  };
}
