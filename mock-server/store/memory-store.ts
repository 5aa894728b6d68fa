import { deepFreeze } from './deep-freeze.ts';
import { COLLECTIONS, type CollectionName, type Collections } from './documents.ts';
import {
  INDEXES,
  type Journal,
  ORDERS,
  type Store,
  type StoreReader,
  StoreUnavailable,
  type Tx,
} from './store.ts';
import { Table } from './table.ts';
import { changesOf, type Undo, undoAll } from './undo-log.ts';

/** The transactions that share the next write to the journal. */
interface Batch {
  steps: Undo[];
  done: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A {@link Store} over memory. With a `journal`, starts from what it holds and writes each batch to it: the transactions of one turn
 * of the event loop share one write (group commit).
 */
export function createMemoryStore(journal?: Journal): Store {
  const orders: Partial<Record<CollectionName, readonly string[]>> = ORDERS;
  const tables = new Map<CollectionName, Table>(
    COLLECTIONS.map((name) => [name, new Table(INDEXES[name], orders[name])]),
  );
  const table = (name: CollectionName): Table => tables.get(name) as Table;
  for (const { name, doc } of journal?.load() ?? []) table(name).put(doc._id, deepFreeze(doc));

  let batch: Batch | undefined;
  let open = false;
  let closed = false;

  const reader: StoreReader = {
    get: <N extends CollectionName>(name: N, id: string) => table(name).row(id)?.doc as Collections[N],
    all: <N extends CollectionName>(name: N) => table(name).docs() as Iterable<Collections[N]>,
    where: <N extends CollectionName>(name: N, field: string, value: string) =>
      table(name).where(field, value) as Collections[N][],
    earliest: <N extends CollectionName>(name: N, field: string) =>
      table(name).earliest(field) as Collections[N] | undefined,
    count: (name) => table(name).size,
  };

  /** A transaction of its own each time: one that was kept beyond its end changes nothing, not even in a later one. */
  function begin(steps: Undo[]): { tx: Tx; end(): void } {
    let over = false;
    const record = (step: Pick<Undo, 'kind' | 'name' | 'id'>): void => {
      if (over) throw new Error('the transaction is over: documents change only inside store.transaction');
      steps.push({ ...step, before: table(step.name).row(step.id) });
    };
    const tx: Tx = {
      ...reader,
      put(name, doc) {
        const { _id: id } = doc;
        record({ kind: 'put', name, id });
        table(name).put(id, deepFreeze(doc));
      },
      remove(name, id) {
        if (!table(name).row(id)) return;
        record({ kind: 'remove', name, id });
        table(name).remove(id);
      },
    };
    return {
      tx,
      end: () => {
        over = true;
      },
    };
  }

  function flush(): void {
    if (!batch) return;
    const { steps, resolve, reject } = batch;
    batch = undefined;
    try {
      journal?.write(changesOf(table, steps));
      resolve();
    } catch (cause) {
      undoAll(table, steps);
      reject(new StoreUnavailable(cause));
    }
  }

  function enlist(steps: Undo[]): void {
    if (!journal || steps.length === 0) return;
    if (batch) {
      for (const step of steps) batch.steps.push(step);
      return;
    }
    let [resolve, reject]: [() => void, (error: unknown) => void] = [() => {}, () => {}];
    const done = new Promise<void>((yes, no) => {
      [resolve, reject] = [yes, no];
    });
    done.catch(() => {}); // whoever asked `settled()` hears of it
    batch = { steps, done, resolve, reject };
    setTimeout(flush, 0);
  }

  return {
    ...reader,
    transaction(change) {
      if (closed) throw new StoreUnavailable(new Error('the store is closed'));
      if (open) throw new Error('transactions do not nest');
      const steps: Undo[] = [];
      const { tx, end } = begin(steps);
      open = true;
      try {
        const result = change(tx);
        if (result instanceof Promise) {
          throw new Error('a transaction is synchronous: what an async function does later would be lost');
        }
        enlist(steps);
        return result;
      } catch (error) {
        undoAll(table, steps);
        throw error;
      } finally {
        end();
        open = false;
      }
    },
    settled: () => batch?.done ?? Promise.resolve(),
    async close() {
      if (closed) return;
      closed = true;
      flush();
      journal?.close();
    },
  };
}
