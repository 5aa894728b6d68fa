/**
 * `npm run fault:kill`: a server with a database is killed (`kill -9`) at random moments while messages, rooms, settings and offline messages are
 * written to it, and started again. What was acknowledged must be there, and its webhooks must leave.
 *
 *     --rounds N   kills (200)     --writers N  at once (16)     --seed N    of the moments (by the time of day)
 *     --power 1    with each kill the power of the disk fails too: what had not reached it is gone. Takes Linux and root
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCli } from '../support/build-cli.ts';
import { numberFlags } from '../support/number-flags.ts';
import { createPowerDisk } from './support/power-disk.ts';
import { runKills } from './support/run-kills.ts';

const SHOWN = 20;
const flags = numberFlags({ rounds: 200, writers: 16, seed: Date.now() % 1_000_000, power: 0 });
const folder = mkdtempSync(join(tmpdir(), 'porthole-kill-'));
console.log(`seed ${flags.seed}`);
const startedAt = Date.now();
const disk = flags.power ? createPowerDisk(folder) : undefined;
const figures = await runKills({
  ...flags,
  folder: disk?.folder ?? folder,
  node: buildCli(),
  print: console.log,
  ...(disk && { afterKill: disk.cutPower }),
});
disk?.remove();
rmSync(folder, { recursive: true, force: true });

const faults = [...figures.lost, ...figures.corrupt, ...figures.undelivered];
for (const fault of faults.slice(0, SHOWN)) console.log(`FAILED  ${fault}`);
console.log(
  `rounds        ${figures.rounds}${disk ? ' with the power of the disk cut' : ''} in ${Math.round((Date.now() - startedAt) / 1000)} s, ${flags.writers} writers\n` +
    `acknowledged  ${figures.acknowledged}\n` +
    `lost          ${figures.lost.length}\n` +
    `corrupt files ${figures.corrupt.length}\n` +
    `webhooks      ${figures.deliveries} delivered, ${figures.undelivered.length} not, ${figures.repeated} came again after a kill\n` +
    `${faults.length === 0 ? figures.rounds : 0} passed, ${faults.length} failed`,
);
process.exit(faults.length > 0 ? 1 : 0);
