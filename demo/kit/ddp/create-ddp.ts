/**
 * A DDP client for somebody who is logged in: connects, logs in with the token, subscribes; when the socket is lost, does all of it
 * again after a pause that grows.
 *
 * ```
 *   connecting ──connected──▶ login ──ok──▶ ready ──socket lost──▶ waiting ──pause──▶ connecting
 *                               └──refused──▶ refused (for good: the session is over)
 * ```
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClientFrame } from '../../../widget/wire/ddp-frames.ts';
import { decodeFrame, type Frame, type FrameError } from '../decode/decode-frame.ts';

export type DdpState = 'connecting' | 'ready' | 'waiting' | 'refused' | 'closed';

export interface Ddp {
  readonly state: ReadonlySignal<DdpState>;
  /** How often the connection became ready: more than 1 means that something may have been missed. */
  readonly readyCount: ReadonlySignal<number>;
  /** Listens to one event of a stream, over reconnects as well; the answer ends it. */
  subscribe(stream: string, event: string, onEvent: (args: unknown[]) => void): () => void;
  /** Calls a method without waiting for its result; dropped while not ready. */
  notify(method: string, params: unknown[]): void;
  /** Ends the pause of `waiting`. */
  retryNow(): void;
  close(): void;
}

export interface DdpOptions {
  /** `ws://…/websocket` */
  url: string;
  /** Token of the login. */
  resume: string;
  /** @default the browser's WebSocket */
  openSocket?(url: string): WebSocket;
  /** Silence before a ping, in ms; the socket is dropped after the same time without an answer. @default 20_000 */
  pingAfterMs?: number;
  /** First pause, in ms; doubled each time up to 20 times as much, and shortened at random by up to a half. @default 500 */
  pauseMs?: number;
}

interface Subscription {
  id: string;
  stream: string;
  event: string;
  onEvent(args: unknown[]): void;
}

export function createDdp(options: DdpOptions): Ddp {
  const { url, resume, pingAfterMs = 20_000, pauseMs = 500 } = options;
  const openSocket = options.openSocket ?? ((address: string) => new WebSocket(address));
  const state = signal<DdpState>('connecting');
  const readyCount = signal(0);
  const subscriptions = new Map<string, Subscription>();
  let socket: WebSocket | undefined;
  let loginId = '';
  let lastId = 0;
  let failures = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let silentPeriods = 0;

  const newId = (): string => `demo-${++lastId}`;
  const send = (frame: ClientFrame): void => socket?.send(JSON.stringify(frame));

  function connect(): void {
    state.value = 'connecting';
    const opened = openSocket(url);
    socket = opened;
    // A late event of a socket that was replaced must not touch the new one.
    const ifCurrent =
      <E>(act: (event: E) => void) =>
      (event: E): void => {
        if (socket === opened) act(event);
      };
    opened.onopen = ifCurrent(() => send({ msg: 'connect', version: '1', support: ['1'] }));
    opened.onmessage = ifCurrent((event: MessageEvent) => receive(String(event.data)));
    opened.onclose = ifCurrent(() => lost());
    silentPeriods = 0;
    heartbeat = setInterval(beat, pingAfterMs);
  }

  function beat(): void {
    silentPeriods += 1;
    if (silentPeriods > 1) lost();
    else if (state.value === 'ready') send({ msg: 'ping' });
  }

  function lost(): void {
    drop();
    failures += 1;
    const longest = pauseMs * Math.min(20, 2 ** (failures - 1));
    pause = setTimeout(connect, longest * (0.5 + Math.random() / 2));
    state.value = 'waiting';
  }

  function drop(): void {
    clearInterval(heartbeat);
    clearTimeout(pause);
    const old = socket;
    socket = undefined;
    old?.close();
  }

  function receive(text: string): void {
    silentPeriods = 0;
    const frame = decodeFrame(text);
    if (frame) act(frame);
    else console.warn('not a DDP frame:', text.slice(0, 200));
  }

  function act(frame: Frame): void {
    switch (frame.msg) {
      case 'connected':
        loginId = newId();
        send({ msg: 'method', id: loginId, method: 'login', params: [{ resume }] });
        break;
      case 'failed':
        end('refused');
        break;
      case 'ping':
        send({ msg: 'pong', ...(frame.id === undefined ? {} : { id: frame.id }) });
        break;
      case 'result':
        if (frame.id === loginId) loggedIn(frame.error);
        else report('method', frame.error);
        break;
      case 'nosub':
        report('subscription', frame.error);
        break;
      case 'changed':
        for (const { stream, event, onEvent } of [...subscriptions.values()]) {
          if (stream === frame.stream && event === frame.event) onEvent(frame.args);
        }
        break;
      case 'ready':
      case 'pong':
      case 'ignored':
        break;
    }
  }

  function loggedIn(error: FrameError | undefined): void {
    if (error) {
      end('refused');
      return;
    }
    failures = 0;
    for (const subscription of subscriptions.values()) sendSub(subscription);
    state.value = 'ready';
    readyCount.value += 1;
  }

  function sendSub({ id, stream, event }: Subscription): void {
    send({ msg: 'sub', id, name: stream, params: [event, { useCollection: false, args: [] }] });
  }

  function end(as: 'refused' | 'closed'): void {
    drop();
    state.value = as;
  }

  connect();
  return {
    state,
    readyCount,
    subscribe(stream, event, onEvent) {
      const subscription: Subscription = { id: newId(), stream, event, onEvent };
      subscriptions.set(subscription.id, subscription);
      if (state.value === 'ready') sendSub(subscription);
      return () => {
        const known = subscriptions.delete(subscription.id);
        if (known && state.value === 'ready') send({ msg: 'unsub', id: subscription.id });
      };
    },
    notify(method, params) {
      if (state.value === 'ready') send({ msg: 'method', id: newId(), method, params });
    },
    retryNow() {
      if (state.value !== 'waiting') return;
      clearTimeout(pause);
      connect();
    },
    close: () => end('closed'),
  };
}

/** A refusal that no one waits for: a developer should see it. */
function report(what: string, error: FrameError | undefined): void {
  if (error) console.warn(`${what} refused: ${error.message}`);
}
