import type { CollectionName, Collections } from '../../../../mock-server/store/documents.ts';
import type { Change, Journal } from '../../../../mock-server/store/store.ts';

export interface StubJournal extends Journal {
  /** Every batch that was written. */
  batches: Change[][];
  failWith(error: Error): void;
  heal(): void;
  /** `collection/id` of what a reopened journal would load, in order. */
  order(): string[];
}

/** A journal in memory that keeps documents as a file would: in the order of their insertion, and only whole batches. */
export function createStubJournal(): StubJournal {
  const rows = new Map<string, { name: CollectionName; doc: Collections[CollectionName] }>();
  const batches: Change[][] = [];
  let failure: Error | undefined;
  return {
    batches,
    failWith: (error) => {
      failure = error;
    },
    heal: () => {
      failure = undefined;
    },
    order: () => [...rows.keys()],
    write(batch) {
      if (failure) throw failure;
      batches.push([...batch]);
      for (const change of batch) {
        const key = `${change.name}/${change.id}`;
        if (change.kind === 'remove') rows.delete(key);
        else rows.set(key, { name: change.name, doc: change.doc });
      }
    },
    load: () => [...rows.values()],
    close: () => {},
  };
}
