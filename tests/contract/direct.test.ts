import { createDirectHost } from '../../mock-server/hosts/direct.ts';
import { serverContract } from './server-contract.ts';
import { listen } from './support/contract-host.ts';

serverContract('direct', async (build) => {
  const origin = 'http://chat.test';
  const host = createDirectHost(build(origin), origin);
  return {
    origin,
    fetch: host.fetch,
    openSocket: (on) => listen(host.openSocket(), on),
    stop: async () => {},
  };
});
