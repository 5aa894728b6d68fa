import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listen } from './listen.ts';

/** What the receiver does with a request: answer this status, never answer, or cut the connection. */
export type Reaction = number | 'hang' | 'reset';

export interface ReceivedWebhook {
  /** Real time of arrival, in ms since 1970. */
  at: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
}

export interface Receiver {
  /** Webhook URL to give to the mock. */
  url: string;
  received(): ReceivedWebhook[];
  /** Resolves with the first `count` requests once they are there; rejects after `timeoutMs` of real time. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedWebhook[]>;
  close(): Promise<void>;
}

/** A CRM's endpoint, real: answers by `script` in turn, then `afterwards`. */
export async function startReceiver(script: Reaction[] = [], afterwards: Reaction = 200): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const at = Date.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const reaction = script[received.length] ?? afterwards;
      received.push({ at, headers: request.headers, text, json: parse(text) });
      for (const look of waiting) look();
      if (reaction === 'reset') request.socket.destroy();
      else if (reaction !== 'hang') response.writeHead(reaction).end('ok');
    });
  });
  const { url, close } = await listen(server);
  return {
    url: `${url}/webhook`,
    received: () => [...received],
    waitFor: (count, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${received.length} of ${count} webhooks arrived within ${timeoutMs} ms`));
        }, timeoutMs);
        const look = (): void => {
          if (received.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(received.slice(0, count));
        };
        waiting.add(look);
        look();
      }),
    close,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
