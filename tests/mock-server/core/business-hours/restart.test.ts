import { expect, test } from 'vitest';
import { createCore } from '../../../../mock-server/core/create-core.ts';
import { seedStore } from '../../../../mock-server/core/seed.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../../mock-server/store/store.ts';
import { createManualClock } from '../../manual-clock.ts';

/** Runs a server over the store from that time on, for as long as asked. */
async function serve(store: Store, from: string, ms = 0): Promise<void> {
  const clock = createManualClock(Date.parse(from));
  const core = createCore({ store, clock, siteUrl: 'http://chat.test' });
  await clock.advance(ms);
  core.dispose();
}
/** A seeded store with both agents online and the hours switched on. */
async function newStore(): Promise<Store> {
  const store = createMemoryStore();
  const long = new Date(0);
  await seedStore(store, { now: long, agentsOnline: true });
  store.transaction((tx) =>
    tx.put('settings', { _id: 'Livechat_enable_business_hours', value: true, _updatedAt: long }),
  );
  return store;
}
const available = (store: Store): boolean[] =>
  [...store.all('users')]
    .filter(({ roles }) => roles.includes('livechat-agent'))
    .map(({ statusLivechat }) => statusLivechat === 'available');

// The default hours: Monday to Friday from 8 to 20.
test('a server that starts outside the hours has nobody, whoever was there before', async () => {
  const store = await newStore();
  await serve(store, '2025-01-15T12:00Z');
  expect(available(store)).toEqual([true, true]);
  await serve(store, '2025-01-18T12:00Z');
  expect(available(store)).toEqual([false, false]);
});

test('a server that was not there when it opened makes up for it', async () => {
  const store = await newStore();
  await serve(store, '2025-01-15T21:00Z');
  expect(available(store)).toEqual([false, false]);
  await serve(store, '2025-01-16T09:00Z');
  expect(available(store)).toEqual([true, true]);
});

test('agents who start online are there when it opens', async () => {
  const store = await newStore();
  await serve(store, '2025-01-16T07:00Z', 3_600_000);
  expect(available(store)).toEqual([true, true]);
});
