import { isRecord, numberOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';

/** A request that the sample CRM got. */
export interface CrmEntry {
  number: number;
  at: number | undefined;
  headers: [name: string, value: string][];
  body: string;
  verdict: string;
  status: number | undefined;
}

/** Reads an entry of `/crm/requests`; undefined when it is not one. */
export function decodeCrmEntry(value: unknown): CrmEntry | undefined {
  if (!isRecord(value)) return undefined;
  const number = numberOf(value, 'number');
  const body = textOf(value, 'body');
  if (number === undefined || body === undefined) return undefined;
  const headers = Array.isArray(value.headers) ? value.headers : [];
  return {
    number,
    body,
    at: timeOf(value, 'at'),
    headers: headers.filter(isPair),
    verdict: textOf(value, 'verdict') ?? '',
    status: numberOf(value, 'status'),
  };
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

/** Type of the payload, e.g. `LivechatSession`, or what there is instead. */
export function typeOfBody(body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    return (isRecord(json) && textOf(json, 'type')) || 'JSON without a type';
  } catch {
    return 'Not JSON';
  }
}
