import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { unreachable } from '../../../widget/wire/result.ts';
import { forwardRequest, forwardSocket } from './forward.ts';
import { listen } from './listen.ts';

/** What happens to a request instead of being passed on. */
export type Fault =
  /** Answered by the proxy, in the form of a REST answer. */
  | { kind: 'answer'; status: number; body: object; headers?: Record<string, string> }
  /** The server gets it and does it, but the answer breaks off after its head. */
  | { kind: 'lose-answer' }
  /** Passed on, but the answer does not allow other sites, as of a server whose `API_Enable_CORS` is off. */
  | { kind: 'no-cors' }
  /** The connection is cut before the server hears of it. */
  | { kind: 'cut' };

export interface FaultProxy {
  /** Address to give to the widget instead of the server's. */
  url: string;
  /** The next `times` requests whose `METHOD /path` matches meet `fault`; preflights pass. */
  inject(match: RegExp, fault: Fault, times?: number): void;
  /** What was injected and has not struck yet is forgotten. */
  clearFaults(): void;
  /** Requests that met a fault. */
  faults(): number;
  /** Whether connections are taken at all. Going down also cuts those that are open. */
  setDown(down: boolean): void;
  /** Cuts every open WebSocket; new ones are taken. */
  cutSockets(): void;
  /** WebSockets open now. */
  openSockets(): number;
  close(): Promise<void>;
}

/** Stands between widget and server and breaks what a test wants broken. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const injected: { match: RegExp; fault: Fault; left: number }[] = [];
  const webSockets = new Set<Socket>();
  let down = false;
  let faults = 0;

  const faultFor = (line: string): Fault | undefined => {
    const entry = injected.find(({ match, left }) => left > 0 && match.test(line));
    if (!entry) return undefined;
    entry.left -= 1;
    faults += 1;
    return entry.fault;
  };

  const serve = (incoming: IncomingMessage, response: ServerResponse): void => {
    const cut = (): void => {
      incoming.socket.destroy();
    };
    const fault = incoming.method === 'OPTIONS' ? undefined : faultFor(`${incoming.method} ${incoming.url}`);
    switch (fault?.kind) {
      case undefined:
        forwardRequest(
          target,
          incoming,
          (answer) => {
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response);
          },
          cut,
        );
        return;
      case 'answer':
        incoming.resume();
        response
          .writeHead(fault.status, {
            'Content-Type': 'application/json',
            'Access-Control-Allow-Origin': '*',
            'Access-Control-Expose-Headers': '*',
            ...fault.headers,
          })
          .end(JSON.stringify(fault.body));
        return;
      case 'no-cors':
        forwardRequest(
          target,
          incoming,
          (answer) => {
            const headers = Object.entries(answer.headers).filter(
              ([name]) => !name.startsWith('access-control-'),
            );
            response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
            answer.pipe(response);
          },
          cut,
        );
        return;
      case 'lose-answer':
        forwardRequest(
          target,
          incoming,
          (answer) => {
            // Cut before the head, a browser would send the request again by itself, and the page would not hear of it.
            response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
            answer.resume().on('end', cut);
          },
          cut,
        );
        return;
      case 'cut':
        cut();
        return;
      default:
        unreachable(fault);
    }
  };

  const server = createServer(serve);
  server.on('connection', (socket) => {
    if (down) socket.destroy();
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    webSockets.add(socket);
    forwardSocket(target, incoming, socket, head, () => webSockets.delete(socket));
  });

  const cutSockets = (): void => {
    for (const socket of [...webSockets]) socket.destroy();
  };
  const { url, close } = await listen(server);
  return {
    url,
    inject: (match, fault, times = 1) => injected.push({ match, fault, left: times }),
    clearFaults: () => {
      injected.length = 0;
    },
    faults: () => faults,
    setDown(value) {
      down = value;
      if (!down) return;
      cutSockets();
      server.closeAllConnections();
    },
    cutSockets,
    openSockets: () => webSockets.size,
    close() {
      cutSockets();
      return close();
    },
  };
}
