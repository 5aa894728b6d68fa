/**
 * One DDP conversation.
 *
 * ```
 *   opened ──connect──▶ connected ──▶ closed        opened ──any other frame, wrong version──▶ closed
 * ```
 * Frames are handled one after another, as Meteor does; only `ping` and `pong` overtake.
 */
import { type ClientFrame, DDP_SUPPORT, DDP_VERSION } from '../../../widget/wire/ddp-frames.ts';
import { unreachable } from '../../../widget/wire/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CoreContext } from '../context.ts';
import type { CoreSocket, Peer, SocketSession } from '../core.ts';
import { newId } from '../ids.ts';
import type { Emission } from '../work.ts';
import type { Connection } from './connection.ts';
import { createSubscriptions } from './create-subscriptions.ts';
import { NotFound, toDdpError } from './ddp-error.ts';
import { decodeClientFrame, MAX_FRAME_BYTES } from './decode-client-frame.ts';
import { encodeEjson } from './ejson.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { Hub } from './hub.ts';
import { METHODS } from './methods.ts';
import type { Presence } from './presence.ts';
import { refuseFrame } from './refuse-frame.ts';

/** Frames of one client that may wait for their turn. */
const MAX_WAITING_FRAMES = 1000;
/** Malformed frames after which a client is sent away. */
const MAX_BAD_FRAMES = 20;

/** Close codes. @see RFC 6455 §7.4.1 */
const CLOSE = { normal: 1000, goingAway: 1001, protocol: 1002, policy: 1008, tooLarge: 1009 } as const;

export interface SessionOptions {
  context: CoreContext;
  /** Of the heartbeat. */
  clock: Clock;
  hub: Hub;
  socket: CoreSocket;
  peer: Peer;
  presence: Presence;
  /** For what is not stored, such as typing. */
  publish(emissions: readonly Emission[]): void;
  /** Called once, however the session ended. */
  onEnd(connection: Connection): void;
}

export interface Session extends SocketSession {
  readonly connection: Connection;
  /** Ends it from the server's side. */
  end(reason: string): void;
}

export function createSession({
  context,
  clock,
  hub,
  socket,
  peer,
  presence,
  publish,
  onEnd,
}: SessionOptions): Session {
  let state: 'opened' | 'connected' | 'closed' = 'opened';
  let badFrames = 0;
  let waiting = 0;
  let turn: Promise<void> = Promise.resolve();

  const sendText = (text: string): void => {
    if (state !== 'closed') socket.send(text);
  };
  const connection: Connection = {
    id: newId(),
    ip: peer.ip,
    sendText,
    send: (frame) => sendText(encodeEjson(frame)),
    endAgentSubscriptions: () => subscriptions.endAgents(),
  };
  const subscriptions = createSubscriptions(context, hub, connection);
  const heartbeat = createHeartbeat(clock, {
    ping: () => (state === 'connected' ? connection.send({ msg: 'ping' }) : undefined),
    dead: () => close(CLOSE.goingAway, 'no answer to ping'),
  });

  function leave(): void {
    if (state === 'closed') return;
    state = 'closed';
    heartbeat.stop();
    subscriptions.endAll();
    onEnd(connection);
  }

  function close(code: number, reason: string): void {
    if (state === 'closed') return;
    leave();
    socket.close(code, reason);
  }

  async function call(id: string, name: string, params: readonly unknown[]): Promise<void> {
    try {
      const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
      if (!method) throw new NotFound(`Method '${name}' not found`);
      const result = await method({ context, connection, presence, params, publish });
      connection.send({ msg: 'result', id, ...(result === undefined ? {} : { result }) });
    } catch (error) {
      const report = (unexpected: unknown): void => context.onFailure(unexpected, `DDP method ${name}`);
      connection.send({ msg: 'result', id, error: toDdpError(error, report) });
    }
    // Both frames for each call: a client waits for the second before it trusts its data.
    connection.send({ msg: 'updated', methods: [id] });
  }

  function begin(frame: ClientFrame): void {
    if (frame.msg !== 'connect') {
      connection.send({ msg: 'error', reason: 'Must connect first', offendingMessage: frame });
      close(CLOSE.protocol, 'the first frame must be connect');
    } else if (!DDP_SUPPORT.includes(frame.version)) {
      connection.send({ msg: 'failed', version: DDP_VERSION });
      close(CLOSE.normal, 'unsupported version');
    } else {
      state = 'connected';
      connection.send({ msg: 'connected', session: connection.id });
    }
  }

  async function handle(frame: Exclude<ClientFrame, { msg: 'ping' | 'pong' }>): Promise<void> {
    switch (frame.msg) {
      case 'connect':
        return connection.send({ msg: 'error', reason: 'Already connected', offendingMessage: frame });
      case 'sub':
        return subscriptions.subscribe(frame.id, frame.name, frame.params);
      case 'unsub':
        return subscriptions.unsubscribe(frame.id);
      case 'method':
        return call(frame.id, frame.method, frame.params);
      default:
        return unreachable(frame);
    }
  }

  function enqueue(frame: Exclude<ClientFrame, { msg: 'ping' | 'pong' }>): void {
    if (waiting >= MAX_WAITING_FRAMES) {
      close(CLOSE.policy, 'too many frames at once');
      return;
    }
    waiting += 1;
    turn = turn
      .then(() => (state === 'connected' ? handle(frame) : undefined))
      .catch((error: unknown) => context.onFailure(error, 'DDP session'))
      .finally(() => {
        waiting -= 1;
      });
  }

  socket.send('{"server_id":"0"}');

  return {
    connection,
    receive(text) {
      if (state === 'closed') return;
      heartbeat.heard();
      const decoded = decodeClientFrame(text);
      if (!decoded.ok) {
        if (decoded.why === 'too-large') {
          return close(CLOSE.tooLarge, `a frame may have ${MAX_FRAME_BYTES} bytes`);
        }
        connection.send(refuseFrame(decoded.why, text));
        if (state === 'opened') return close(CLOSE.protocol, 'the first frame must be connect');
        if (++badFrames >= MAX_BAD_FRAMES) close(CLOSE.policy, 'too many malformed frames');
        return;
      }
      const frame = decoded.value;
      if (state === 'opened') return begin(frame);
      if (frame.msg === 'pong') return;
      if (frame.msg === 'ping') {
        return connection.send(frame.id === undefined ? { msg: 'pong' } : { msg: 'pong', id: frame.id });
      }
      enqueue(frame);
    },
    closed: leave,
    end: (reason) => close(CLOSE.goingAway, reason),
  };
}
