import { isRecord } from './conform.ts';

/** Milliseconds since 1970 of an ISO string, of EJSON `{"$date": ms}`; undefined for anything else. */
export function decodeDate(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : isRecord(value) ? value.$date : undefined;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}
