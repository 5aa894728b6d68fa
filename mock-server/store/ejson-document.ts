/**
 * Documents as text. A `Date` becomes `{"$date": ms}`; what only looks like that is kept apart by a wrapper, `{"$escape": …}`, so that
 * whatever a visitor types comes back as it was.
 * @see Meteor EJSON
 */
export function encodeDocument(doc: object): string {
  return JSON.stringify(toPlain(doc));
}

/** @throws SyntaxError when the text is not JSON; Error when it is, but not of a document */
export function decodeDocument(text: string): { _id: string } {
  const doc = fromPlain(JSON.parse(text));
  if (typeof doc !== 'object' || doc === null || !('_id' in doc) || typeof doc._id !== 'string') {
    throw new Error('the text is not a document: it has no _id');
  }
  return doc as { _id: string };
}

function toPlain(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  const plain = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
  return isMarked(value) ? { $escape: plain } : plain;
}

function fromPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value !== 'object' || value === null) return value;
  if ('$date' in value && isMarked(value)) {
    // `null` is what JSON makes of the time of an invalid date.
    return new Date(typeof value.$date === 'number' ? value.$date : Number.NaN);
  }
  return fields('$escape' in value && isMarked(value) ? value.$escape : value);
}

const fields = (value: unknown): unknown =>
  Object.fromEntries(Object.entries(value ?? {}).map(([key, one]) => [key, fromPlain(one)]));

/** An object with one key that is one of our marks. */
function isMarked(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === '$date' || keys[0] === '$escape');
}
