import { WebSocket } from 'ws';

export interface Chat {
  /** Sends a message over REST; resolves with the ms until its frame arrived on the visitor's own socket. */
  roundTrip(): Promise<number>;
  /** Ends the room and leaves. */
  end(): Promise<void>;
  close(): void;
  /** Whether the socket is still there. */
  isOpen(): boolean;
}

const PATIENCE_MS = 30_000;

/**
 * A visitor with a room, listening to it.
 * @param turn which chat of this visitor it is: ids of messages are not used twice
 */
export async function startChat(url: string, name: string, turn = 0): Promise<Chat> {
  const token = `token-of-${name}`;
  await ask(url, 'POST', 'livechat/visitor', { visitor: { token, name, email: `${name}@example.com` } });
  const { room } = (await ask(url, 'GET', `livechat/room?token=${token}`)) as { room: { _id: string } };
  const { _id: rid } = room;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`, { perMessageDeflate: false });
  const waiting = new Map<string, () => void>();
  let ready = (): void => {};
  const isReady = new Promise<void>((resolve, reject) => {
    ready = resolve;
    socket.once('error', reject);
  });
  socket.on('open', () => {
    const access = { useCollection: false, args: [{ token, visitorToken: token }] };
    socket.send('{"msg":"connect","version":"1","support":["1"]}');
    socket.send(JSON.stringify({ msg: 'sub', id: '1', name: 'stream-room-messages', params: [rid, access] }));
  });
  socket.on('message', (data) => {
    const text = String(data);
    if (text === '{"msg":"ping"}') socket.send('{"msg":"pong"}');
    else if (text.startsWith('{"msg":"ready"')) ready();
    else for (const [id, arrived] of waiting) if (text.includes(`"${id}"`)) arrived();
  });
  await isReady;
  let count = 0;

  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.close(),
    async roundTrip() {
      const _id = `m${turn}-${count++}-${name}`;
      const startedAt = performance.now();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const arrived = new Promise<void>((resolve, reject) => {
        waiting.set(_id, resolve);
        timer = setTimeout(
          () => reject(new Error(`message ${_id} did not arrive in ${PATIENCE_MS} ms`)),
          PATIENCE_MS,
        );
      });
      try {
        await Promise.all([
          ask(url, 'POST', 'livechat/message', { token, rid, _id, msg: `Message ${count}` }),
          arrived,
        ]);
        return performance.now() - startedAt;
      } finally {
        clearTimeout(timer);
        waiting.delete(_id);
      }
    },
    async end() {
      await ask(url, 'POST', 'livechat/room.close', { token, rid });
      socket.close();
    },
  };
}

async function ask(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method,
    ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
