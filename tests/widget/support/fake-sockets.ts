import type { OpenSocket, SocketEvents } from '../../../widget/ports/socket.ts';

export interface FakeSocket {
  url: string;
  /** Frames the client sent, as text. */
  sent: string[];
  closed: boolean;
  /** What happens on the wire. */
  opened(): void;
  says(...frames: string[]): void;
  breaks(): void;
  /** Opened and greeted. */
  ready(): void;
}

/** Sockets that a test plays the server of. Closing tells nothing by itself: a browser may take its time. */
export function fakeSockets(): { open: OpenSocket; all: FakeSocket[]; last(): FakeSocket } {
  const all: FakeSocket[] = [];
  return {
    all,
    last() {
      const socket = all.at(-1);
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
    open(url: string, on: SocketEvents) {
      const socket: FakeSocket = {
        url,
        sent: [],
        closed: false,
        opened: on.opened,
        says(...frames) {
          for (const frame of frames) on.message(frame);
        },
        breaks: on.closed,
        ready() {
          on.opened();
          on.message('{"server_id":"0"}');
          on.message('{"msg":"connected","session":"Xz4f6kqJm2vB9tR3s"}');
        },
      };
      all.push(socket);
      return {
        send: (text) => void socket.sent.push(text),
        close() {
          socket.closed = true;
        },
      };
    },
  };
}
