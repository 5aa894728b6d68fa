import type { DbRow } from '../../store/db-json.ts';
import { COLLECTIONS } from '../../store/documents.ts';

/** `3 users, 2 rooms`; empty collections are not named. */
export function countsText(rows: readonly DbRow[]): string {
  const counts = COLLECTIONS.map((name) => [name, rows.filter((row) => row.name === name).length] as const);
  const some = counts.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return some.length > 0 ? some.join(', ') : 'nothing';
}
