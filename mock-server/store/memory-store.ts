import type { CollectionName, Collections } from './documents.ts';
import { COLLECTIONS } from './documents.ts';
import { type Change, INDEXES, type Journal, type Store, StoreUnavailable, type Tx } from './store.ts';

type Doc = Collections[CollectionName];

/** One collection: documents by id in insertion order, and for each indexed field the ids by value. */
class Table {
  readonly docs = new Map<string, Doc>();
  readonly #indexes: { path: string[]; ids: Map<string, Set<string>> }[];

  constructor(fields: readonly string[]) {
    this.#indexes = fields.map((field) => ({ path: field.split('.'), ids: new Map() }));
  }

  put(id: string, doc: Doc): void {
    const before = this.docs.get(id);
    for (const { path, ids } of this.#indexes) {
      const [from, to] = [before && valueAt(before, path), valueAt(doc, path)];
      if (from === to) continue;
      if (from !== undefined) drop(ids, from, id);
      if (to !== undefined) {
        const set = ids.get(to);
        if (set) set.add(id);
        else ids.set(to, new Set([id]));
      }
    }
    this.docs.set(id, doc);
  }

  remove(id: string): void {
    const before = this.docs.get(id);
    if (!before) return;
    for (const { path, ids } of this.#indexes) {
      const from = valueAt(before, path);
      if (from !== undefined) drop(ids, from, id);
    }
    this.docs.delete(id);
  }

  where(field: string, value: string): Doc[] {
    const index = this.#indexes.find(({ path }) => path.join('.') === field);
    if (!index) throw new Error(`no index on ${field}: add it to INDEXES in store.ts`);
    const found: Doc[] = [];
    for (const id of index.ids.get(value) ?? []) {
      const doc = this.docs.get(id);
      if (doc) found.push(doc);
    }
    return found;
  }
}

function valueAt(doc: Doc, path: string[]): string | undefined {
  let value: unknown = doc;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' ? value : undefined;
}

function drop(ids: Map<string, Set<string>>, value: string, id: string): void {
  const set = ids.get(value);
  if (!set) return;
  set.delete(id);
  if (set.size === 0) ids.delete(value);
}

/** The transactions that share the next write to the journal. */
interface Batch {
  undo: Undo[];
  done: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

interface Undo {
  name: CollectionName;
  id: string;
  before: Doc | undefined;
}

/**
 * A {@link Store} over memory. With a `journal`, starts from what it holds and writes each batch to it: the transactions of one turn
 * of the event loop share one write (group commit).
 */
export function createMemoryStore(journal?: Journal): Store {
  const tables = new Map<CollectionName, Table>(COLLECTIONS.map((name) => [name, new Table(INDEXES[name])]));
  const table = (name: CollectionName): Table => tables.get(name) as Table;
  for (const { name, doc } of journal?.load() ?? []) table(name).put(doc._id, Object.freeze(doc));

  let batch: Batch | undefined;
  let open: Undo[] | undefined;
  let closed = false;

  const reader = {
    get: <N extends CollectionName>(name: N, id: string) =>
      table(name).docs.get(id) as Collections[N] | undefined,
    all: <N extends CollectionName>(name: N) => table(name).docs.values() as Iterable<Collections[N]>,
    where: <N extends CollectionName>(name: N, field: string, value: string) =>
      table(name).where(field, value) as Collections[N][],
    count: (name: CollectionName) => table(name).docs.size,
  };

  const record = (name: CollectionName, id: string): void => {
    if (!open) throw new Error('the transaction is over: documents change only inside store.transaction');
    open.push({ name, id, before: table(name).docs.get(id) });
  };
  const tx: Tx = {
    ...reader,
    put(name, doc) {
      record(name, doc._id);
      const frozen: Doc = doc;
      table(name).put(frozen._id, Object.freeze(frozen));
    },
    remove(name, id) {
      if (!table(name).docs.has(id)) return;
      record(name, id);
      table(name).remove(id);
    },
  };

  /**
   * @note A document that was removed and is put back by an undo goes to the end of its collection: order is by time of insertion
   * and nothing that is acknowledged depends on it (messages are ordered by `ts`, `seq`).
   */
  function undoAll(steps: Undo[]): void {
    for (const { name, id, before } of steps.toReversed()) {
      if (before) table(name).put(id, before);
      else table(name).remove(id);
    }
  }

  function changesOf(steps: Undo[]): Change[] {
    const last = new Map<string, Change>();
    for (const { name, id } of steps) {
      const key = `${name}/${id}`;
      const doc = table(name).docs.get(id);
      last.set(key, doc ? { kind: 'put', name, id, doc } : { kind: 'remove', name, id });
    }
    return [...last.values()];
  }

  function flush(): void {
    if (!batch) return;
    const { undo, resolve, reject } = batch;
    batch = undefined;
    try {
      journal?.write(changesOf(undo));
      resolve();
    } catch (cause) {
      undoAll(undo);
      reject(new StoreUnavailable(cause));
    }
  }

  function enlist(steps: Undo[]): void {
    if (!journal || steps.length === 0) return;
    if (batch) {
      batch.undo.push(...steps);
      return;
    }
    let [resolve, reject]: [() => void, (error: unknown) => void] = [() => {}, () => {}];
    const done = new Promise<void>((yes, no) => {
      [resolve, reject] = [yes, no];
    });
    done.catch(() => {}); // whoever asked `settled()` hears of it
    batch = { undo: steps, done, resolve, reject };
    setTimeout(flush, 0);
  }

  return {
    ...reader,
    transaction(change) {
      if (closed) throw new StoreUnavailable(new Error('the store is closed'));
      if (open) throw new Error('transactions do not nest');
      const steps: Undo[] = [];
      open = steps;
      try {
        const result = change(tx);
        enlist(steps);
        return result;
      } catch (error) {
        undoAll(steps);
        throw error;
      } finally {
        open = undefined;
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
