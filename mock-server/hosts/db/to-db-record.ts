import type { CollectionName, Collections } from '../../store/documents.ts';

/** What stands where a secret is. */
export const MASK = '********';

/** Collections of the store that `/db` shows. Logins are not among them: whoever has one is its user. */
export const DB_COLLECTIONS = [
  'settings',
  'users',
  'departments',
  'departmentAgents',
  'customFields',
  'visitors',
  'rooms',
  'inquiries',
  'messages',
  'subscriptions',
  'files',
  'offlineMessages',
  'deliveries',
  'triggers',
  'permissions',
  'businessHours',
] as const satisfies readonly CollectionName[];
export type DbCollection = (typeof DB_COLLECTIONS)[number];

export type DbRecord = { id: string; _id: string } & Record<string, unknown>;

/**
 * Fields that name another document, under the name that json-server's `_expand` and `_embed` follow: singular of the other
 * collection plus `Id`. Fields that have that name already are not listed.
 */
const LINKS: { [N in DbCollection]?: (doc: Collections[N]) => Record<string, string | undefined> } = {
  departmentAgents: ({ agentId }) => ({ userId: agentId }),
  visitors: ({ department }) => ({ departmentId: department }),
  rooms: ({ v, servedBy }) => ({ visitorId: v._id, userId: servedBy?._id }),
  inquiries: ({ rid, v, department }) => ({ roomId: rid, visitorId: v._id, departmentId: department }),
  messages: ({ rid }) => ({ roomId: rid }),
  subscriptions: ({ rid, u }) => ({ roomId: rid, userId: u._id }),
  files: ({ rid }) => ({ roomId: rid }),
  offlineMessages: ({ department }) => ({ departmentId: department }),
  deliveries: ({ rid, target = 'webhook' }) => ({ roomId: rid, target }),
};

/** A document as `/db` shows it: `id` beside `_id`, links, dates as ISO strings, secrets masked. */
export function toDbRecord<N extends DbCollection>(name: N, doc: Collections[N]): DbRecord {
  const shown = plain(doc) as Record<string, unknown>;
  return { id: doc._id, ...shown, ...LINKS[name]?.(doc), _id: doc._id };
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== BYTES)
      .map(([key, one]) => [key, SECRETS.includes(key) ? MASK : plain(one)]),
  );
}

/** Of files: too much to show, and served at `/file-upload` to those who may. */
const BYTES = 'base64';

/** Names of fields that are secrets, at whatever depth: a visitor's bearer token stands in rooms, inquiries and messages too. */
const SECRETS = ['token', 'passwordHash'];
