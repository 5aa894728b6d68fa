import { conform } from './conform.ts';

/** Milliseconds since 1970 of an ISO string or of EJSON `{"$date": ms}`; 0 for anything else. */
export function decodeDate(value: unknown): number {
  return (typeof value === 'string' ? Date.parse(value) : conform({ $date: 0 }, value).$date) || 0;
}
