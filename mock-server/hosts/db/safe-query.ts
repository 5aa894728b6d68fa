import { DB_COLLECTIONS } from './to-db-record.ts';

/** Longest `_delay`, in ms, and longest query, in characters. */
const MAX_DELAY_MS = 5_000;
const MAX_QUERY_LENGTH = 2_000;
/** Parameters that json-server reads as one text and trips over when they come twice. */
const SINGLE = ['q', '_start', '_end', '_page', '_limit', '_sort', '_order', '_delay'];

/**
 * The query as it may go to json-server, or why it may not.
 * - The value of `x_like` becomes a literal: json-server makes a `RegExp` of it, and one crafted pattern stops the process for half a minute.
 * - No nested parameters (`a[b]=1`), no unknown collections in `_embed` and `_expand`.
 */
export function safeQuery(
  query: URLSearchParams,
): { ok: true; query: URLSearchParams } | { ok: false; why: string } {
  if (query.toString().length > MAX_QUERY_LENGTH)
    return bad(`a query may have ${MAX_QUERY_LENGTH} characters`);
  const safe = new URLSearchParams();
  for (const [key, value] of query) {
    if (/[[\]]/.test(key) || key.includes('__proto__')) return bad(`the parameter ${key} is not supported`);
    if (SINGLE.includes(key) && safe.has(key)) return bad(`${key} may be given once`);
    if (key === '_delay' && !(Number(value) <= MAX_DELAY_MS)) return bad(`_delay may be ${MAX_DELAY_MS} ms`);
    if (key === '_embed' && !isCollection(value)) return bad(`there is no collection ${value} to embed`);
    if (key === '_expand' && !isSingular(value)) return bad(`there is no document ${value} to expand`);
    safe.append(key, key.endsWith('_like') ? value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&') : value);
  }
  return { ok: true, query: safe };
}

const bad = (why: string): { ok: false; why: string } => ({ ok: false, why });

function isCollection(name: string): boolean {
  return DB_COLLECTIONS.some((one) => one === name);
}

function isSingular(name: string): boolean {
  return isCollection(`${name}s`) || isCollection(name.replace(/y$/, 'ies'));
}
