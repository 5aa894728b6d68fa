/**
 * `npm run fault:network`: a visitor and an agent write to each other over bad networks, and nothing may be lost, doubled or out of order.
 *
 *     --schedules N  how many networks, each of a seed of its own (200)     --messages N  of each side in each (50)
 *     --seed N       only this one, again                                   --first N     the first seed (by the time of day)
 *     --parallel N   at once (4)                                            --speed N     of the widget's clock (20)
 *
 * The seed fixes the faults, their order and what both sides do; when exactly each meets the other is up to the machine.
 */
import { parseArgs } from 'node:util';
import { world } from '../../widget/support/world.ts';
import { measureReconnects } from './support/measure-reconnects.ts';
import { measureStampede } from './support/measure-stampede.ts';
import { runSchedule, type ScheduleResult } from './support/run-schedule.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '200' },
    messages: { type: 'string', default: '50' },
    seed: { type: 'string' },
    first: { type: 'string' },
    parallel: { type: 'string', default: '4' },
    speed: { type: 'string', default: '20' },
  },
});
const [messages, speed] = [Number(values.messages), Number(values.speed)];
const first = Number(values.seed ?? values.first ?? Date.now() % 1_000_000);
const count = values.seed === undefined ? Number(values.schedules) : 1;
const seeds = Array.from({ length: count }, (_, i) => first + i);
const results: ScheduleResult[] = [];
let broken = 0;

const isWrong = ({ toAgent, toVisitor, failures, stuck }: ScheduleResult): boolean =>
  [toAgent, toVisitor].some(({ lost, doubled, outOfOrder }) => lost + doubled + outOfOrder > 0) ||
  failures.length + stuck.length > 0;

async function work(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    try {
      const result = await runSchedule({ seed, messages, speed });
      results.push(result);
      if (isWrong(result)) console.log(`FAILED  --seed ${seed}`, JSON.stringify(result));
      else if (results.length % 20 === 0) console.log(`${results.length} of ${count} schedules`);
    } catch (error) {
      broken += 1;
      console.log(`FAILED  --seed ${seed}`, error);
    }
  }
}

console.log(`seeds ${first} to ${first + count - 1}, ${messages} messages each way in each`);
const startedAt = Date.now();
await Promise.all(Array.from({ length: Number(values.parallel) }, work));

const struck = new Map<string, number>();
for (const result of results)
  for (const [fault, times] of Object.entries(result.struck))
    struck.set(fault, (struck.get(fault) ?? 0) + times);
const total = (of: (result: ScheduleResult) => number): number =>
  results.reduce((sum, result) => sum + of(result), 0);
const failed = broken + results.filter(isWrong).length;

console.log(
  `faults     ${[...struck].map(([fault, times]) => `${fault} ${times}`).join(', ')}\n` +
    `besides    server restarts ${total(({ restarts }) => restarts)}, reloads ${total(({ reloads }) => reloads)}, ` +
    `schedules with two tabs ${total(({ tabs }) => tabs - 1)}\n` +
    `messages   ${messages * results.length} of visitors, ${messages * results.length} of agents, ` +
    `in ${Math.round((Date.now() - startedAt) / 1000)} s\n` +
    `lost       ${total(({ toAgent, toVisitor }) => toAgent.lost + toVisitor.lost)}\n` +
    `doubled    ${total(({ toAgent, toVisitor }) => toAgent.doubled + toVisitor.doubled)}\n` +
    `disordered ${total(({ toAgent, toVisitor }) => toAgent.outOfOrder + toVisitor.outOfOrder)}`,
);

let leaks = 0;
const alone = values.seed !== undefined;
if (!alone) {
  const here = await world();
  const { reconnects, first: before, last } = await measureReconnects(here, 1_000);
  await here.close();
  leaks = (['subscriptions', 'listeners', 'openSockets'] as const).filter(
    (key) => last[key] !== before[key],
  ).length;
  console.log(
    `reconnects ${reconnects}; held before ${JSON.stringify(before)}, after ${JSON.stringify(last)}`,
  );
  for (const downMs of [0, 2_000, 10_000]) {
    const { clients, busiest100Ms, allBackMs, tries } = measureStampede(1_000, downMs, 1);
    console.log(
      `stampede   ${clients} clients, server away ${downMs} ms: at most ${busiest100Ms} within 100 ms, ` +
        `all back after ${allBackMs} ms, ${tries} tries`,
    );
  }
}

console.log(
  `${results.length + broken - failed + (alone || leaks ? 0 : 1)} passed, ${failed + leaks} failed`,
);
process.exit(failed + leaks ? 1 : 0);
