import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ChaosRates, SocketFault } from './chaos-rates.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface PassedSocket {
  incoming: IncomingMessage;
  client: Socket;
  upstream: Socket;
  head: Buffer;
  later(fn: () => void, delayMs?: number): void;
  random: SeededRandom;
  rates: ChaosRates;
  fault: SocketFault | undefined;
}

/** Carries a WebSocket's bytes both ways, in order; whole or in pieces, at once or late, until `fault` strikes. */
export function passSocket({
  incoming,
  client,
  upstream,
  head,
  later,
  random,
  rates,
  fault,
}: PassedSocket): void {
  let toClient = true;
  let toServer = true;
  const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
  upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
  upstream.write(head);

  const carry = (from: Socket, to: Socket, open: () => boolean): void => {
    let free = Promise.resolve();
    from.on('data', (bytes: Buffer) => {
      const cuts = rates.sliced ? [random.between(0, bytes.length)] : [];
      const pieces = [...cuts, bytes.length].map((end, i) => bytes.subarray(i ? cuts[i - 1] : 0, end));
      for (const piece of pieces)
        free = free
          .then(() => (rates.sliced ? new Promise<void>((next) => later(next)) : undefined))
          .then(() => void (open() && to.writable && piece.length && to.write(piece)));
    });
  };
  carry(client, upstream, () => toServer);
  carry(upstream, client, () => toClient);

  const end = (): void => {
    client.destroy();
    upstream.destroy();
  };
  // A link that has gone silent does not tell of an end either.
  client.on('close', () => toServer && end());
  upstream.on('close', () => toClient && end());

  if (fault === undefined) return;
  later(
    () => {
      if (fault === 'socket-reset') {
        client.resetAndDestroy();
        upstream.resetAndDestroy();
      }
      if (fault === 'socket-silent' || fault === 'socket-deaf') toServer = false;
      if (fault === 'socket-silent' || fault === 'socket-dumb') toClient = false;
    },
    random.between(0, rates.socketLifeMs),
  );
}
