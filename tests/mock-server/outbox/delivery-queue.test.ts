import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeliveryQueue, type QueuedDelivery } from '../../../mock-server/outbox/delivery-queue.ts';

function queueOf(concurrency: number, ...deliveries: [id: string, dueAt: number, about?: string][]) {
  const queue = createDeliveryQueue(concurrency);
  for (const [id, dueAt, about] of deliveries) queue.add({ id, dueAt, about });
  return queue;
}

test('an empty queue has nothing to do and nothing to wait for', () => {
  const queue = queueOf(8);
  expect(queue.take(0)).toEqual([]);
  expect(queue.wakeAt(0)).toBeUndefined();
});

test('starts what is due, the longest due first, and names when the next is', () => {
  const queue = queueOf(8, ['a', 30], ['b', 10], ['c', 20], ['d', 45], ['e', 40]);
  expect(queue.take(30)).toEqual(['b', 'c', 'a']);
  expect(queue.wakeAt(30)).toBe(40);
});

test('only the oldest of a room may go, even when a later one is due earlier', () => {
  const queue = queueOf(8, ['a', 50, 'room'], ['b', 10, 'room'], ['c', 10, 'other']);
  expect(queue.take(20)).toEqual(['c']);
  expect(queue.wakeAt(20)).toBe(50);
});

test('the next of a room goes once the one before it is gone, not when that is tried again', () => {
  const queue = queueOf(8, ['a', 0, 'room'], ['b', 0, 'room']);
  expect(queue.take(0)).toEqual(['a']);
  queue.ended('a', 10);
  expect(queue.take(9)).toEqual([]);
  expect(queue.take(10)).toEqual(['a']);
  queue.ended('a', undefined);
  expect(queue.take(10)).toEqual(['b']);
  queue.ended('b', undefined);
  queue.add({ id: 'c', dueAt: 0, about: 'room' });
  expect(queue.take(10)).toEqual(['c']);
});

test('attempts under way count against the limit, and a free place is taken', () => {
  const queue = queueOf(2, ['a', 0], ['b', 0], ['c', 0]);
  expect(queue.take(5)).toEqual(['a', 'b']);
  expect(queue.take(5)).toEqual([]);
  expect(queue.wakeAt(5)).toBeUndefined();
  queue.ended('b', undefined);
  expect(queue.take(5)).toEqual(['c']);
});

/** What the queue must say, by looking at everything each time. */
function plainQueue(concurrency: number) {
  const all: (QueuedDelivery & { running: boolean })[] = [];
  const heads = () =>
    all.filter(({ about }, at) => about === undefined || all.findIndex((one) => one.about === about) === at);
  return {
    add: (one: QueuedDelivery) => all.push({ ...one, running: false }),
    running: () => all.filter(({ running }) => running).map(({ id }) => id),
    take(now: number): string[] {
      const free = concurrency - all.filter(({ running }) => running).length;
      const due = heads().filter(({ running, dueAt }) => !running && dueAt <= now);
      const start = due.sort((a, b) => a.dueAt - b.dueAt).slice(0, Math.max(0, free));
      for (const one of start) one.running = true;
      return start.map(({ id }) => id);
    },
    wakeAt(now: number): number | undefined {
      const waiting = heads().filter(({ running }) => !running);
      const next = Math.min(...waiting.map(({ dueAt }) => dueAt));
      return waiting.length > 0 && next > now ? next : undefined;
    },
    ended(id: string, dueAt: number | undefined) {
      const at = all.findIndex((one) => one.id === id);
      const one = all[at];
      if (one && dueAt !== undefined) Object.assign(one, { dueAt, running: false });
      else all.splice(at, 1);
    },
  };
}

test('says the same as a look at all that waits, whatever comes, ends and is tried again', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      about: fc.constantFrom(undefined, 'r1', 'r2', 'r3'),
      ms: fc.nat(20),
    }),
    fc.record({
      kind: fc.constant('end' as const),
      which: fc.nat(),
      again: fc.option(fc.nat(20), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(10) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 6 }), (steps, concurrency) => {
      const [queue, plain] = [createDeliveryQueue(concurrency), plainQueue(concurrency)];
      let now = 0;
      for (const [at, one] of steps.entries()) {
        if (one.kind === 'add') {
          const delivery = { id: `${at}`, about: one.about, dueAt: now + one.ms - 10 };
          queue.add(delivery);
          plain.add(delivery);
        } else if (one.kind === 'wait') now += one.ms;
        else {
          const running = plain.running();
          const id = running[one.which % Math.max(1, running.length)];
          if (id === undefined) continue;
          const dueAt = one.again === undefined ? undefined : now + one.again;
          queue.ended(id, dueAt);
          plain.ended(id, dueAt);
          expect(queue.has(id)).toBe(dueAt !== undefined);
        }
        expect(queue.take(now)).toEqual(plain.take(now));
        expect(queue.wakeAt(now)).toBe(plain.wakeAt(now));
      }
    }),
  );
});
