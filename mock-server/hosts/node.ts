/** The core on `node:http`: REST, the DDP socket, the widget's files and `/db` on one port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Core } from '../core/core.ts';
import { peerOf } from './node/peer-of.ts';
import { createSocketDoor, type SocketLimits } from './node/socket-door.ts';
import { createStaticFiles, type StaticFiles } from './node/static-files.ts';
import { stripBasePath } from './node/strip-base-path.ts';
import { wholeRequest } from './node/whole-request.ts';

/** Longest wait for a request's head and for the whole of it, in ms. */
const REQUEST_WAITS = { head: 10_000, whole: 30_000 };
/** Connections at once, those of sockets included. */
const MAX_CONNECTIONS = 20_000;
/** How long `close` waits for requests under way, in ms. */
const GRACE_MS = 2_000;
const SWEEP_MS = 20;

export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

export interface NodeHostOptions {
  /** Built once the address is known, since answers carry it. */
  core(url: string): Core;
  /** 0 takes a free one. */
  port: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /** Path that the whole server is reached below as well, as `/chat`, without a slash at the end. @default '' */
  basePath?: string;
  /** Folder with the built widget. Without it no files are served. */
  filesDir?: string;
  /** Asked before the built widget: another widget's pages and files. */
  widget?(url: string): StaticFiles;
  /** Answers `/db` and everything below it. */
  db?(core: Core, url: string): NodeHandler;
  /** Text of the page at `/`. */
  index?(url: string): string;
  /** @default SOCKET_LIMITS */
  socketLimits?: SocketLimits;
  /** Longest waits for a request's head and for all of it, in ms. Who takes longer gets 408. @default 10 s and 30 s */
  requestWaits?: { head: number; whole: number };
  onFailure?(error: unknown, where: string): void;
}

export interface NodeHost {
  /** Without trailing slash. */
  readonly url: string;
  readonly core: Core;
  /** Takes no more connections, lets requests under way end, then drops what is left. The core is not disposed. */
  close(): Promise<void>;
}

/** @throws the error of `listen`, e.g. code `EADDRINUSE` */
export async function startNodeHost(options: NodeHostOptions): Promise<NodeHost> {
  const { port, host = '127.0.0.1', basePath = '', filesDir } = options;
  const onFailure = options.onFailure ?? ((error, where) => console.error(`${where}:`, error));
  const { head, whole } = options.requestWaits ?? REQUEST_WAITS;
  const server = createServer({
    headersTimeout: head,
    requestTimeout: whole,
    connectionsCheckingInterval: head / 2,
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // From here to the first listener there is no pause, so no request is lost.
  const url = urlOf(host, server.address() as AddressInfo);
  const core = options.core(url);
  const sockets = createSocketDoor(core, onFailure, options.socketLimits);
  const files = filesDir === undefined ? undefined : createStaticFiles(filesDir);
  const widget = options.widget?.(url);
  const db = options.db?.(core, url);
  const rest = getRequestListener(
    async (request, { incoming }) => {
      const answer = await core.handle(wholeRequest(request), peerOf(incoming.socket));
      // Refused before its body was read: the listener hangs up soon after, and a client that goes on with this connection would fail.
      if ('complete' in incoming && !incoming.complete) answer.headers.set('Connection', 'close');
      return answer;
    },
    { overrideGlobalObjects: false },
  );

  server.on('error', (error) => onFailure(error, 'HTTP server'));
  server.on('upgrade', (incoming, socket, head) => {
    stripBasePath(incoming, basePath);
    sockets.upgrade(incoming, socket, head);
  });
  server.on('request', (incoming, outgoing) => {
    stripBasePath(incoming, basePath);
    const path = pathOf(incoming);
    const toCore = (): void => {
      rest(incoming, outgoing).catch((error: unknown) => onFailure(error, `${incoming.method} ${path}`));
    };
    if (db && (path === '/db' || path.startsWith('/db/'))) db(incoming, outgoing);
    else if (path === '/' && options.index && incoming.method === 'GET') {
      outgoing.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
      outgoing.end(options.index(url));
    } else if (path.startsWith('/api/')) toCore();
    else {
      const toFiles = (): void => (files ? files(incoming, outgoing, toCore) : toCore());
      if (widget) widget(incoming, outgoing, toFiles);
      else toFiles();
    }
  });

  return {
    url,
    core,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sockets.close();
      // A connection that is busy now is idle when its answer is out, and would be kept alive.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      const timer = setTimeout(() => {
        sockets.terminate();
        server.closeAllConnections();
      }, GRACE_MS);
      await closed;
      clearTimeout(timer);
      clearInterval(sweep);
    },
  };
}

function urlOf(host: string, { port }: AddressInfo): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
