/**
 * `npm run fault:load`: visitors who come, chat and leave, all at once, and beside them clients that never come to the end of a request. The server
 * has a process and a database of its own.
 *
 *     --minutes N   in all (10)     --visitors N  at a time (1,000)     --slow N  slow clients, by turns (100)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberFlags } from '../support/number-flags.ts';
import { runLoad, type Trips } from './support/run-load.ts';

const SHOWN = 20;
const flags = numberFlags({ minutes: 10, visitors: 1_000, slow: 100 });
const folder = mkdtempSync(join(tmpdir(), 'porthole-load-'));
const figures = await runLoad({ ...flags, dbFile: join(folder, 'chat.db'), print: console.log });
rmSync(folder, { recursive: true, force: true });

const { plain, beside, errors, memory } = figures;
for (const error of errors.slice(0, SHOWN)) console.log(`FAILED  ${error}`);
const trips = ({ count, p50, p99, max }: Trips): string =>
  `${count} messages, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(0)} ms`;
const [first, last] = [memory[0], memory.at(-1)];
console.log(
  `visitors   at least ${figures.connected} of ${flags.visitors} connected after the warm-up, for ${flags.minutes} minutes\n` +
    `round trip ${trips(plain)}\n` +
    `besides    ${flags.slow} slow clients (${figures.cutOff} times cut off): ${trips(beside)}\n` +
    `ratio      p50 ${(beside.p50 / plain.p50).toFixed(2)}, p99 ${(beside.p99 / plain.p99).toFixed(2)}\n` +
    `heap       ${first?.heapMb.toFixed(1)} MB after the warm-up, ${last?.heapMb.toFixed(1)} MB at the end, slope ${figures.slopeMbPerMinute.toFixed(2)} MB a minute; ` +
    `documents ${first?.documents} to ${last?.documents}\n` +
    `errors     ${errors.length}\n` +
    `${plain.count + beside.count} passed, ${errors.length} failed`,
);
process.exit(errors.length > 0 || plain.count === 0 ? 1 : 0);
