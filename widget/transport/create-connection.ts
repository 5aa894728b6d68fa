/**
 * The DDP connection: one state machine over one socket at a time. Its races are listed in `wire/PROTOCOL.md` and each has a test.
 *
 *     idle ──start──► connecting ──connected──► connected
 *      ▲                │    ▲                     │
 *      └──stop──        ▼    └──── delay ──── waiting ◄── closed, silent, refused
 */
import type { Ports } from '../ports/ports.ts';
import type { Socket } from '../ports/socket.ts';
import { type ClientFrame, DDP_SUPPORT, DDP_VERSION } from '../wire/ddp-frames.ts';
import { type DecodedFrame, decodeServerFrame } from '../wire/decode-server-frame.ts';
import { retryDelay } from './retry-delay.ts';

const CONNECT_DEADLINE_MS = 10_000;
/** Silence before the client pings. */
const IDLE_MS = 15_000;
/** How long a ping may stay without any frame in answer. */
const PONG_DEADLINE_MS = 5_000;
/** The same, when there is reason to doubt: the network came back, the page was away. */
const PROBE_DEADLINE_MS = 2_000;
/** A link that held this long was a good one: the next loss starts with a short delay again. */
const HEALTHY_MS = 5_000;

/** `idle`: no socket wanted. `waiting`: lost, will try again by itself. */
export type LinkState = 'idle' | 'connecting' | 'connected' | 'waiting';

export interface ConnectionEvents {
  state(state: LinkState): void;
  /** All subscriptions wanted now are answered: what comes from here on is not missed. Once a connection and after each new batch. */
  subscribed(): void;
  /** The server refused a subscription: the room is closed, or not this visitor's. */
  refused(): void;
}

export interface Connection {
  start(): void;
  /** Closes; subscriptions are kept for the next `start`. */
  stop(): void;
  /** Closes until the next `probe`: the page is being left, or frozen. */
  suspend(): void;
  /** Finds out soon whether the link lives; when it is lost, tries at once. */
  probe(): void;
  /** Keeps the subscription over reconnects until the answer is called. One per stream and event. */
  subscribe(stream: string, event: string, options: object, received: (args: unknown[]) => void): () => void;
  /** Calls a method whose result nobody needs; nothing happens without a link. */
  call(method: string, params: unknown[]): void;
}

interface Subscription {
  id: string;
  name: string;
  params: unknown[];
  received(args: unknown[]): void;
}

export function createConnection(
  url: string,
  { openSocket, clock, random, report }: Pick<Ports, 'openSocket' | 'clock' | 'random' | 'report'>,
  on: ConnectionEvents,
): Connection {
  let state: LinkState = 'idle';
  let socket: Socket | undefined;
  /** Which socket counts; events of earlier ones are ignored. */
  let generation = 0;
  let failures = 0;
  let since = 0;
  let lastId = 0;
  let cancelTimer = (): void => {};
  const subscriptions = new Map<string, Subscription>();
  const unanswered = new Set<string>();

  const enter = (next: LinkState): void => {
    since = clock.now();
    state = next;
    on.state(next);
  };
  const arm = (delayMs: number, fn: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(delayMs, fn);
  };
  const send = (frame: ClientFrame): void => socket?.send(JSON.stringify(frame));

  function open(): void {
    release();
    const mine = generation;
    arm(CONNECT_DEADLINE_MS, lose);
    enter('connecting');
    try {
      const opened = openSocket(url, {
        opened: () =>
          mine === generation && send({ msg: 'connect', version: DDP_VERSION, support: DDP_SUPPORT }),
        message: (data) => mine === generation && receive(data),
        closed: () => mine === generation && lose(),
      });
      if (mine === generation) socket = opened;
      else opened.close();
    } catch (error) {
      report('socket', error);
      if (mine === generation) lose();
    }
  }

  /** Lets go of the socket first, so that whatever it still says is ignored. */
  function release(): void {
    const left = socket;
    socket = undefined;
    generation++;
    cancelTimer();
    unanswered.clear();
    left?.close();
  }

  function lose(): void {
    if (state === 'connected' && clock.now() - since >= HEALTHY_MS) failures = 0;
    release();
    arm(retryDelay(failures++, random.unit()), open);
    enter('waiting');
  }

  function ping(deadlineMs: number): void {
    send({ msg: 'ping' });
    arm(deadlineMs, lose);
  }

  function subscribeNow({ id, name, params }: Subscription): void {
    unanswered.add(id);
    send({ msg: 'sub', id, name, params });
  }

  function answered(ids: string[]): void {
    const waited = unanswered.size;
    for (const id of ids) unanswered.delete(id);
    if (waited && !unanswered.size) on.subscribed();
  }

  function receive(data: unknown): void {
    const decoded = decodeServerFrame(data);
    if (decoded.ok) act(decoded.value);
    else report(decoded.why, data);
  }

  function act({ msg, id, subs, collection, fields, refused }: DecodedFrame): void {
    const greeted = msg === 'connected' && state === 'connecting';
    if (greeted) enter('connected');
    // Until then the deadline of the handshake stays.
    if (state === 'connected') arm(IDLE_MS, () => ping(PONG_DEADLINE_MS));
    if (greeted) for (const subscription of subscriptions.values()) subscribeNow(subscription);
    else if (msg === 'ping') send({ msg: 'pong', ...(id && { id }) });
    else if (msg === 'ready') answered(subs);
    else if (msg === 'nosub') {
      // The answer to `unsub` has no error.
      if (refused) on.refused();
      answered([id]);
    } else if (msg === 'changed')
      subscriptions.get(`${collection} ${fields.eventName}`)?.received(fields.args);
  }

  return {
    start() {
      if (state === 'idle') open();
    },
    stop() {
      release();
      failures = 0;
      if (state !== 'idle') enter('idle');
    },
    suspend() {
      if (state === 'idle') return;
      release();
      enter('waiting');
    },
    probe() {
      if (state === 'connected') ping(PROBE_DEADLINE_MS);
      else if (state === 'waiting' || (state === 'connecting' && clock.now() - since > PROBE_DEADLINE_MS))
        open();
    },
    subscribe(name, event, options, received) {
      const key = `${name} ${event}`;
      const id = `${++lastId}`;
      const subscription = { id, name, params: [event, options], received };
      subscriptions.set(key, subscription);
      if (state === 'connected') subscribeNow(subscription);
      return () => {
        if (subscriptions.get(key) !== subscription) return;
        subscriptions.delete(key);
        if (state === 'connected') send({ msg: 'unsub', id });
        answered([id]);
      };
    },
    call(method, params) {
      if (state === 'connected') send({ msg: 'method', id: `${++lastId}`, method, params });
    },
  };
}
