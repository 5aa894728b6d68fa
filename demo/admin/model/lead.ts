import { isRecord, numberOf, recordOf, textOf, textsOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';

/** A lead that the sample RD Station got. */
export interface Lead {
  email: string;
  name: string | undefined;
  phone: string | undefined;
  tags: string[];
  fields: [key: string, value: string][];
  conversions: number;
  at: number | undefined;
}

/** Reads an entry of `/rd-station/leads`; undefined when it is not one. */
export function decodeLead(value: unknown): Lead | undefined {
  if (!isRecord(value)) return undefined;
  const email = textOf(value, 'email');
  if (email === undefined) return undefined;
  return {
    email,
    name: textOf(value, 'name'),
    phone: textOf(value, 'phone'),
    tags: textsOf(value, 'tags'),
    fields: Object.entries(recordOf(value, 'fields') ?? {}).map(([key, field]) => [key, String(field)]),
    conversions: numberOf(value, 'conversions') ?? 1,
    at: timeOf(value, 'at'),
  };
}
