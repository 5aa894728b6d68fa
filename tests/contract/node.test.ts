import { WebSocket } from 'ws';
import { startNodeHost } from '../../mock-server/hosts/node.ts';
import { serverContract } from './server-contract.ts';

serverContract('node', async (build) => {
  const host = await startNodeHost({ core: build, port: 0 });
  return {
    origin: host.url,
    fetch,
    openSocket: (on) =>
      new WebSocket(`${host.url.replace('http', 'ws')}/websocket`)
        .on('open', on.open)
        .on('message', (data) => on.message(data.toString()))
        .on('close', on.close),
    stop: () => host.close(),
  };
});
