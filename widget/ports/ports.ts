import type { Clock } from './clock.ts';
import type { Lock } from './lock.ts';
import type { Page } from './page.ts';
import type { Random } from './random.ts';
import type { OpenSocket } from './socket.ts';
import type { Storage } from './storage.ts';

/** All that the widget asks of the world. `browser.ts` gives the real ones, tests give their own. */
export interface Ports {
  fetch: typeof globalThis.fetch;
  openSocket: OpenSocket;
  clock: Clock;
  random: Random;
  storage: Storage;
  page: Page;
  lock: Lock;
  /** Where it is told that the server sent something that cannot be read. */
  report(what: string, detail: unknown): void;
}
