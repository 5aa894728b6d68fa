import { type Json, recordOf } from '../../kit/decode/fields.ts';

/** Custom fields of a visitor or a room, by label and value. */
export function fieldsOf(document: Json): [label: string, value: string][] {
  return Object.entries(recordOf(document, 'livechatData') ?? {}).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
}
