import { expect, test } from 'vitest';
import type { Delivery } from '../../../mock-server/store/documents.ts';
import { faultsOfDelivery } from './support/check-delivery.ts';
import { runDeliveries } from './support/run-deliveries.ts';

test('to a receiver that fails at random, each delivery follows the schedule and none is lost', {
  timeout: 120_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  const figures = await runDeliveries({
    deliveries: 300,
    timeScale: 500,
    seed,
    messages: 10,
    print: () => {},
  });
  expect(figures.faults).toEqual([]);
  expect(figures.deliveries).toBe(300);
  expect(figures.attempts).toBeGreaterThan(300);
});

test('a delivery that strays from the schedule is seen', () => {
  const at = (ms: number): Date => new Date(1_000_000 + ms);
  const attempt = (number: number, ms: number, status: number) => ({
    number,
    url: 'http://crm.test/',
    startedAt: at(ms),
    latencyMs: 5,
    status,
  });
  const delivery = (state: Delivery['state'], ...attempts: Delivery['attempts']): Delivery => ({
    _id: 'd1',
    event: 'LivechatSession',
    body: '{}',
    state,
    cause: 'event',
    attempts,
    maxAttempts: 11,
    createdAt: at(0),
    _updatedAt: at(0),
  });
  const seen = (...answers: string[]) => ({ answers, bodies: ['a'], unsigned: 0, acceptedAt: 1 });
  const faults = (one: Delivery, received?: ReturnType<typeof seen>): string =>
    faultsOfDelivery(one, received, { latestMs: 0 }).join('; ');
  const good = delivery('delivered', attempt(1, 0, 500), attempt(2, 10_005, 200));
  expect(faults(good, seen('500', '200'))).toBe('');
  expect(faults(good)).toMatch('never saw it');
  expect(faults(good, seen('500', '200', '200'))).toMatch('stored 500,200, received 500,200,200');
  expect(faults(good, { ...seen('500', '200'), bodies: ['a', 'b'] })).toMatch('2 different bodies');
  const early = delivery('delivered', attempt(1, 0, 500), attempt(2, 10_004, 200));
  expect(faults(early, seen('500', '200'))).toMatch('came 9999 ms after');
  const short = delivery('failed', attempt(1, 0, 500));
  expect(faults(short, seen('500'))).toMatch('failed after 1 attempts');
  const again = delivery('delivered', attempt(1, 0, 200), attempt(2, 20_000, 200));
  expect(faults(again, seen('200', '200'))).toMatch('sent after success');
});
