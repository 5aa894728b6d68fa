import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createCrm } from '../crm/create-crm.ts';
import type { DeskFacts } from '../kit/desk-facts.ts';
import { createMessenger } from '../messenger/create-messenger.ts';
import { createRdStation } from '../rd-station/create-rd-station.ts';
import { createDemoServer } from './create-demo-server.ts';
import { listenFrom } from './listen.ts';

export interface DemoOptions {
  /** Folder of the built pages. */
  pages: string;
  /** First port to try; 0 takes a free one. */
  port: number;
  host: string;
  timeScale: number;
  admin: { user: string; password: string };
  /** Starts the mock; answers its address. */
  startMock(receivers: Receivers): Promise<{ url: string; close(): Promise<void> }>;
}

/** Where the mock sends things, as far as the demo has somebody there. */
export interface Receivers {
  /** The sample CRM: webhooks go there from the beginning. */
  webhook: { url: string; secret: string };
  /** Where leads go once there is a token. */
  rdStationUrl: string;
}

export interface Demo {
  /** The one address. */
  url: string;
  port: number;
  mockUrl: string;
  close(): Promise<void>;
}

/** Starts the pages, the sample CRM and the mock, and tells each where the others are. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { pages, host, timeScale, admin, startMock } = options;
  const token = `demo-${randomBytes(6).toString('hex')}`;
  const crm = createCrm({ token });
  const rdToken = `rd-${randomBytes(6).toString('hex')}`;
  // Until the mock is up nobody knows the address of the pages, so nobody asks.
  let facts: Omit<DeskFacts, 'now'> | undefined;
  let startedAt = Date.now();
  const messenger = createMessenger(() => facts?.mock ?? '');
  const server = createDemoServer({
    pages,
    crm,
    rdStation: createRdStation({ token: rdToken }),
    messenger,
    facts: () => {
      if (!facts) throw new Error('the demo is still starting');
      return { ...facts, now: startedAt + (Date.now() - startedAt) * timeScale };
    },
  });
  const port = await listenFrom(server, options.port, host);
  const url = `http://${host}:${port}`;
  try {
    startedAt = Date.now();
    const crmUrl = `${url}/crm/webhook`;
    const rdStationUrl = `${url}/rd-station/conversions`;
    const mock = await startMock({ webhook: { url: crmUrl, secret: token }, rdStationUrl });
    facts = {
      mock: mock.url,
      timeScale,
      admin,
      crm: { url: crmUrl, token },
      rdStation: { url: rdStationUrl, token: rdToken },
      messenger: { sendUrl: `${url}/messenger/send`, ...messenger.keys },
    };
    const close = async (): Promise<void> => {
      // The mock first: it may be in the middle of a webhook.
      await mock.close();
      crm.dispose();
      messenger.dispose();
      await closeServer(server);
    };
    return { url, port, mockUrl: mock.url, close };
  } catch (error) {
    crm.dispose();
    messenger.dispose();
    await closeServer(server);
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
