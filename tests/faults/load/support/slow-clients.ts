import { connect, type Socket } from 'node:net';

export interface SlowClients {
  /** Connections that the server has ended so far. */
  cutOff(): number;
  stop(): void;
}

const PIECE_EVERY_MS = 1_000;
const BEGINNINGS = [
  'POST /api/v1/livechat/message HTTP/1.1\r\nHost: x\r\nX-Slow: ',
  'POST /api/v1/livechat/message HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"msg":"',
];

/** Clients that send a character each second and never come to an end (slow loris): half of them in the head, half in the body. Cut off, they return. */
export function startSlowClients(url: string, count: number): SlowClients {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let cut = 0;
  let stopped = false;

  function come(beginning: string): void {
    const socket = connect(Number(port), hostname, () => socket.write(beginning));
    open.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('close', () => {
      open.delete(socket);
      if (stopped) return;
      cut++;
      setTimeout(() => (stopped ? undefined : come(beginning)), PIECE_EVERY_MS);
    });
  }
  for (let at = 0; at < count; at++) come(BEGINNINGS[at % BEGINNINGS.length] ?? '');
  const dripping = setInterval(() => {
    for (const socket of open) if (socket.writable) socket.write('a');
  }, PIECE_EVERY_MS);

  return {
    cutOff: () => cut,
    stop() {
      stopped = true;
      clearInterval(dripping);
      for (const socket of open) socket.destroy();
    },
  };
}
