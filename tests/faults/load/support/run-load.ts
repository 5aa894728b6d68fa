import { percentile } from '../../support/percentile.ts';
import type { Memory } from './server-process.ts';
import { startSlowClients } from './slow-clients.ts';
import { startServerProcess } from './start-server-process.ts';
import { startVisitors } from './visitors.ts';

export interface LoadOptions {
  minutes: number;
  visitors: number;
  slow: number;
  dbFile: string;
  everyMs?: number;
  print(line: string): void;
}

export interface Trips {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

export interface LoadFigures {
  /** After the warm-up: without slow clients, and with them. */
  plain: Trips;
  beside: Trips;
  /** Fewest visitors connected at a time after the warm-up. */
  connected: number;
  errors: string[];
  /** Slow clients that were sent away. */
  cutOff: number;
  /** After the warm-up. */
  memory: Memory[];
  /** Of live objects, in MB a minute, by least squares. */
  slopeMbPerMinute: number;
}

const MINUTE_MS = 60_000;
const MESSAGES_A_CHAT = 6;
/** Of the whole time; the rest goes by turns without and with slow clients, so that what else the machine does meets both alike. */
const WARM_UP = 0.25;
const TURNS = 5;
const SAMPLES = 40;

/** Visitors chat for `minutes`, after the warm-up by turns alone and beside clients that never come to an end. */
export async function runLoad(options: LoadOptions): Promise<LoadFigures> {
  const { minutes, visitors: count, slow, dbFile, print, everyMs = 10_000 } = options;
  const server = await startServerProcess(dbFile);
  const totalMs = minutes * MINUTE_MS;
  const arrivalMs = Math.min(30_000, totalMs / 10);
  const visitors = startVisitors({ url: server.url, count, everyMs, messages: MESSAGES_A_CHAT, arrivalMs });
  const memory: (Memory & { minute: number })[] = [];
  const startedAt = Date.now();
  let connected = count;
  /** Looks at the server again and again for a share of the time. */
  const watch = async (share: number, note: boolean): Promise<number[]> => {
    const trips: number[] = [];
    const samples = Math.max(1, Math.round(SAMPLES * share));
    for (let at = 0; at < samples && server.isUp(); at++) {
      await new Promise((resolve) => setTimeout(resolve, (totalMs * share) / samples));
      const now = await server.memory();
      const fresh = visitors.takeTrips();
      trips.push(...fresh);
      const minute = (Date.now() - startedAt) / MINUTE_MS;
      if (note) memory.push({ ...now, minute });
      if (note) connected = Math.min(connected, visitors.connected());
      print(
        `${minute.toFixed(1)} min  ${visitors.connected()} connected, ${fresh.length} messages, p99 ${percentile(fresh, 0.99).toFixed(1)} ms, ` +
          `heap ${now.heapMb.toFixed(1)} MB, rss ${now.rssMb.toFixed(0)} MB, ${now.documents} documents, ${visitors.errors.length} errors`,
      );
    }
    return trips;
  };

  try {
    await watch(WARM_UP, false);
    const plain: number[] = [];
    const beside: number[] = [];
    let cutOff = 0;
    for (let turn = 0; turn < TURNS; turn++) {
      plain.push(...(await watch((1 - WARM_UP) / 2 / TURNS, true)));
      const slowClients = startSlowClients(server.url, slow);
      beside.push(...(await watch((1 - WARM_UP) / 2 / TURNS, true)));
      cutOff += slowClients.cutOff();
      slowClients.stop();
    }
    await visitors.stop();
    return {
      plain: tripsOf(plain),
      beside: tripsOf(beside),
      connected,
      errors: visitors.errors,
      cutOff,
      memory,
      slopeMbPerMinute: slope(memory.map(({ minute, heapMb }) => [minute, heapMb])),
    };
  } finally {
    server.stop();
  }
}

const tripsOf = (ms: readonly number[]): Trips => ({
  count: ms.length,
  p50: percentile(ms, 0.5),
  p99: percentile(ms, 0.99),
  max: percentile(ms, 1),
});

function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([at]) => at), mean(([, value]) => value)];
  const above = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return above / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}
