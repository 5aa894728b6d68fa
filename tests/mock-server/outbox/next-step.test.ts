import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextStep, type QueueEntry } from '../../../mock-server/outbox/next-step.ts';

const entry = (id: string, dueAt: number, rid?: string, running = false): QueueEntry => ({
  id,
  dueAt,
  running,
  ...(rid === undefined ? {} : { rid }),
});

test('an empty queue has nothing to do and nothing to wait for', () => {
  expect(nextStep([], 0, 8)).toEqual({ start: [] });
});

test('starts what is due, the longest due first, and names when the next is', () => {
  const queue = [entry('a', 30), entry('b', 10), entry('c', 20), entry('d', 45), entry('e', 40)];
  expect(nextStep(queue, 30, 8)).toEqual({ start: ['b', 'c', 'a'], wakeAt: 40 });
});

test('only the oldest of a room may go, even when a later one is due earlier', () => {
  const queue = [entry('a', 50, 'room'), entry('b', 10, 'room'), entry('c', 10, 'other')];
  expect(nextStep(queue, 20, 8)).toEqual({ start: ['c'], wakeAt: 50 });
});

test('a room whose attempt is under way has nothing to wait for', () => {
  expect(nextStep([entry('a', 10, 'room', true), entry('b', 30, 'room')], 20, 8)).toEqual({ start: [] });
});

test('attempts under way count against the limit', () => {
  const queue = [entry('a', 0, undefined, true), entry('b', 0), entry('c', 1), entry('d', 2)];
  expect(nextStep(queue, 5, 3)).toEqual({ start: ['b', 'c'] });
});

test('for any queue: within the limit, one a room, the oldest, due, and none of them forgotten', () => {
  const entries = fc.array(
    fc.record({
      rid: fc.constantFrom(undefined, 'r1', 'r2', 'r3'),
      dueAt: fc.nat(20),
      wantsToRun: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(entries, fc.nat(20), fc.integer({ min: 1, max: 10 }), (shapes, now, concurrency) => {
      const seen = new Set<string>();
      const queue = shapes.map(({ rid, dueAt, wantsToRun }, index) => {
        const head = rid === undefined || !seen.has(rid);
        if (rid !== undefined) seen.add(rid);
        return { head, ...entry(`${index}`, dueAt, rid, wantsToRun && head) };
      });
      const running = queue.filter((one) => one.running).length;
      const ready = queue.filter((one) => one.head && !one.running && one.dueAt <= now);
      const later = queue.filter((one) => one.head && !one.running && one.dueAt > now);
      const { start, wakeAt } = nextStep(queue, now, concurrency);
      expect(start).toHaveLength(Math.min(ready.length, Math.max(0, concurrency - running)));
      expect(new Set(start).size).toBe(start.length);
      expect(ready.map(({ id }) => id)).toEqual(expect.arrayContaining(start));
      expect(wakeAt).toBe(later.length > 0 ? Math.min(...later.map(({ dueAt }) => dueAt)) : undefined);
    }),
  );
});
