import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { forwardRequest, forwardSocket } from './forward.ts';
import { listen } from './listen.ts';

export interface FrontDoor {
  /** The one origin of site and server, without a slash at the end. */
  url: string;
  /** `METHOD /path` of each request that went on to the server, and `WEBSOCKET /path` of each socket. */
  toServer(): string[];
  close(): Promise<void>;
}

/**
 * A reverse proxy as in `docs/real-server.md`: the site, and the chat server below a path of the same origin. The path is passed on, as
 * a server that knows its address (`ROOT_URL`) wants it.
 * @param path without a slash at the end: `/chat`
 */
export async function startFrontDoor(
  path: string,
  target: () => { site: string; server: string },
): Promise<FrontDoor> {
  const toServer: string[] = [];
  const sockets = new Set<Socket>();
  const isServers = (url = '/'): boolean => url.startsWith(`${path}/`);
  const proxy = createServer((incoming, response) => {
    const { site, server } = target();
    if (isServers(incoming.url)) toServer.push(`${incoming.method} ${incoming.url}`);
    forwardRequest(
      isServers(incoming.url) ? server : site,
      incoming,
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
      () => incoming.socket.destroy(),
    );
  });
  proxy.on('upgrade', (incoming, socket: Socket, head) => {
    if (!isServers(incoming.url)) return socket.destroy();
    toServer.push(`WEBSOCKET ${incoming.url}`);
    sockets.add(socket);
    forwardSocket(target().server, incoming, socket, head, () => sockets.delete(socket));
  });
  const { url, close } = await listen(proxy);
  return {
    url,
    toServer: () => [...toServer],
    close() {
      for (const socket of [...sockets]) socket.destroy();
      return close();
    },
  };
}
