import type { CollectionName } from './documents.ts';
import type { Change } from './store.ts';
import type { Row, Table } from './table.ts';

/** What a transaction, or a batch of them, has touched: enough to undo it and to write it down. */
export interface Undo {
  name: CollectionName;
  id: string;
  before: Row | undefined;
  kind: 'put' | 'remove';
}

/** Puts the tables back as they were before `steps`. */
export function undoAll(tableOf: (name: CollectionName) => Table, steps: readonly Undo[]): void {
  const first = new Map<CollectionName, Map<string, Row | undefined>>();
  for (const { name, id, before } of steps) {
    const rows = first.get(name) ?? new Map<string, Row | undefined>();
    first.set(name, rows);
    // Only the oldest state counts.
    if (!rows.has(id)) rows.set(id, before);
  }
  for (const [name, rows] of first) tableOf(name).restore(rows);
}

/**
 * What a journal has to write so that it holds what the tables hold, in their order: first the removals, also of what was put again
 * afterwards and so moved to the end, then each put once, in the order of insertion.
 */
export function changesOf(tableOf: (name: CollectionName) => Table, steps: readonly Undo[]): Change[] {
  const removed = new Map<string, Change>();
  const put = new Map<string, Pick<Undo, 'name' | 'id'>>();
  for (const { name, id, before, kind } of steps) {
    const key = `${name}/${id}`;
    if (kind === 'remove') removed.set(key, { kind: 'remove', name, id });
    if (kind === 'remove' || !before) put.delete(key);
    if (kind === 'put') put.set(key, { name, id });
  }
  const changes = [...removed.values()];
  for (const { name, id } of put.values()) {
    const row = tableOf(name).row(id);
    if (row) changes.push({ kind: 'put', name, id, doc: row.doc });
  }
  return changes;
}
