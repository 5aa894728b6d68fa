import { createServer } from 'node:http';
import { listenFrom } from './listen.ts';

/** The first port from `port` on that nothing listens on. Somebody else may take it before the caller does. */
export async function firstFreePort(port: number, host: string): Promise<number> {
  const probe = createServer();
  const free = await listenFrom(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
  return free;
}
