import { afterEach, beforeEach, expect, test } from 'vitest';
import { type World, world } from '../../widget/support/world.ts';
import { measureReconnects } from './support/measure-reconnects.ts';
import { measureStampede } from './support/measure-stampede.ts';
import { runSchedule } from './support/run-schedule.ts';

const NONE = { lost: 0, doubled: 0, outOfOrder: 0 };

test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
  'nothing is lost, doubled or out of order over the bad network of seed %i',
  { timeout: 90_000 },
  async (seed) => {
    const result = await runSchedule({ seed, messages: 8, speed: 20 });
    expect(result).toMatchObject({ toAgent: NONE, toVisitor: NONE, failures: [], stuck: [] });
  },
);

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());

test('fifty reconnects leave as many subscriptions, listeners and sockets as there were', {
  timeout: 60_000,
}, async () => {
  const { first, last } = await measureReconnects(here, 50);
  expect(first).toMatchObject({ subscriptions: 4, openSockets: 1 });
  const { timers, ...held } = last;
  expect(first).toMatchObject(held);
  expect(timers).toBeLessThanOrEqual(first.timers + 2);
});

test('a thousand clients whom a server lost do not come back in the same instant', () => {
  const { busiest100Ms, clients } = measureStampede(1000, 500, 1);
  expect(busiest100Ms).toBeLessThan(clients * 0.2);
});
