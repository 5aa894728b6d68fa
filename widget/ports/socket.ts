/** An open (or opening) WebSocket. `send` is called only after `opened`. */
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
}

/** What a socket tells. `closed` comes once, also for a socket that never opened. */
export interface SocketEvents {
  opened(): void;
  message(data: unknown): void;
  closed(): void;
}

/** Opens a WebSocket. May throw, e.g. when the page's policy forbids the address. */
export type OpenSocket = (url: string, on: SocketEvents) => Socket;
