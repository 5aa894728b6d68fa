import type { Core } from '../../core/core.ts';
import type { SettingValue } from '../../core/settings/definitions.ts';
import type { SettingDefaults } from '../../core/settings/read-setting.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { DeliveryTarget } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { dbRecords } from './db-records.ts';
import { DB_COLLECTIONS, MASK, toDbRecord } from './to-db-record.ts';

export interface DbAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface DbWritesOptions {
  core: Pick<Core, 'writeSettings'>;
  store: StoreReader;
  outbox: Pick<Outbox, 'replay' | 'replayFailed' | 'test' | 'whyOff'>;
  settingDefaults?: SettingDefaults;
}

/** The webhook first: most know no other. */
const TARGETS: readonly DeliveryTarget[] = ['webhook', 'rd-station', 'facebook'];

/** What to use instead of writing documents by hand, by collection. */
const INSTEAD: Record<string, string> = {
  settings: 'PUT /db/settings/<id> with {"value": …}',
  users: 'the REST API: livechat/agent.status, users.setStatus',
  departments: 'the REST API: livechat/department',
  departmentAgents: 'the REST API: livechat/department',
  customFields: 'the REST API: livechat/custom.field',
  visitors: 'the REST API: POST livechat/visitor, DELETE livechat/visitor/:token',
  rooms: 'the REST API: livechat/room, livechat/room.closeByUser',
  inquiries: 'the REST API: livechat/inquiries.take',
  messages: 'the REST API: livechat/message, chat.sendMessage',
  subscriptions: 'the REST API: livechat/inquiries.take, livechat/room.closeByUser',
  files: 'the REST API: livechat/upload/:rid',
  offlineMessages: 'the REST API: livechat/offline.message',
  deliveries:
    'POST /db/deliveries/<id>/replay, POST /db/deliveries/replay?since=<time>, POST /db/deliveries/test',
  triggers: 'the REST API: livechat/triggers',
  permissions: 'the REST API: permissions.update',
  businessHours: 'the REST API: livechat/business-hours.save',
};

/**
 * Writes as commands of the core, so that they push and trigger as any other change. Documents are not edited by hand: a change behind
 * the core's back would reach no subscriber and no webhook.
 * @throws MeteorError, StoreUnavailable
 */
export async function dbWrite(
  { core, store, outbox, settingDefaults }: DbWritesOptions,
  method: string,
  path: readonly string[],
  body: unknown,
  query = new URLSearchParams(),
): Promise<DbAnswer> {
  const [collection = '', id, verb] = path;
  if (collection === 'settings' && method !== 'DELETE' && path.length <= 2) {
    const values = toSettings(id, body);
    if (typeof values === 'string') return refused(400, values);
    await core.writeSettings(values);
    const written = dbRecords(store, 'settings', settingDefaults).filter((record) => record.id in values);
    return { status: 200, body: id === undefined ? written : written[0] };
  }
  if (
    collection === 'deliveries' &&
    method === 'POST' &&
    (id === 'test' || id === 'replay' || verb === 'replay')
  ) {
    if (id === 'test' && path.length === 2) {
      const why = outbox.whyOff('webhook');
      if (why !== undefined) return refused(400, why);
      return { status: 201, body: toDbRecord('deliveries', await outbox.test()) };
    }
    if (id === 'replay' && path.length === 2) {
      const since = toTime(query.get('since'));
      if (!since) return refused(400, 'since= must be a time such as 2025-01-31T09:00:00Z, or ms since 1970');
      const target = query.get('target') ?? undefined;
      const only = TARGETS.find((name) => name === target);
      if (target !== undefined && !only) return refused(400, `target= must be one of ${TARGETS.join(', ')}`);
      const wanted = only ? [only] : TARGETS;
      const off = wanted.map(outbox.whyOff);
      if (off.every((why) => why !== undefined)) return refused(400, off[0] ?? '');
      const replayed = await outbox.replayFailed(since, only);
      return { status: 201, body: { replayed: replayed.length, ids: replayed.map(({ _id }) => _id) } };
    }
    if (id !== undefined && verb === 'replay' && path.length === 3) {
      const original = store.get('deliveries', id);
      const why = original && outbox.whyOff(original.target ?? 'webhook');
      if (why !== undefined) return refused(400, why);
      const delivery = await outbox.replay(id);
      if (!delivery) return refused(404, `There is no delivery ${id}`);
      return { status: 201, body: toDbRecord('deliveries', delivery) };
    }
  }
  if (!DB_COLLECTIONS.some((name) => name === collection)) return refused(404, 'There is no such collection');
  return {
    ...refused(
      405,
      `${method} is not done here: documents change by the server's rules. Use ${INSTEAD[collection]}`,
    ),
    headers: { Allow: 'GET, HEAD, OPTIONS' },
  };
}

function toTime(text: string | null): Date | undefined {
  if (text === null || text === '') return undefined;
  const time = new Date(/^\d+$/.test(text) ? Number(text) : text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

const refused = (status: number, error: string): DbAnswer => ({ status, body: { success: false, error } });

/** `{value}` for one setting; for `/db/settings` itself `{_id, value}` or a list of those. A text tells what is wrong. */
function toSettings(id: string | undefined, body: unknown): Record<string, SettingValue> | string {
  const items = id === undefined && Array.isArray(body) ? body : [body];
  const values: [string, SettingValue][] = [];
  for (const item of items) {
    if (typeof item !== 'object' || item === null) return 'the body must be {"value": …}';
    const { value, ...rest } = item as Record<string, unknown>;
    const name = id ?? rest._id ?? rest.id;
    if (typeof name !== 'string') return 'the body must be {"_id": "<setting>", "value": …}';
    if (value === MASK)
      return `${name}: that is the mask that stands for the secret; leave it out or write a new one`;
    if (!isSettingValue(value))
      return `${name}: value must be a text, a number, true, false or a list of texts`;
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}

function isSettingValue(value: unknown): value is SettingValue {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
