/**
 * `npm run fault:deliveries`: webhooks to a receiver that fails at random (201, 429, 500, cut connections, silence). Each must follow the documented
 * schedule, by the record of the server and by that of the receiver; and chat must not notice.
 *
 *     --deliveries N  webhooks, ten for each room (10,000)       --scale N  speed of the server's clock (100)
 *     --messages N    of a visitor without webhooks (300)        --seed N   of the failures (by the time of day)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberFlags } from '../support/number-flags.ts';
import { runDeliveries } from './support/run-deliveries.ts';

const SHOWN = 20;
const flags = numberFlags({ deliveries: 10_000, scale: 100, messages: 300, seed: Date.now() % 1_000_000 });
const folder = mkdtempSync(join(tmpdir(), 'porthole-deliveries-'));
console.log(`seed ${flags.seed}`);
const startedAt = Date.now();
const figures = await runDeliveries({
  ...flags,
  timeScale: flags.scale,
  dbFile: join(folder, 'chat.db'),
  print: console.log,
});
rmSync(folder, { recursive: true, force: true });

const { faults, quiet, busy } = figures;
for (const fault of faults.slice(0, SHOWN)) console.log(`FAILED  ${fault}`);
const trip = ({ p50, p99 }: typeof quiet): string => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
console.log(
  `deliveries   ${figures.deliveries} in ${Math.round((Date.now() - startedAt) / 1000)} s: ${figures.delivered} delivered, ${figures.failed} given up after 11 attempts\n` +
    `attempts     ${figures.attempts}, none early, the latest ${Math.round(figures.latestMs / flags.scale)} ms of real time after it was due: at most 8 are under way at once\n` +
    `faults       ${faults.length} (lost, early, too many or few, sent after success, other bytes, bad signatures, out of order)\n` +
    `chat         without webhooks ${trip(quiet)}; with ${trip(busy)}; ratio p50 ${(busy.p50 / quiet.p50).toFixed(2)}, p99 ${(busy.p99 / quiet.p99).toFixed(2)}\n` +
    `${faults.length === 0 ? figures.deliveries : 0} passed, ${faults.length} failed`,
);
process.exit(faults.length > 0 ? 1 : 0);
