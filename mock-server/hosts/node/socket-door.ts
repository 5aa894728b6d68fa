import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../../core/core.ts';
import { MAX_FRAME_BYTES } from '../../core/ddp/decode-client-frame.ts';
import { peerOf } from './peer-of.ts';

/** Bytes a client may leave unread before it is dropped: one that does not read must not fill our memory. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** How many sockets may be open at once. */
export interface SocketLimits {
  all: number;
  /** From one address. Generous: behind a proxy, or on one machine, everybody has the same. */
  ofAddress: number;
}
export const SOCKET_LIMITS: SocketLimits = { all: 10_000, ofAddress: 4_000 };

/** `/websocket`: plain frames, no SockJS. */
export interface SocketDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks every client to leave. */
  close(): void;
  /** Drops those who did not. */
  terminate(): void;
}

export function createSocketDoor(
  core: Core,
  onFailure: (error: unknown, where: string) => void,
  limits: SocketLimits = SOCKET_LIMITS,
): SocketDoor {
  const ofAddress = new Map<string, number>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });

  const isFull = (address: string): boolean =>
    server.clients.size >= limits.all || (ofAddress.get(address) ?? 0) >= limits.ofAddress;

  function count(address: string, more: 1 | -1): void {
    const open = (ofAddress.get(address) ?? 0) + more;
    if (open) ofAddress.set(address, open);
    else ofAddress.delete(address);
  }

  function open(client: WebSocket, request: IncomingMessage): void {
    const address = request.socket.remoteAddress ?? '';
    count(address, 1);
    client.on('close', () => count(address, -1));
    const session = core.connect(
      {
        send(text) {
          if (client.readyState !== client.OPEN) return;
          if (client.bufferedAmount > MAX_UNREAD_BYTES) client.terminate();
          else client.send(text);
        },
        close: (code, reason) => client.close(code, reason),
      },
      peerOf(request.socket),
    );
    client.on('message', (data, isBinary) => {
      if (isBinary) client.close(1003, 'frames are text');
      else session.receive(data.toString());
    });
    client.on('close', () => session.closed());
    // A frame too large or not WebSocket at all: `ws` closes with the right code itself.
    client.on('error', () => {});
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => {});
      const path = request.url?.split('?', 1)[0];
      if (path !== '/websocket') {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      if (isFull(request.socket.remoteAddress ?? '')) {
        socket.end(
          'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
        );
        return;
      }
      try {
        server.handleUpgrade(request, socket, head, open);
      } catch (error) {
        onFailure(error, 'websocket upgrade');
        socket.destroy();
      }
    },
    close() {
      for (const client of server.clients) client.close(1001, 'the server stops');
    },
    terminate() {
      for (const client of server.clients) client.terminate();
    },
  };
}
