import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { unreachable } from '../../../../widget/wire/result.ts';
import { listen } from '../../../browser/support/listen.ts';
import type { ChaosRates, RequestFault, SocketFault } from './chaos-rates.ts';
import { passSocket } from './pass-socket.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface ChaosProxy {
  /** Address to give to the widget instead of the server's. */
  url: string;
  /** How often each fault has struck. */
  readonly struck: Partial<Record<RequestFault | SocketFault, number>>;
  /** No new faults. What hangs goes on hanging: the widget has to find that out by itself. */
  calm(): void;
  /** Resets every connection, on both sides. */
  resetAll(): void;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** A network that loses, delays, repeats and breaks what goes through it, as `rates` say, in the order that `random` says. */
export async function startChaosProxy(
  target: string,
  rates: ChaosRates,
  random: SeededRandom,
): Promise<ChaosProxy> {
  const { hostname, port } = new URL(target);
  const struck: ChaosProxy['struck'] = {};
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let isCalm = false;

  const draw = <F extends RequestFault | SocketFault>(rate: number, faults: readonly F[]): F | undefined => {
    if (isCalm || !random.chance(rate)) return undefined;
    const fault = random.pick(faults);
    struck[fault] = (struck[fault] ?? 0) + 1;
    return fault;
  };
  const later = (fn: () => void, delayMs = random.between(0, rates.delayMs)): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      fn();
    }, delayMs);
    timers.add(timer);
  };
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };

  /** The server's answer, whole; undefined when it is not there. */
  function ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const outgoing = request({ hostname, port, method, path: url, headers, agent: false }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', () => resolve(undefined));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(pieces) }),
        );
      });
      outgoing.on('socket', kept);
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(body);
    });
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const reset = (): void => void incoming.socket.resetAndDestroy();
    const say = (status: number, text: string, headers = {}): void =>
      void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
    const pass = async (): Promise<void> => {
      const answer = await ask(incoming, body);
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      else reset();
    };

    const fault = draw(rates.request, rates.requestFaults);
    switch (fault) {
      case undefined:
        return pass();
      case 'late':
        return later(() => void pass());
      case 'answer-late': {
        const answer = await ask(incoming, body);
        return later(() =>
          answer ? void response.writeHead(answer.status, answer.headers).end(answer.body) : reset(),
        );
      }
      case 'reset':
        return reset();
      case 'answer-reset':
        await ask(incoming, body);
        return reset();
      case 'answer-torn': {
        const answer = await ask(incoming, body);
        if (!answer) return reset();
        response
          .writeHead(answer.status, answer.headers)
          .write(answer.body.subarray(0, answer.body.length / 2));
        return later(reset);
      }
      case 'silent':
        return;
      case 'answer-silent':
        return void (await ask(incoming, body));
      case 'twice':
        void ask(incoming, body);
        return pass();
      case 'again-later':
        later(() => void ask(incoming, body), random.between(0, 4 * rates.delayMs));
        return pass();
      case 'too-many':
        return say(429, '{"success":false,"error":"Error, too many requests."}', {
          'Retry-After': `${random.between(1, 3)}`,
        });
      case 'error':
        return say(500, '<h1>Internal Server Error</h1>', { 'Content-Type': 'text/html' });
      case 'answer-error':
        await ask(incoming, body);
        return say(502, '<h1>Bad Gateway</h1>', { 'Content-Type': 'text/html' });
      default:
        return unreachable(fault);
    }
  }

  const server = createServer((incoming, response) => {
    // A client that gave up in the middle of its own request.
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on('connection', kept);
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const fault = draw(rates.socket, rates.socketFaults);
    if (fault === 'socket-unanswered') return;
    if (fault === 'socket-refused')
      return void client.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
    const upstream = kept(connect(Number(port), hostname));
    passSocket({ incoming, client, upstream, head, later, random, rates, fault });
  });

  const resetAll = (): void => {
    for (const socket of [...sockets]) socket.resetAndDestroy();
  };
  const { url, close } = await listen(server);
  return {
    url,
    struck,
    calm() {
      isCalm = true;
    },
    resetAll,
    close() {
      for (const timer of timers) clearTimeout(timer);
      resetAll();
      return close();
    },
  };
}
