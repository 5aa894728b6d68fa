import type { ServerResponse } from 'node:http';

/** Server-sent events to everyone who listens. */
export interface EventStream {
  /** Turns `response` into a stream and sends `first` to it. */
  open(response: ServerResponse, first: readonly (readonly [event: string, data: unknown])[]): void;
  send(event: string, data: unknown): void;
  dispose(): void;
}

/** How long a browser waits before it opens a lost stream again, in ms. */
const RETRY_MS = 1000;

export function createEventStream(): EventStream {
  const listeners = new Set<ServerResponse>();
  return {
    open(response, first) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      for (const [event, data] of first) response.write(frame(event, data));
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    send(event, data) {
      for (const listener of listeners) listener.write(frame(event, data));
    },
    dispose() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}

/** JSON has no raw line breaks, so one `data` line is enough. */
const frame = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
