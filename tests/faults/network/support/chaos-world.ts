import { createCore } from '../../../../mock-server/core/create-core.ts';
import { seedStore } from '../../../../mock-server/core/seed.ts';
import { type NodeHost, startNodeHost } from '../../../../mock-server/hosts/node.ts';
import { createScaledClock } from '../../../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';
import { createPorthole } from '../../../../widget/state/create-porthole.ts';
import { createTransport } from '../../../../widget/transport/create-transport.ts';
import { memoryDisk } from '../../../widget/support/memory-disk.ts';
import { nodePorts } from '../../../widget/support/node-ports.ts';
import type { Tab } from '../../../widget/support/world.ts';
import { type ChaosProxy, startChaosProxy } from './chaos-proxy.ts';
import { type ChaosRates, drawRates } from './chaos-rates.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface ChaosWorld {
  /** The server itself, past the proxy. */
  url: string;
  proxy: ChaosProxy;
  rates: ChaosRates;
  /** Opens a tab of the one visitor. */
  tab(): Tab;
  /** Leaves a tab as a closed or crashed one does: nothing of it is finished. */
  leave(tab: Tab): void;
  /** Ids of the rooms there are. */
  rooms(): string[];
  /** Kills the server's connections, and starts it again on the same data after `downMs`. */
  restart(downMs: number): Promise<void>;
  /** What nobody expected, on either side. */
  failures: string[];
  close(): Promise<void>;
}

/**
 * A real mock server, a bad network, and tabs of one browser with the widget's real stores and sockets.
 * @param speed how many times faster than real time the clocks of the tabs and of the server's sockets run
 */
export async function startChaosWorld(random: SeededRandom, speed: number): Promise<ChaosWorld> {
  const store = createMemoryStore();
  await seedStore(store, { agentsOnline: true, now: new Date() });
  const failures: string[] = [];
  const clock = createScaledClock();
  const start = (port: number): Promise<NodeHost> =>
    startNodeHost({
      port,
      core: (siteUrl) =>
        createCore({
          store,
          clock,
          socketClock: createScaledClock({ scale: speed }),
          siteUrl,
          onFailure: (error, where) => failures.push(`${where}: ${error}`),
        }),
      onFailure: (error, where) => failures.push(`${where}: ${error}`),
    });
  let server: NodeHost | undefined = await start(0);
  await server.core.writeSettings({ Livechat_registration_form: false });
  const { url } = server;
  const rates = drawRates(random.branch('rates'));
  const proxy = await startChaosProxy(url, rates, random.branch('network'));
  const disk = memoryDisk();
  const tabs = new Map<Tab, () => void>();
  /** As `navigator.locks` between the tabs of a browser. */
  let turn: Promise<unknown> = Promise.resolve();
  const stop = async (): Promise<void> => {
    const { core, close } = server ?? {};
    server = undefined;
    const closed = close?.();
    proxy.resetAll();
    await closed;
    core?.dispose();
  };

  const world: ChaosWorld = {
    url,
    proxy,
    rates,
    failures,
    tab() {
      const jitter = random.branch(`tab ${tabs.size}`);
      const ports = nodePorts(disk);
      ports.speed = speed;
      ports.clock.now = createScaledClock({ scale: speed }).now;
      ports.random = jitter;
      let here = true;
      ports.lock = (_name, work) => {
        // The browser gives up the locks of a page that is gone, and starts nothing for it.
        const mine = turn.then(() => (here ? work() : new Promise<never>(() => {})));
        turn = Promise.race([mine, gone]).catch(() => {});
        return mine;
      };
      let left = (): void => {};
      const gone = new Promise<void>((resolve) => {
        left = resolve;
      });
      const porthole = createPorthole({ transport: createTransport({ server: proxy.url }, ports), ...ports });
      const tab = { porthole, ports };
      tabs.set(tab, () => {
        here = false;
        left();
        porthole.dispose();
        ports.cut();
      });
      void porthole.load();
      return tab;
    },
    leave: (tab) => tabs.get(tab)?.(),
    rooms: () => [...store.all('rooms')].map(({ _id }) => _id),
    async restart(downMs) {
      const port = Number(new URL(url).port);
      await stop();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = await start(port);
    },
    async close() {
      for (const leave of tabs.values()) leave();
      await proxy.close();
      await stop();
    },
  };
  return world;
}
