import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Passes a request on to `target`, path and all; `answered` gets the head of the answer with its body still to come. */
export function forwardRequest(
  target: string,
  incoming: IncomingMessage,
  answered: (answer: IncomingMessage) => void,
  failed: () => void,
): void {
  const { hostname, port } = new URL(target);
  const { method, url, headers } = incoming;
  const outgoing = request({ hostname, port, method, path: url, headers, agent: false }, answered);
  outgoing.on('error', failed);
  incoming.pipe(outgoing);
}

/** Passes a WebSocket on to `target`, byte for byte; `ended` is told once or more when either side is gone. */
export function forwardSocket(
  target: string,
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  ended = (): void => {},
): void {
  const { hostname, port } = new URL(target);
  const upstream = connect(Number(port), hostname, () => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    }
    upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  const end = (): void => {
    ended();
    socket.destroy();
    upstream.destroy();
  };
  for (const side of [socket, upstream]) side.on('error', end).on('close', end);
}
