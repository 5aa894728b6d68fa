import fc from 'fast-check';
import type { Inquiry } from '../../../../mock-server/store/documents.ts';
import type { Store } from '../../../../mock-server/store/store.ts';
import { inquiryDoc } from './setting-doc.ts';

type Action = { kind: 'put'; id: string; status: Inquiry['status'] } | { kind: 'remove'; id: string };
export interface Transaction {
  actions: Action[];
  /** Refused at its end. */
  throws: boolean;
}
export type Model = ReadonlyMap<string, Inquiry>;

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      id,
      status: fc.constantFrom('queued' as const, 'taken' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
);

/** One transaction over few ids, so that they meet. */
export const actions: fc.Arbitrary<Transaction> = fc.record({
  actions: fc.array(action, { maxLength: 6 }),
  throws: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
export const transactions = fc.array(actions, { maxLength: 12 });

export function play(store: Store, transaction: Transaction): void {
  const run = (): void =>
    store.transaction((tx) => {
      for (const one of transaction.actions) {
        if (one.kind === 'remove') tx.remove('inquiries', one.id);
        else tx.put('inquiries', inquiryDoc(one.id, one.status));
      }
      if (transaction.throws) throw new Error('refused');
    });
  try {
    run();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'refused') throw error;
  }
}

/** The same by a plain `Map`: a replaced key keeps its place, a removed one that comes again goes to the end. */
export function modelOf(model: Model, { actions, throws }: Transaction): Model {
  if (throws) return model;
  const after = new Map(model);
  for (const one of actions) {
    if (one.kind === 'remove') after.delete(one.id);
    else after.set(one.id, inquiryDoc(one.id, one.status));
  }
  return after;
}
