import { MeteorError } from '../meteor-error.ts';
import { HttpRefusal } from './envelope.ts';

/** Query values of `PAGING`, checked. */
export interface Paging {
  count?: number | null;
  offset?: number | null;
  sort?: string | null;
}
export interface Page<T> {
  items: T[];
  /** Goes into the answer beside the items. */
  counts: { count: number; offset: number; total: number };
}

/** @see Rocket.Chat settings `API_Default_Count`, `API_Upper_Count_Limit` */
const DEFAULT_COUNT = 50;
const UPPER_COUNT = 100;

/**
 * One page of a list. `sort` is JSON such as `{"ts":-1,"name":1}`; without it the list keeps its order. `count` 0 asks for all, as
 * with `API_Allow_Infinite_Count`.
 * @throws HttpRefusal 400 `error-invalid-params` on a negative number; MeteorError `error-invalid-sort`
 */
export function pageOf<T extends object>(items: readonly T[], { count, offset, sort }: Paging): Page<T> {
  const from = whole(offset ?? 0);
  const asked = whole(count ?? DEFAULT_COUNT);
  const size = asked === 0 ? items.length : Math.min(asked, UPPER_COUNT);
  const sorted = sort ? sortBy(items, sortKeys(sort)) : items;
  const page = sorted.slice(from, from + size);
  return { items: page, counts: { count: page.length, offset: from, total: items.length } };
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new HttpRefusal(400, { error: 'must be >= 0', errorType: 'error-invalid-params' });
}

type SortKey = [path: string[], direction: 1 | -1];

function sortKeys(sort: string): SortKey[] {
  const invalid = () =>
    new MeteorError('error-invalid-sort', `Invalid sort parameter provided: "${sort.slice(0, 200)}"`);
  let decoded: unknown;
  try {
    decoded = JSON.parse(sort);
  } catch {
    throw invalid();
  }
  if (typeof decoded !== 'object' || decoded === null || Array.isArray(decoded)) throw invalid();
  return Object.entries(decoded).map(([path, direction]): SortKey => {
    if (direction !== 1 && direction !== -1) throw invalid();
    return [path.split('.'), direction];
  });
}

function sortBy<T extends object>(items: readonly T[], keys: readonly SortKey[]): T[] {
  return [...items].sort((a, b) => {
    for (const [path, direction] of keys) {
      const order = compare(valueAt(a, path), valueAt(b, path));
      if (order !== 0) return order * direction;
    }
    return 0;
  });
}

function valueAt(item: object, path: readonly string[]): unknown {
  let value: unknown = item;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** What lacks comes first, as in MongoDB. */
function compare(a: unknown, b: unknown): number {
  const [x, y] = [comparable(a), comparable(b)];
  if (x === y) return 0;
  if (x === undefined) return -1;
  if (y === undefined) return 1;
  return x < y ? -1 : 1;
}

function comparable(value: unknown): string | number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
