import type { Core, Peer } from '../core/core.ts';

/** What a test needs of a `WebSocket`: events `open`, `message` (`data`), `close` (`code`, `reason`). */
export interface DirectSocket extends EventTarget {
  /** As of `WebSocket`: 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface DirectHost {
  /** `fetch` straight into the core; a relative address is taken as below `origin`. */
  fetch(input: string | Request, init?: RequestInit): Promise<Response>;
  openSocket(): DirectSocket;
}

/**
 * The core without a network, in the same process.
 * @note Sockets deliver in later turns and never inside `send`: a host more polite than the network would hide races.
 */
export function createDirectHost(core: Core, origin: string, peer: Peer = { ip: '127.0.0.1' }): DirectHost {
  return {
    fetch: (input, init) =>
      core.handle(new Request(typeof input === 'string' ? new URL(input, origin) : input, init), peer),
    openSocket() {
      let readyState = 0;
      const socket: DirectSocket = Object.defineProperties(new EventTarget() as DirectSocket, {
        readyState: { get: () => readyState },
        send: {
          value: (text: string) => {
            if (readyState === 0) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
            if (readyState === 1) setTimeout(() => session.receive(text));
          },
        },
        close: { value: (code = 1005, reason = '') => end(code, reason) },
      });
      const end = (code: number, reason: string): void => {
        if (readyState >= 2) return;
        readyState = 2;
        setTimeout(() => {
          readyState = 3;
          session.closed();
          socket.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
        });
      };
      setTimeout(() => {
        if (readyState !== 0) return;
        readyState = 1;
        socket.dispatchEvent(new Event('open'));
      });
      const session = core.connect(
        {
          send(data) {
            setTimeout(() => {
              if (readyState === 1) socket.dispatchEvent(new MessageEvent('message', { data }));
            });
          },
          close: (code = 1005, reason = '') => end(code, reason),
        },
        peer,
      );
      return socket;
    },
  };
}
