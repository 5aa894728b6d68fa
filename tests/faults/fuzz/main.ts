/**
 * `npm run fault:fuzz`: requests to every route and frames to the socket, mostly such as the server's own schemas would take, some broken and
 * some hostile. No crash, no 500, no stack, every answer in its form.
 *
 *     --rest N    requests (80,000)     --frames N  frames (30,000)     --seed N    of the random inputs (by the time of day)
 */
import { numberFlags } from '../support/number-flags.ts';
import { runFuzz } from './support/run-fuzz.ts';

const SHOWN = 20;
const flags = numberFlags({ rest: 80_000, frames: 30_000, seed: Date.now() % 1_000_000 });
const crashes: unknown[] = [];
process.on('unhandledRejection', (error) => crashes.push(error));
process.on('uncaughtException', (error) => crashes.push(error));

console.log(`seed ${flags.seed}`);
const { routes, rest, frames } = await runFuzz(flags);
const ends = (of: Map<string, number>): string =>
  [...of]
    .sort()
    .map(([end, times]) => `${end} ${times}`)
    .join(', ');
const faults = [...rest.faults, ...frames.faults, ...crashes.map(String)];
for (const fault of faults.slice(0, SHOWN)) console.log(`FAILED  ${fault}`);
console.log(
  `requests   ${rest.inputs} to ${routes} routes: ${ends(rest.ends)}\n` +
    `frames     ${frames.inputs}, answered by: ${ends(frames.ends)}\n` +
    `crashes    ${crashes.length}\n` +
    `malformed  ${rest.faults.length} answers, ${frames.faults.length} replies\n` +
    `${rest.inputs + frames.inputs - faults.length} passed, ${faults.length} failed`,
);
process.exit(faults.length > 0 ? 1 : 0);
