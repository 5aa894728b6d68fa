import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DateOrder } from '../../../mock-server/store/date-order.ts';
import type { Room } from '../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';

test('whatever moves, the first is the earliest, and of one date the one with the lowest id', () => {
  const moves = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), to: fc.option(fc.nat(6), { nil: undefined }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(moves, (all) => {
      const order = new DateOrder();
      const model = new Map<string, number>();
      for (const { id, to } of all) {
        order.move(id, model.get(id), to);
        if (to === undefined) model.delete(id);
        else model.set(id, to);
        const [first] = [...model].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
        expect(order.first()).toBe(first?.[0]);
      }
    }),
    { numRuns: 500 },
  );
});

const room = (_id: string, due?: number): Room => ({
  _id,
  t: 'l',
  code: 1,
  fname: '',
  msgs: 0,
  usersCount: 1,
  v: { _id: 'v', username: 'guest-1', token: 't', status: 'online' },
  source: { type: 'widget' },
  ts: new Date(0),
  lm: new Date(0),
  _updatedAt: new Date(0),
  ...(due === undefined ? {} : { omnichannel: { onHoldSince: new Date(due) } }),
});
const FIELD = 'omnichannel.onHoldSince';

test('a store finds what is due first, through changes, removals and what was undone', () => {
  const store = createMemoryStore();
  const first = () => store.earliest('rooms', FIELD)?._id;
  expect(first()).toBeUndefined();
  store.transaction((tx) => {
    tx.put('rooms', room('a', 20));
    tx.put('rooms', room('b', 10));
    tx.put('rooms', room('c'));
    expect(tx.earliest('rooms', FIELD)?._id).toBe('b');
  });
  expect(() =>
    store.transaction((tx) => {
      tx.remove('rooms', 'b');
      tx.put('rooms', room('c', 1));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(first()).toBe('b');
  store.transaction((tx) => tx.put('rooms', room('b')));
  expect(first()).toBe('a');
  store.transaction((tx) => tx.remove('rooms', 'a'));
  expect(first()).toBeUndefined();
});
