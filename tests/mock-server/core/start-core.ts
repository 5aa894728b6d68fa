import type { Core, CoreOptions } from '../../../mock-server/core/core.ts';
import { createCore } from '../../../mock-server/core/create-core.ts';
import type { DomainEvent } from '../../../mock-server/core/events.ts';
import { newHexId } from '../../../mock-server/core/ids.ts';
import { seedStore } from '../../../mock-server/core/seed.ts';
import type { SettingId, SettingValue } from '../../../mock-server/core/settings/definitions.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../mock-server/store/store.ts';
import { createManualClock } from '../manual-clock.ts';

export const START = Date.UTC(2025, 0, 15, 9);
export const ANNA = 'annaSeedAccount22';
export const BEN = 'benSeedAccount222';
export const ADMIN = 'adminSeedAccount2';
export const SALES = 'SaLesSeedDepart22';
export const SUPPORT = 'supportSeedDept22';

/** What came back: the HTTP status, and the body as JSON. */
export interface Answer {
  status: number;
  body: Json;
}
export type Json = Record<string, unknown>;

export interface Caller {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
}

export interface TestCore extends Caller {
  core: Core;
  store: Store;
  events: DomainEvent[];
  failures: unknown[];
  /** The server's clock. */
  now(): number;
  /** Milliseconds on the server's clock go by, and nothing that was due in them happens. */
  pass(ms: number): void;
  /** The same, and what is due happens at its time. */
  advance(ms: number): Promise<void>;
  as(username: string, password?: string): Promise<Caller>;
  set(values: Partial<Record<SettingId, SettingValue>>): Promise<void>;
  /** Registers a visitor and opens a room for them. */
  visit(department?: string): Promise<{ token: string; rid: string }>;
}

export interface TestCoreOptions {
  agentsOnline?: boolean;
  sendTestWebhook?: () => Promise<number | undefined>;
  fetch?: CoreOptions['fetch'];
  jobs?: CoreOptions['jobs'];
  cors?: CoreOptions['cors'];
  rateLimit?: boolean;
}

/** A seeded core on a clock that stands still until it is told to move. */
export async function startCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const { agentsOnline = false, sendTestWebhook, fetch, jobs, cors = 'open', rateLimit = false } = options;
  const clock = createManualClock(START);
  let skipped = 0;
  const now = (): number => clock.now() + skipped;
  const store = createMemoryStore();
  await seedStore(store, { now: new Date(now()), agentsOnline });
  const events: DomainEvent[] = [];
  const failures: unknown[] = [];
  const core = createCore({
    store,
    clock: { now, after: clock.after },
    siteUrl: 'http://chat.test',
    cors,
    rateLimit,
    onEvent: (_tx, event) => events.push(event),
    onFailure: (error) => failures.push(error),
    ...(sendTestWebhook ? { sendTestWebhook } : {}),
    ...(fetch ? { fetch } : {}),
    ...(jobs ? { jobs } : {}),
  });

  async function call(method: string, path: string, headers: HeadersInit, body?: unknown): Promise<Answer> {
    const request = new Request(`http://chat.test/api/v1/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await core.handle(request, { ip: '10.0.0.1' });
    return { status: response.status, body: await response.json() };
  }
  const caller = (headers: HeadersInit = {}): Caller => ({
    get: (path) => call('GET', path, headers),
    post: (path, body = {}) => call('POST', path, headers, body),
    put: (path, body = {}) => call('PUT', path, headers, body),
    delete: (path, body) => call('DELETE', path, headers, body),
  });
  const anonymous = caller();

  return {
    ...anonymous,
    core,
    store,
    events,
    failures,
    now,
    pass: (ms) => {
      skipped += ms;
    },
    advance: (ms) => clock.advance(ms),
    async as(username, password = username) {
      const { body } = await anonymous.post('login', { user: username, password });
      const data = body.data as { userId: string; authToken: string };
      return caller({ 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken });
    },
    set: (values) => core.writeSettings(values),
    async visit(department) {
      const token = newHexId(16);
      const { body } = await anonymous.post('livechat/visitor', {
        visitor: {
          token,
          name: 'Vera',
          email: `vera-${token}@example.com`,
          ...(department ? { department } : {}),
        },
      });
      if (body.success !== true) throw new Error(JSON.stringify(body));
      const opened = await anonymous.get(`livechat/room?token=${token}`);
      if (opened.status !== 200) throw new Error(JSON.stringify(opened.body));
      return { token, rid: (opened.body.room as { _id: string })._id };
    },
  };
}

/** The frames that the visitor of a room gets on `stream-livechat-room` from now on. */
export async function watchRoom(server: TestCore, rid: string, token: string): Promise<string[]> {
  const frames: string[] = [];
  let ready = (): void => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const session = server.core.connect({
    send(text) {
      if (text.includes('"stream-livechat-room"')) frames.push(text);
      if (text === '{"msg":"ready","subs":["s1"]}') ready();
      if (text === '{"msg":"ping"}') session.receive('{"msg":"pong"}');
    },
    close: () => {},
  });
  session.receive('{"msg":"connect","version":"1","support":["1"]}');
  const access = { useCollection: false, args: [{ token, visitorToken: token }] };
  session.receive(
    JSON.stringify({ msg: 'sub', id: 's1', name: 'stream-livechat-room', params: [rid, access] }),
  );
  await isReady;
  return frames;
}
