import { DateOrder } from './date-order.ts';
import type { CollectionName, Collections } from './documents.ts';

export type Doc = Collections[CollectionName];

/** A document and where it stands in the order of its collection. */
export interface Row {
  doc: Doc;
  /** Rises with each insertion; a replaced document keeps its place. */
  place: number;
}

/** One collection: documents by id, oldest first, for each indexed field the ids by value, for each ordered one the ids by date. */
export class Table {
  #rows = new Map<string, Row>();
  #nextPlace = 0;
  readonly #indexes: ReadonlyMap<string, { path: string[]; ids: Map<string, Set<string>> }>;

  readonly #orders: ReadonlyMap<string, { path: string[]; ids: DateOrder }>;

  constructor(fields: readonly string[], dates: readonly string[] = []) {
    this.#indexes = new Map(fields.map((field) => [field, { path: field.split('.'), ids: new Map() }]));
    this.#orders = new Map(dates.map((field) => [field, { path: field.split('.'), ids: new DateOrder() }]));
  }

  get size(): number {
    return this.#rows.size;
  }

  row(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  *docs(): Generator<Doc, void, undefined> {
    for (const { doc } of this.#rows.values()) yield doc;
  }

  put(id: string, doc: Doc): void {
    const before = this.#rows.get(id);
    this.#reindex(id, before?.doc, doc);
    this.#rows.set(id, { doc, place: before?.place ?? this.#nextPlace++ });
  }

  remove(id: string): void {
    const before = this.#rows.get(id);
    if (!before) return;
    this.#reindex(id, before.doc, undefined);
    this.#rows.delete(id);
  }

  /** Puts rows back as they were, `undefined` for what was not there, their places in the order included. */
  restore(rows: ReadonlyMap<string, Row | undefined>): void {
    let disordered = false;
    for (const [id, row] of rows) {
      const now = this.#rows.get(id);
      if (!row) this.remove(id);
      else {
        this.#reindex(id, now?.doc, row.doc);
        this.#rows.set(id, row);
        if (now?.place !== row.place) disordered = true;
      }
    }
    // A `Map` puts what comes back at its end. Rare: only where a removal is undone.
    if (disordered) this.#rows = new Map([...this.#rows].sort(([, a], [, b]) => a.place - b.place));
  }

  where(field: string, value: string): Doc[] {
    const index = this.#indexes.get(field);
    if (!index) throw new Error(`no index on ${field}: add it to INDEXES in store.ts`);
    const found: Row[] = [];
    for (const id of index.ids.get(value) ?? []) {
      const row = this.#rows.get(id);
      if (row) found.push(row);
    }
    // Ids stand in the order in which they got this value, which for a document that changed is not its place.
    return found.sort((a, b) => a.place - b.place).map(({ doc }) => doc);
  }

  earliest(field: string): Doc | undefined {
    const order = this.#orders.get(field);
    if (!order) throw new Error(`no order by ${field}: add it to ORDERS in store.ts`);
    const id = order.ids.first();
    return id === undefined ? undefined : this.#rows.get(id)?.doc;
  }

  #reindex(id: string, before: Doc | undefined, after: Doc | undefined): void {
    for (const { path, ids } of this.#orders.values()) {
      ids.move(id, dateAt(before, path), dateAt(after, path));
    }
    for (const { path, ids } of this.#indexes.values()) {
      const [from, to] = [textAt(before, path), textAt(after, path)];
      if (from === to) continue;
      if (from !== undefined) drop(ids, from, id);
      if (to === undefined) continue;
      const set = ids.get(to);
      if (set) set.add(id);
      else ids.set(to, new Set([id]));
    }
  }
}

function valueAt(doc: Doc | undefined, path: string[]): unknown {
  let value: unknown = doc;
  for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

function textAt(doc: Doc | undefined, path: string[]): string | undefined {
  const value = valueAt(doc, path);
  return typeof value === 'string' ? value : undefined;
}

function dateAt(doc: Doc | undefined, path: string[]): number | undefined {
  const value = valueAt(doc, path);
  return value instanceof Date ? value.getTime() : undefined;
}

function drop(ids: Map<string, Set<string>>, value: string, id: string): void {
  const set = ids.get(value);
  if (!set) return;
  set.delete(id);
  if (set.size === 0) ids.delete(value);
}
