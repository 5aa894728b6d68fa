import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type WebSocket, WebSocketServer } from 'ws';
import { createStaticFiles } from '../../../../mock-server/hosts/node/static-files.ts';
import { listen } from '../../../browser/support/listen.ts';
import { hostileConfig, RID, type Screen, TOKEN } from './hostile-config.ts';

/** A server that obeys the protocol and says whatever an attacker wants it to say. */
export interface HostileServer {
  url: string;
  /** What its texts are made of from now on. */
  payload: string;
  /** Which screen its config leads to. */
  screen: Screen;
  /** The history of the room: all of it in one answer, whatever was asked. */
  history: object[];
  /** Answers registrations with a refusal in these words. */
  refusal: string | undefined;
  /** Sends `changed` frames. */
  push(stream: string, event: string, ...args: unknown[]): void;
  /** Subscriptions of the newest socket. */
  subscriptions(): number;
  close(): Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  const files = createStaticFiles(fileURLToPath(new URL('../../../../dist', import.meta.url)));
  let sent = 0;
  const answers: Record<string, (body: Record<string, unknown>) => object> = {
    config: () => ({ config: hostileConfig(hostile.payload, hostile.screen) }),
    visitor: () => ({ visitor: { _id: 'v1', token: TOKEN, username: 'guest-1', name: hostile.payload } }),
    room: () => ({ room: { _id: RID, t: 'l', open: true }, newRoom: true }),
    'messages.history': () => ({ messages: hostile.history }),
    message: ({ _id, msg }) => ({
      message: {
        _id,
        msg,
        rid: RID,
        token: TOKEN,
        ts: new Date(++sent).toISOString(),
        u: { _id: 'v1', username: 'guest-1' },
      },
    }),
  };
  const server = createServer(async (incoming, outgoing) => {
    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/';
    const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
    if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204, cors).end();
    const area = /^\/api\/v1\/livechat\/([\w.]+)/.exec(path)?.[1];
    // A page, whatever the message said that it is.
    if (path.startsWith('/file-upload/'))
      return void outgoing
        .writeHead(200, { 'Content-Type': 'text/html', ...cors })
        .end(`<script>opener?.__executed.push('file')</script>${hostile.payload}`);
    if (!area) return files(incoming, outgoing, () => void outgoing.writeHead(404, cors).end());
    let text = '';
    for await (const piece of incoming) text += piece;
    const refused = area === 'visitor' && hostile.refusal !== undefined;
    const body = refused
      ? { success: false, error: hostile.refusal }
      : { success: true, ...answers[area]?.(text ? JSON.parse(text) : {}) };
    outgoing
      .writeHead(refused ? 400 : 200, { 'Content-Type': 'application/json', ...cors })
      .end(JSON.stringify(body));
  });
  const sockets = new WebSocketServer({ server, path: '/websocket' });
  let newest: WebSocket | undefined;
  let subscriptions = 0;
  sockets.on('connection', (socket) => {
    newest = socket;
    subscriptions = 0;
    socket.on('message', (data) => {
      const { msg, id } = JSON.parse(String(data)) as { msg: string; id: string };
      if (msg === 'connect') socket.send('{"msg":"connected","session":"HostileSession222"}');
      if (msg === 'ping') socket.send('{"msg":"pong"}');
      if (msg !== 'sub') return;
      subscriptions += 1;
      socket.send(JSON.stringify({ msg: 'ready', subs: [id] }));
    });
  });
  const { url, close } = await listen(server);
  const hostile: HostileServer = {
    url,
    payload: 'harmless',
    screen: 'register',
    history: [],
    refusal: undefined,
    push(stream, event, ...args) {
      newest?.send(
        JSON.stringify({ msg: 'changed', collection: stream, id: 'id', fields: { eventName: event, args } }),
      );
    },
    subscriptions: () => subscriptions,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      return close();
    },
  };
  return hostile;
}
