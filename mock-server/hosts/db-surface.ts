/**
 * `/db`: the data as a json-server user expects it, over the live store. Reads are json-server's own; the few writes are commands of
 * the core. Open to this machine without a login, else to the admin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core/core.ts';
import { MeteorError } from '../core/meteor-error.ts';
import type { SettingDefaults } from '../core/settings/read-setting.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import { isLocal } from './db/db-access.ts';
import { createDbReads } from './db/db-reads.ts';
import { dbRecords } from './db/db-records.ts';
import { type DbAnswer, dbWrite } from './db/db-writes.ts';
import { readJson } from './db/read-json.ts';
import { safeQuery } from './db/safe-query.ts';
import { DB_COLLECTIONS } from './db/to-db-record.ts';

export interface DbSurfaceOptions {
  core: Core;
  store: Store;
  outbox: Pick<Outbox, 'replay' | 'replayFailed' | 'test' | 'whyOff'>;
  /** Defaults of settings that differ from those of the definitions. */
  settingDefaults?: SettingDefaults;
  onFailure(error: unknown, where: string): void;
}

/** Any page may ask, since what it needs is a login and no cookie: nothing is sent along by itself. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Content-Type, X-User-Id, X-Auth-Token',
  'Access-Control-Expose-Headers': 'X-Total-Count, Link',
  'Access-Control-Max-Age': '600',
};

export function createDbSurface(options: DbSurfaceOptions) {
  const { store, onFailure } = options;
  const reads = createDbReads(store, onFailure, options.settingDefaults);

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const method = incoming.method ?? 'GET';
    outgoing.setHeader('X-Content-Type-Options', 'nosniff');
    outgoing.setHeader('Cache-Control', 'no-store');
    if (method === 'OPTIONS') {
      outgoing.writeHead(204, CORS).end();
      return;
    }
    const access = isLocal(incoming) ? 'local' : await loginOf(options.core, incoming);
    if (access === 'none') {
      send(outgoing, {
        status: 401,
        body: {
          success: false,
          error: 'You must be logged in to do this: send X-User-Id and X-Auth-Token of the admin',
        },
        headers: CORS,
      });
      return;
    }
    if (access === 'other') {
      const error = 'User does not have the permissions required for this action [error-unauthorized]';
      send(outgoing, { status: 403, body: { success: false, error }, headers: CORS });
      return;
    }
    if (access === 'admin') for (const [name, value] of Object.entries(CORS)) outgoing.setHeader(name, value);

    const url = new URL(incoming.url ?? '/', 'http://db');
    const path = url.pathname.split('/').slice(2).filter(Boolean).map(decodeURIComponent);
    if (method !== 'GET' && method !== 'HEAD') {
      const body = await readJson(incoming);
      if (!body.ok) send(outgoing, { status: body.status, body: { success: false, error: body.why } });
      else send(outgoing, await dbWrite(options, method, path, body.value, url.searchParams));
      return;
    }
    if (path.length === 0) {
      const collections = DB_COLLECTIONS.map((name) => [name, dbRecords(store, name).length]);
      send(outgoing, { status: 200, body: Object.fromEntries(collections) });
      return;
    }
    const safe = safeQuery(url.searchParams);
    if (!safe.ok) {
      send(outgoing, { status: 400, body: { success: false, error: safe.why } });
      return;
    }
    incoming.url = `${url.pathname}${safe.query.size > 0 ? `?${safe.query}` : ''}`;
    reads(incoming, outgoing);
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, failureOf(error, onFailure));
    });
  };
}

/** `admin`; `other`: logged in, but may not; `none`: not logged in. Asked of the core as any client would. */
async function loginOf(core: Core, { headers }: IncomingMessage): Promise<'admin' | 'other' | 'none'> {
  const [id, token] = [headers['x-user-id'], headers['x-auth-token']];
  if (typeof id !== 'string' || typeof token !== 'string') return 'none';
  const me = await core.handle(
    new Request('http://db/api/v1/me', { headers: { 'X-User-Id': id, 'X-Auth-Token': token } }),
  );
  if (!me.ok) return 'none';
  const { roles } = (await me.json()) as { roles?: unknown };
  return Array.isArray(roles) && roles.includes('admin') ? 'admin' : 'other';
}

function failureOf(error: unknown, onFailure: DbSurfaceOptions['onFailure']): DbAnswer {
  if (error instanceof MeteorError) {
    return { status: 400, body: { success: false, error: error.message, errorType: error.code } };
  }
  if (error instanceof URIError) {
    return { status: 400, body: { success: false, error: 'The address is not well formed' } };
  }
  onFailure(error, '/db');
  if (error instanceof StoreUnavailable) {
    return { status: 503, body: { success: false, error: error.message }, headers: { 'Retry-After': '5' } };
  }
  return { status: 500, body: { success: false, error: 'Internal server error' } };
}

function send(outgoing: ServerResponse, { status, body, headers }: DbAnswer): void {
  outgoing.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  outgoing.end(JSON.stringify(body));
}
