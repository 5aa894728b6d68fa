import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JournalError } from '../../../../mock-server/store/journal-error.ts';
import { seededRandom } from '../../network/support/seeded-random.ts';
import { type SpawnedServer, spawnServer } from '../../support/spawn-server.ts';
import { countOf, nothingAcknowledged } from './acknowledged.ts';
import { lostFrom } from './lost-from.ts';
import { type MoodyReceiver, startMoodyReceiver } from './moody-receiver.ts';
import { runWriters } from './writers.ts';

export interface KillOptions {
  rounds: number;
  writers: number;
  seed: number;
  /** For the databases. */
  folder: string;
  /** Done after each kill, while nobody has the files open: the power of the disk that `folder` is on, for one. */
  afterKill?(): void;
  /** What runs the command line. */
  node?: readonly string[];
  print(line: string): void;
}

export interface KillFigures {
  rounds: number;
  acknowledged: number;
  lost: string[];
  /** Files that could not be opened after a kill. */
  corrupt: string[];
  deliveries: number;
  /** Deliveries that were still not delivered when nothing was killed any more. */
  undelivered: string[];
  /** Webhooks that came again after they had been answered with 200: a kill between the answer and the disk. */
  repeated: number;
}

/** Rounds on one file: then it is looked at as a whole, and a new one begun. */
const ROUNDS_A_FILE = 10;
const [SHORTEST_MS, LONGEST_MS] = [30, 1_200];
const PATIENCE_MS = 60_000;

/** Kills the server at random moments while everybody writes, and looks for what was acknowledged. */
export async function runKills(options: KillOptions): Promise<KillFigures> {
  const { rounds, seed, folder, print } = options;
  const random = seededRandom(seed);
  const receiver = await startMoodyReceiver(seed);
  const figures: KillFigures = {
    rounds: 0,
    acknowledged: 0,
    lost: [],
    corrupt: [],
    deliveries: 0,
    undelivered: [],
    repeated: 0,
  };
  let server: SpawnedServer | undefined;
  try {
    for (let file = 0; figures.rounds < rounds; file++) {
      const path = join(folder, `kill-${file}.db`);
      const acknowledged = nothingAcknowledged();
      const start = async (): Promise<SpawnedServer> => {
        const args = ['--db', path, '--agents-online', '--time-scale', '100', '--webhook-url', receiver.url];
        server = await spawnServer(args, options.node);
        return server;
      };
      try {
        for (let round = 0; round < ROUNDS_A_FILE && figures.rounds < rounds; round++) {
          const { url, kill } = await start();
          const writing = runWriters(url, options.writers, `${file}-${round}`, acknowledged);
          await wait(random.between(SHORTEST_MS, LONGEST_MS));
          await kill();
          options.afterKill?.();
          await writing;
          figures.rounds++;
          const copy = copyOf(path);
          figures.lost.push(...(await lostFrom(copy, acknowledged)));
          rmSync(dirname(copy), { recursive: true });
        }
        const { url, kill } = await start();
        figures.undelivered.push(...(await undelivered(url)));
        await kill();
        figures.lost.push(...notReceived(acknowledged, receiver));
      } catch (error) {
        // A server that does not even start on a new file has another illness.
        const refused = error instanceof JournalError || /before it was up/.test(String(error));
        if (!refused || figures.rounds % ROUNDS_A_FILE === 0) throw error;
        figures.corrupt.push(String(error));
        await server?.kill();
      }
      figures.acknowledged += countOf(acknowledged);
      print(
        `${figures.rounds} of ${rounds} rounds, ${figures.acknowledged} acknowledged, ${figures.lost.length} lost`,
      );
      rmSync(path, { force: true });
    }
  } finally {
    await server?.kill();
    await receiver.close();
  }
  figures.deliveries = receiver.accepted.size;
  figures.repeated = receiver.repeated();
  return figures;
}

/** A copy of the database and of what lies beside it: the next server is the first that sees what the kill left. */
function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-copy-'));
  for (const suffix of ['', '-journal', '-wal']) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, join(folder, `copy.db${suffix}`));
  }
  return join(folder, 'copy.db');
}

/** Waits until no delivery is pending, and answers those that were not delivered. */
async function undelivered(url: string): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${url}/db/deliveries?state_ne=delivered`);
    const left = (await answer.json()) as { _id: string; state: string }[];
    const over = left.every(({ state }) => state !== 'pending') || Date.now() > deadline;
    if (over) return left.map(({ _id, state }) => `${_id} is ${state}`);
    await wait(100);
  }
}

function notReceived(
  { closed, offline }: ReturnType<typeof nothingAcknowledged>,
  receiver: MoodyReceiver,
): string[] {
  const arrived = new Set(receiver.accepted.values());
  return [...closed, ...offline].filter((what) => !arrived.has(what)).map((what) => `webhook of ${what}`);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
