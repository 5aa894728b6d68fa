/**
 * `npm run bench:store`: what one durable message costs over REST while the history grows, and how long a start takes. CPU time, since other work on
 * the machine does not count in it; ratios, since machines differ.
 *
 *     --messages N  measured at each size (1,000)     --writers N  at once (16)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberFlags } from '../faults/support/number-flags.ts';
import { measureStore } from './measure-store.ts';

const SIZES = [1_000, 10_000, 100_000];
const flags = numberFlags({ messages: 1_000, writers: 16 });
const folder = mkdtempSync(join(tmpdir(), 'porthole-bench-'));
// Unseen: until the code is warm.
await measureStore({ ...flags, history: 100, dbFile: join(folder, 'warm-up.db') });
const results = [];
for (const history of SIZES) {
  const result = await measureStore({ ...flags, history, dbFile: join(folder, `${history}.db`) });
  results.push(result);
  console.log(
    `${String(history).padStart(7)} messages of history: ${result.cpuMs.toFixed(3)} ms CPU a message, ${Math.round(result.perSecond)} a second, ` +
      `start in ${Math.round(result.startCpuMs)} ms CPU`,
  );
}
rmSync(folder, { recursive: true, force: true });
const [first, last] = [results[0], results.at(-1)];
if (first && last)
  console.log(`ratio     ${(last.cpuMs / first.cpuMs).toFixed(2)} from the smallest to the largest`);
