import type { Socket } from 'node:net';
import type { Peer } from '../../core/core.ts';

/** The other end of a connection, an IPv4 address in its own form (not `::ffff:127.0.0.1`). */
export function peerOf(socket: Pick<Socket, 'remoteAddress'>): Peer {
  const ip = socket.remoteAddress?.replace(/^::ffff:/i, '');
  return ip === undefined ? {} : { ip };
}
