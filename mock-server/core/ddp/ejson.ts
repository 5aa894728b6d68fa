/**
 * The text of a frame. Dates leave as `{"$date": ms}`: clients read `message.ts` that way and choke on ISO strings.
 * @see Meteor EJSON
 */
export function encodeEjson(value: unknown): string {
  return JSON.stringify(toEjson(value));
}

function toEjson(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(toEjson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toEjson(one)]));
}
