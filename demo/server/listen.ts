import type { Server } from 'node:http';

/** How many ports after the wanted one are tried. */
const MOST_TRIES = 20;

/**
 * Listens on `port` or, when that is taken, on the next free one; answers the port it got. 0 takes any free port.
 * Rejects with the system's error when none of {@link MOST_TRIES} ports can be had, or for any other reason.
 */
export async function listenFrom(server: Server, port: number, host: string): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await listen(server, port + tried, host);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || tried + 1 >= MOST_TRIES || port + tried >= 65_535) throw error;
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
