import type { Core } from '../../../mock-server/core/core.ts';
import { createCore } from '../../../mock-server/core/create-core.ts';
import type { DomainEvent } from '../../../mock-server/core/events.ts';
import { seedStore } from '../../../mock-server/core/seed.ts';
import { createScaledClock } from '../../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';

/** A core on some host, as the suite sees it: only the doors. */
export interface ContractHost {
  /** Address that clients use, without trailing slash. */
  origin: string;
  fetch(input: string, init?: RequestInit): Promise<Response>;
  openSocket(on: SocketEvents): { send(text: string): void; close(): void };
  stop(): Promise<void>;
}

export interface SocketEvents {
  open(): void;
  message(text: string): void;
  close(code: number): void;
}

/** Passes the events of a `WebSocket`, or what looks like one, on. */
export function listen<S extends EventTarget>(socket: S, on: SocketEvents): S {
  socket.addEventListener('open', on.open);
  socket.addEventListener('message', (event) => on.message(String((event as MessageEvent).data)));
  socket.addEventListener('close', (event) => on.close((event as CloseEvent).code));
  return socket;
}

export type StartHost = (build: (siteUrl: string) => Core) => Promise<ContractHost>;

export interface ContractServer extends ContractHost {
  /** What the core told the outside. */
  events: DomainEvent[];
  failures: unknown[];
}

/** A seeded server, its agents online, on the given host. */
export async function startContractServer(start: StartHost): Promise<ContractServer> {
  const store = createMemoryStore();
  const clock = createScaledClock();
  const events: DomainEvent[] = [];
  const failures: unknown[] = [];
  await seedStore(store, { agentsOnline: true, now: new Date(clock.now()) });
  const cores: Core[] = [];
  const host = await start((siteUrl) => {
    const core = createCore({
      store,
      clock,
      siteUrl,
      onEvent: (_tx, event) => events.push(event),
      onFailure: (error) => failures.push(error),
    });
    cores.push(core);
    return core;
  });
  return {
    ...host,
    events,
    failures,
    async stop() {
      for (const core of cores) core.dispose();
      await host.stop();
    },
  };
}
