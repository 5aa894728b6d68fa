import type { Clock } from '../../ports/clock.ts';
import type { CoreContext } from '../context.ts';
import type { CoreSocket, Peer, SocketSession } from '../core.ts';
import { setVisitorStatus } from '../rules/visitors.ts';
import type { Emission } from '../work.ts';
import type { Connection } from './connection.ts';
import { createHub } from './hub.ts';
import { createPresence } from './presence.ts';
import { createSession, type Session } from './session.ts';

/** The DDP door: sessions, subscriptions, and the way of an emission to those who subscribed. */
export interface Ddp {
  connect(socket: CoreSocket, peer: Peer): SocketSession;
  publish(emissions: readonly Emission[]): void;
  dispose(): void;
}

/** @param socketClock of the heartbeats */
export function createDdp(context: CoreContext, socketClock: Clock): Ddp {
  const hub = createHub();
  const sessions = new Set<Session>();
  const presence = createPresence(context, function* () {
    for (const { connection } of sessions) yield connection;
  });
  let disposed = false;

  const publish = (emissions: readonly Emission[]): void => {
    for (const emission of emissions) hub.publish(emission);
  };

  /**
   * A visitor is gone when their last socket is; other tabs of theirs keep them here.
   * @see Rocket.Chat `livechat:setUpConnection` (`notifyGuestStatusChanged`)
   */
  function visitorLeft({ visitorToken: token }: Connection): void {
    if (disposed || token === undefined) return;
    if ([...sessions].some(({ connection }) => connection.visitorToken === token)) return;
    context
      .run((work) => {
        for (const visitor of work.where('visitors', 'token', token))
          setVisitorStatus(work, visitor, 'offline');
      })
      .catch((error: unknown) => context.onFailure(error, 'DDP visitor left'));
  }

  return {
    connect(socket, peer) {
      const session = createSession({
        context,
        clock: socketClock,
        hub,
        socket,
        peer,
        presence,
        publish,
        onEnd(connection) {
          sessions.delete(session);
          visitorLeft(connection);
          if (!disposed && connection.login) presence.left(connection.login.userId);
        },
      });
      sessions.add(session);
      return session;
    },
    publish,
    dispose() {
      disposed = true;
      for (const session of [...sessions]) session.end('the server stops');
    },
  };
}
