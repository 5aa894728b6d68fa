import type { Core } from '../../../mock-server/core/core.ts';
import { createCore } from '../../../mock-server/core/create-core.ts';
import { seedStore } from '../../../mock-server/core/seed.ts';
import { type NodeHost, startNodeHost } from '../../../mock-server/hosts/node.ts';
import { createScaledClock } from '../../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../mock-server/store/store.ts';
import { createPorthole } from '../../../widget/state/create-porthole.ts';
import type { Porthole } from '../../../widget/state/porthole.ts';
import { createTransport } from '../../../widget/transport/create-transport.ts';
import { type Agent, logIn } from './agent.ts';
import { type Disk, memoryDisk } from './memory-disk.ts';
import { type NodePorts, nodePorts } from './node-ports.ts';

export interface Tab {
  porthole: Porthole;
  ports: NodePorts;
}

export interface World {
  readonly url: string;
  set(values: Parameters<Core['writeSettings']>[0]): Promise<void>;
  disk: Disk;
  /** Opens a page with the widget; the pop-up's code is loaded, its config asked for. */
  tab(disk?: Disk, first?: Promise<unknown>): Promise<Tab>;
  agent(username: string): Promise<Agent>;
  stopServer(): Promise<void>;
  /** The same server again: port, data; with `forgetful` as new, without what it knew. */
  startServer(forgetful?: 'forgetful'): Promise<void>;
  close(): Promise<void>;
}

/** A real mock server on a real port, with real sockets, its agents there and no registration form; and pages with the widget's stores. */
export async function world(): Promise<World> {
  const clock = createScaledClock();
  const seeded = async (): Promise<Store> => {
    const fresh = createMemoryStore();
    await seedStore(fresh, { agentsOnline: true, now: new Date() });
    return fresh;
  };
  let store = await seeded();
  const start = (port: number): Promise<NodeHost> =>
    startNodeHost({ port, core: (siteUrl) => createCore({ store, clock, siteUrl }) });
  let server: NodeHost | undefined = await start(0);
  await server.core.writeSettings({ Livechat_registration_form: false });
  const { url } = server;
  const stopServer = async (): Promise<void> => {
    await server?.close();
    server?.core.dispose();
    server = undefined;
  };
  const tabs: Tab[] = [];
  const disk = memoryDisk();
  return {
    url,
    set: (values) => (server ? server.core.writeSettings(values) : Promise.reject(new Error('stopped'))),
    disk,
    async tab(on = disk, first) {
      const ports = nodePorts(on);
      const porthole = createPorthole({
        transport: createTransport({ server: url }, ports),
        ...ports,
        loadLive: () => ports.loadLive(),
      });
      tabs.push({ porthole, ports });
      await porthole.load(first);
      return { porthole, ports };
    },
    agent: (username) => logIn(url, username),
    stopServer,
    async startServer(forgetful) {
      if (forgetful) store = await seeded();
      server = await start(Number(new URL(url).port));
    },
    async close() {
      for (const { porthole } of tabs) porthole.dispose();
      await stopServer();
    },
  };
}

/** Texts of what people wrote, with who did: `visitor: hello`. */
export function talk({ messages }: Porthole): string[] {
  return messages.value
    .filter(({ from }) => from !== 'system')
    .map(({ from, text, state }) => `${from}: ${text}${state === 'sent' ? '' : ` (${state})`}`);
}

/** Types and sends. */
export function say({ draft, send }: Porthole, text: string): void {
  draft.value = text;
  send();
}

/** The visit that the tabs of a disk share. */
export function visitOn(disk: Disk): { rid: string; token: string } {
  const [value = '{}'] = disk.values.values();
  return (JSON.parse(value) as { visit: { rid: string; token: string } }).visit;
}

export const ridOn = (disk: Disk): string => visitOn(disk).rid;
