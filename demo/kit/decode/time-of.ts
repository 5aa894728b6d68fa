import type { WireDate } from '../../../widget/wire/date.ts';
import { isRecord, type Json } from './fields.ts';

/** A date of REST (ISO text) or DDP (`{"$date": ms}`) as ms since 1970; undefined when it is neither. */
export function timeOf(record: Json, key: string): number | undefined {
  const value = record[key];
  if (!isWireDate(value)) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : value.$date;
  return Number.isFinite(time) ? time : undefined;
}

function isWireDate(value: unknown): value is WireDate {
  return typeof value === 'string' || (isRecord(value) && typeof value.$date === 'number');
}
