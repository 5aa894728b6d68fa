import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../mock-server/store/store.ts';
import {
  actions,
  type Model,
  modelOf,
  play,
  type Transaction,
  transactions,
} from './support/random-changes.ts';
import { createStubJournal } from './support/stub-journal.ts';

/** What can be seen of a store: every document in order, and every lookup. */
function seen(store: Store): unknown {
  return {
    docs: [...store.all('inquiries')],
    queued: store.where('inquiries', 'status', 'queued').map(({ _id }) => _id),
    taken: store.where('inquiries', 'status', 'taken').map(({ _id }) => _id),
    count: store.count('inquiries'),
  };
}

function expected(model: Model): unknown {
  const docs = [...model.values()];
  const withStatus = (status: string) => docs.filter((doc) => doc.status === status).map(({ _id }) => _id);
  return { docs, queued: withStatus('queued'), taken: withStatus('taken'), count: docs.length };
}

test('any sequence of transactions, thrown ones included, leaves what a Map would hold, in its order', () => {
  fc.assert(
    fc.property(transactions, (all) => {
      const store = createMemoryStore();
      let model: Model = new Map();
      for (const transaction of all) {
        play(store, transaction);
        model = modelOf(model, transaction);
        expect(seen(store)).toEqual(expected(model));
      }
    }),
    { numRuns: 300 },
  );
});

test('with a journal that fails at times, memory and journal hold the same: what was acknowledged', async () => {
  const turns = fc.array(fc.record({ fails: fc.boolean(), batch: fc.array(actions, { maxLength: 4 }) }), {
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(turns, async (all) => {
      const journal = createStubJournal();
      const store = createMemoryStore(journal);
      let model: Model = new Map();
      for (const { fails, batch } of all) {
        if (fails) journal.failWith(new Error('disk full'));
        else journal.heal();
        let after = model;
        for (const transaction of batch as Transaction[]) {
          play(store, transaction);
          after = modelOf(after, transaction);
        }
        // A batch that writes nothing has nothing to fail with: then before and after are the same.
        if (
          await store.settled().then(
            () => true,
            () => false,
          )
        )
          model = after;
        expect(seen(store)).toEqual(expected(model));
      }
      expect(seen(createMemoryStore(journal))).toEqual(expected(model));
    }),
    { numRuns: 150 },
  );
});
