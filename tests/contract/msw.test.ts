import { setupServer } from 'msw/node';
import { WebSocket as NodeSocket } from 'ws';
import { createMswHandlers } from '../../mock-server/hosts/msw.ts';
import { serverContract } from './server-contract.ts';
import { listen } from './support/contract-host.ts';

serverContract('msw', async (build) => {
  // Node 20 has no global WebSocket, and MSW replaces only what is there.
  Object.assign(globalThis, { WebSocket: globalThis.WebSocket ?? NodeSocket });
  const origin = 'https://chat.example.com';
  const server = setupServer(...createMswHandlers(build(origin), origin));
  server.listen({ onUnhandledRequest: 'error' });
  return {
    origin,
    fetch: (input, init) => fetch(input, init),
    openSocket: (on) => listen(new WebSocket('wss://chat.example.com/websocket'), on),
    stop: async () => server.close(),
  };
});
