import { type HttpHandler, http, type WebSocketHandler, ws } from 'msw';
import type { Core } from '../core/core.ts';

/**
 * Handlers for MSW 2, in Node and in browsers: `setupServer(...createMswHandlers(core, 'https://chat.example.com'))`.
 * @param origin address the page or the test believes the server is at, without a trailing slash
 * @note Node 20 has no global `WebSocket` to replace; set one (of `ws`, say) before `server.listen()`.
 */
export function createMswHandlers(core: Core, origin: string): (HttpHandler | WebSocketHandler)[] {
  const sockets = ws.link(`${origin.replace(/^http/, 'ws')}/websocket`);
  return [
    http.all(`${origin}/*`, ({ request }) => core.handle(request)),
    sockets.addEventListener('connection', ({ client }) => {
      const session = core.connect({
        send: (text) => client.send(text),
        close: (code, reason) => client.close(code, reason),
      });
      client.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') session.receive(data);
        else client.close(1003, 'frames are text');
      });
      client.addEventListener('close', () => session.closed());
    }),
  ];
}
