import type { CoreContext } from '../context.ts';
import type { CoreSocket, Peer, SocketSession } from '../core.ts';
import type { Emission } from '../work.ts';

/** The DDP door: sessions, subscriptions, and the way of an emission to those who subscribed. */
export interface Ddp {
  connect(socket: CoreSocket, peer: Peer): SocketSession;
  publish(emissions: readonly Emission[]): void;
  dispose(): void;
}

export function createDdp(_context: CoreContext): Ddp {
  throw new Error('not built yet');
}
