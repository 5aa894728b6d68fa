import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import jsonServer from 'json-server';
import type { SettingDefaults } from '../../core/settings/read-setting.ts';
import type { StoreReader } from '../../store/store.ts';
import { dbRecords } from './db-records.ts';
import { DB_COLLECTIONS, type DbRecord } from './to-db-record.ts';

export type DbReads = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Lists, filters, sorts, pages, `_embed`, `_expand` and `q`, as json-server does them, over what the store holds at the moment.
 * Only GET and HEAD may come here, with a query that `safeQuery` let pass.
 * @see json-server 0.17 README, "Routes"
 */
export function createDbReads(
  store: StoreReader,
  onFailure: (error: unknown, where: string) => void,
  settingDefaults?: SettingDefaults,
): DbReads {
  const router = jsonServer.router(Object.fromEntries(DB_COLLECTIONS.map((name) => [name, []])));
  // Three parts of its router are not for us: the dump of everything at /db, bodies, and errors as HTML with a stack.
  router.stack = router.stack.filter(({ route, handle }) => {
    const isDump = route?.path === '/db';
    const readsBodies = route === undefined && BODY_READERS.includes(handle.name);
    const showsErrors = handle.length === 4;
    return !isDump && !readsBodies && !showsErrors;
  });
  // `json`, not `jsonp` as by default: with `?callback=` the answer would be a script that any page can load.
  router.render = (_incoming, outgoing) => {
    if (outgoing.statusCode === 404)
      outgoing.json({ success: false, error: 'There is no such document or collection' });
    else outgoing.json(outgoing.locals.data);
  };
  const answerFailure: ErrorRequestHandler = (error, incoming, outgoing, _next) => {
    onFailure(error, `GET /db${incoming.path}`);
    outgoing.status(500).json({ success: false, error: 'Internal server error' });
  };
  const app = jsonServer.create().disable('x-powered-by').use('/db', router).use(answerFailure);

  return (incoming, outgoing) => {
    delete incoming.headers['x-http-method-override'];
    router.db.setState(snapshot(store, settingDefaults));
    app(incoming, outgoing);
  };
}

/** Express names its middlewares by their functions. */
const BODY_READERS = ['methodOverride', 'jsonParser', 'urlencodedParser'];

/** The state for one request. A collection is copied when it is looked at: most requests look at one. */
function snapshot(
  store: StoreReader,
  settingDefaults?: SettingDefaults,
): Record<string, readonly DbRecord[]> {
  const state: Record<string, readonly DbRecord[]> = {};
  for (const name of DB_COLLECTIONS) {
    let records: DbRecord[] | undefined;
    Object.defineProperty(state, name, {
      enumerable: true,
      get: () => {
        records ??= dbRecords(store, name, settingDefaults);
        return records;
      },
    });
  }
  return state;
}
