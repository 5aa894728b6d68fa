import { DDPSDK, LivechatClientImpl } from '@rocket.chat/ddp-client';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { type MockServer, startMockServer } from '../../../../mock-server/hosts/create-server.ts';
import { type FaultProxy, startFaultProxy } from '../../../browser/support/fault-proxy.ts';
import { type Agent, logIn } from '../../../widget/support/agent.ts';

/** A mock server with its agents online, and Rocket.Chat's SDK as its client. */
export interface SdkBench {
  mock: MockServer;
  /** Where clients connect: before the server, able to cut their sockets. */
  proxy: FaultProxy;
  /** Every frame of every client, `> ` sent and `< ` received. */
  frames: string[];
  agent(username: string): Promise<Agent>;
  /** A client with an open socket and no visitor yet. */
  client(): Promise<LivechatClientImpl>;
  /** A client whose visitor is registered and has an open room. */
  visit(): Promise<Visit>;
  /** The SDK of agents and other users. */
  userClient(): Promise<DDPSDK>;
  close(): Promise<void>;
}

export interface Visit {
  sdk: LivechatClientImpl;
  token: string;
  rid: string;
  /** The agent who serves the room. */
  agent: Agent;
}

/** Real sockets on a machine that may be busy: a check waits as long as this before it fails. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });
export const SOON = { timeout: 10_000, interval: 20 };

/** The first is at once: the SDK waits `retryTime` times the number of the attempt. */
const RETRY = { retryCount: 20, retryTime: 50 };

let visitors = 0;

export async function startSdkBench(): Promise<SdkBench> {
  const frames: string[] = [];
  // The SDK takes the global one, which Node 20 does not have.
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(url: string) {
        super(url);
        this.on('message', (data) => frames.push(`< ${data}`));
      }
      override send(text: string): void {
        frames.push(`> ${text}`);
        super.send(text);
      }
    },
  );
  const mock = await startMockServer({ agentsOnline: true });
  const proxy = await startFaultProxy(mock.url);
  const clients: DDPSDK[] = [];
  const opened = async <Client extends DDPSDK>(client: Client): Promise<Client> => {
    clients.push(client);
    await client.connection.connect();
    return client;
  };
  const bench: SdkBench = {
    mock,
    proxy,
    frames,
    agent: (username) => logIn(mock.url, username),
    client: () => opened(LivechatClientImpl.create(proxy.url.replace(/^http/, 'ws'), { ...RETRY })),
    userClient: () => opened(DDPSDK.create(proxy.url, { ...RETRY })),
    async visit() {
      const sdk = await bench.client();
      const token = `visitor-${++visitors}`;
      await sdk.grantVisitor({ visitor: { token, name: 'Ann', email: `${token}@shop.example` } });
      const { _id: rid, servedBy } = await sdk.room({ token });
      if (!servedBy) throw new Error('nobody serves the room');
      return { sdk, token, rid, agent: await bench.agent(servedBy.username ?? '') };
    },
    async close() {
      for (const { connection, timeoutControl } of clients) {
        connection.close();
        timeoutControl.stop();
      }
      await proxy.close();
      await mock.close();
      vi.unstubAllGlobals();
    },
  };
  return bench;
}

/** What the client sent so far has been handled: frames are taken in order, and this one comes last. */
export async function settled({ client }: DDPSDK): Promise<void> {
  await client.callAsync('UserPresence:ping');
}

/** The next time the client is connected. Ask before its socket is cut: calls on one that is about to be lost are never answered. */
export function reconnected({ connection }: DDPSDK): Promise<void> {
  return new Promise((resolve) => connection.once('connected', () => resolve()));
}

/** What the server refused a call with: status and body. */
export async function refusalOf(call: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  const refused: unknown = await call.then(
    () => {
      throw new Error('the call was not refused');
    },
    (error: unknown) => error,
  );
  if (!(refused instanceof Response)) throw refused;
  return { status: refused.status, body: await refused.json() };
}

/** Logs in over REST, for `account.loginWithToken`. Seeded agents have their name as password. */
export async function loginOf(
  { mock }: SdkBench,
  username: string,
): Promise<{ userId: string; authToken: string }> {
  const answer = await fetch(`${mock.url}/api/v1/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: username, password: username }),
  });
  const { data } = (await answer.json()) as { data: { userId: string; authToken: string } };
  return data;
}

/** Id of the seeded department that both agents belong to. */
export const SUPPORT = 'supportSeedDept22';

/** For `visitor()`: its types name a path that the endpoint map does not have, so that no argument at all is allowed. */
export const NO_PARAMS = undefined as never;

/** A visitor's field, as an administrator defines it. */
export function defineCustomField({ mock }: SdkBench, _id: string): void {
  mock.store.transaction((tx) =>
    tx.put('customFields', {
      _id,
      label: _id,
      scope: 'visitor',
      visibility: 'visible',
      type: 'input',
      regexp: '',
      required: false,
      public: true,
      searchable: false,
      _updatedAt: new Date(),
    }),
  );
}
