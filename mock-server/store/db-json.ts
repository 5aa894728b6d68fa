import { COLLECTIONS, type CollectionName, type Collections } from './documents.ts';

/** A document and its collection. */
export type DbRow = { name: CollectionName; doc: Collections[CollectionName] };
/** The content of a `db.json`: a list for each collection, every record with an `id`, as json-server wants it. */
export type DbJson = Record<string, { id: string; _id: string }[]>;

/** What is wrong with a `db.json`; `message` names the place. */
export class DbJsonError extends Error {}

/**
 * All documents as a `db.json`. Times are ISO texts. What could be mistaken for one, and is not, is wrapped: `{"$text": "2025-…Z"}`; an invalid time is
 * `{"$date": null}`; an object that only looks like these is `{"$escape": {…}}`. So {@link fromDbJson} gives back what was.
 */
export function toDbJson(rows: Iterable<DbRow>): DbJson {
  const json: DbJson = Object.fromEntries(COLLECTIONS.map((name) => [name, []]));
  for (const { name, doc } of rows)
    json[name]?.push({ id: doc._id, _id: doc._id, ...(toPlain(doc) as object) });
  return json;
}

/** The documents of a `db.json`, in its order. @throws DbJsonError */
export function fromDbJson(json: unknown): DbRow[] {
  if (!isObject(json)) throw new DbJsonError('the top is not an object of collections');
  return Object.entries(json).flatMap(([key, records]) => {
    const name = COLLECTIONS.find((known) => known === key);
    if (!name)
      throw new DbJsonError(`${key}: there is no such collection; there are ${COLLECTIONS.join(', ')}`);
    if (!Array.isArray(records)) throw new DbJsonError(`${key}: is not a list`);
    const ids = new Set<string>();
    return records.map((record: unknown, at) => {
      const place = `${key}[${at}]`;
      const doc = toDocument(record, place);
      if (ids.has(doc._id)) throw new DbJsonError(`${place}: a second document with the id ${doc._id}`);
      ids.add(doc._id);
      checkFields(name, doc, place);
      if (name === 'businessHours') checkHours(doc, place);
      return { name, doc: doc as unknown as DbRow['doc'] };
    });
  });
}

function toDocument(record: unknown, place: string): { _id: string } & Record<string, unknown> {
  if (!isObject(record)) throw new DbJsonError(`${place}: is not an object`);
  const { id, _id = id, ...rest } = record;
  if (typeof _id !== 'string' || _id === '') throw new DbJsonError(`${place}: has no _id that is a text`);
  if (id !== undefined && id !== _id) throw new DbJsonError(`${place}: id and _id differ`);
  return { _id, ...(fromPlain(rest, place) as object) };
}

/** Fields without which the rules cannot work with a document. The rest is up to whoever edits the file. */
const NEEDED: { [N in CollectionName]: readonly (keyof Collections[N] & string)[] } = {
  settings: ['value'],
  users: [
    'username',
    'name',
    'emails',
    'roles',
    'active',
    'status',
    'statusLivechat',
    'livechatCount',
    'passwordHash',
  ],
  loginTokens: ['userId', 'createdAt', 'expiresAt'],
  departments: ['name', 'email', 'enabled'],
  departmentAgents: ['agentId', 'username', 'departmentId', 'departmentEnabled', 'count', 'order'],
  customFields: ['label', 'scope', 'visibility', 'type'],
  visitors: ['status', 'ts'],
  rooms: ['t', 'code', 'fname', 'v', 'source', 'ts', 'lm'],
  inquiries: ['rid', 'name', 'ts', 'status', 'v'],
  messages: ['rid', 'msg', 'ts', 'u', 'seq'],
  subscriptions: ['rid', 'u', 'ts'],
  files: ['rid', 'name', 'type', 'size', 'uploaderId', 'base64', 'uploadedAt'],
  offlineMessages: ['name', 'email', 'message', 'ts'],
  deliveries: ['event', 'body', 'state', 'cause', 'attempts', 'maxAttempts', 'createdAt'],
  triggers: ['name', 'enabled', 'conditions', 'actions'],
  permissions: ['roles'],
  businessHours: ['name', 'active', 'type', 'timezone', 'workHours'],
};
/** Fields that are times in every document that has them. */
const TIMES = [
  '_updatedAt',
  'ts',
  'lm',
  'createdAt',
  'expiresAt',
  'uploadedAt',
  'nextAttemptAt',
  'queuedAt',
  'closedAt',
  'takenAt',
  'editedAt',
  'disconnectedAt',
  'leftAt',
  'lastRoutingTime',
  'autoTransferAt',
  'autoTransferredAt',
];

function checkFields(name: CollectionName, doc: Record<string, unknown>, place: string): void {
  const missing = NEEDED[name].find((field) => doc[field] === undefined);
  if (missing !== undefined) throw new DbJsonError(`${place}: ${missing} is missing`);
  const wrong = TIMES.find((field) => doc[field] !== undefined && !(doc[field] instanceof Date));
  if (wrong !== undefined) {
    throw new DbJsonError(`${place}: ${wrong} is not a time such as 2025-01-31T09:00:00.000Z`);
  }
}

/** Hours of a zone that nobody knows, or without days, would fail whenever they are looked at. */
function checkHours({ timezone, workHours }: Record<string, unknown>, place: string): void {
  const zone = isObject(timezone) ? timezone.name : undefined;
  try {
    if (typeof zone !== 'string') throw new RangeError();
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new DbJsonError(`${place}: timezone.name is not a time zone such as Europe/Berlin`);
  }
  const isWhole =
    Array.isArray(workHours) &&
    workHours.every(
      (day) =>
        isObject(day) && [day.start, day.finish].every((at) => isObject(at) && typeof at.time === 'string'),
    );
  if (!isWhole) throw new DbJsonError(`${place}: workHours are not days with start.time and finish.time`);
}

function toPlain(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { $date: null } : value.toISOString();
  if (typeof value === 'string') return isTime(value) ? { $text: value } : value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isObject(value)) return value;
  const plain = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
  return markOf(value) === undefined ? plain : { $escape: plain };
}

function fromPlain(value: unknown, place: string): unknown {
  if (typeof value === 'string') return isTime(value) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((one, at) => fromPlain(one, `${place}[${at}]`));
  if (!isObject(value)) return value;
  const mark = markOf(value);
  if (mark === '$text' && typeof value.$text === 'string') return value.$text;
  if (mark === '$date' && value.$date === null) return new Date(Number.NaN);
  const fields = mark === '$escape' && isObject(value.$escape) ? value.$escape : value;
  if (Object.hasOwn(fields, '__proto__')) throw new DbJsonError(`${place}: the key __proto__ is not allowed`);
  return Object.fromEntries(
    Object.entries(fields).map(([key, one]) => [key, fromPlain(one, `${place}.${key}`)]),
  );
}

/** Exactly as `toISOString` writes it. */
function isTime(text: string): boolean {
  if (!/^([+-]\d\d)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function markOf(value: object): string | undefined {
  const [key, another] = Object.keys(value);
  return another === undefined && key !== undefined && ['$date', '$text', '$escape'].includes(key)
    ? key
    : undefined;
}
