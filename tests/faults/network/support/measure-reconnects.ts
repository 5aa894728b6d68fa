import { createPorthole } from '../../../../widget/state/create-porthole.ts';
import { createTransport } from '../../../../widget/transport/create-transport.ts';
import { nodePorts } from '../../../widget/support/node-ports.ts';
import { say, type World } from '../../../widget/support/world.ts';

/** What one page of the widget holds at one moment. */
export interface Held {
  /** Subscriptions that the newest socket asked for. */
  subscriptions: number;
  /** Of the page and of the storage. */
  listeners: number;
  openSockets: number;
  /** Calls of the clock that are still to come. */
  timers: number;
}

export interface Reconnects {
  reconnects: number;
  first: Held;
  last: Held;
}

const STEP_MS = 2;
const LONGEST_MS = 20_000;

/** Cuts the socket of a chat `times` times, each time when it is up again, against the real server. */
export async function measureReconnects({ url }: Pick<World, 'url'>, times: number): Promise<Reconnects> {
  const ports = nodePorts();
  ports.speed = 1000;
  const held: Held = { subscriptions: 0, listeners: 0, openSockets: 0, timers: 0 };
  let opened = 0;
  const counted =
    (listen: () => () => void): (() => () => void) =>
    () => {
      held.listeners += 1;
      const stop = listen();
      return () => {
        held.listeners -= 1;
        stop();
      };
    };
  const { openSocket, clock, page, storage } = ports;
  const porthole = createPorthole({
    ...ports,
    page: { ...page, listen: (happened) => counted(() => page.listen(happened))() },
    storage: { ...storage, listen: (key, changed) => counted(() => storage.listen(key, changed))() },
    transport: createTransport(
      { server: url },
      {
        ...ports,
        // Requests keep their deadline: only the pauses are to be short.
        clock: {
          now: clock.now,
          after(delayMs, fn) {
            held.timers += 1;
            let over = false;
            const end = (): void => {
              held.timers -= over ? 0 : 1;
              over = true;
            };
            const timer = setTimeout(
              () => {
                end();
                fn();
              },
              delayMs >= 10_000 ? delayMs : delayMs / ports.speed,
            );
            return () => {
              end();
              clearTimeout(timer);
            };
          },
        },
        openSocket(address, on) {
          held.subscriptions = 0;
          held.openSockets += 1;
          opened += 1;
          const socket = openSocket(address, {
            ...on,
            closed() {
              held.openSockets -= 1;
              on.closed();
            },
          });
          return {
            send(text) {
              if (text.startsWith('{"msg":"sub"')) held.subscriptions += 1;
              socket.send(text);
            },
            close: () => socket.close(),
          };
        },
      },
    ),
  });
  const connected = async (also = () => true): Promise<Held> => {
    for (let waited = 0; waited < LONGEST_MS; waited += STEP_MS) {
      if (also() && porthole.connection.value === 'connected' && held.subscriptions) return { ...held };
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    throw new Error(`not connected again after ${LONGEST_MS} ms: ${porthole.connection.value}`);
  };
  try {
    await porthole.load();
    say(porthole, 'hello');
    const first = await connected();
    for (let i = 0; i < times; i++) {
      // The next socket is counted: a pause of a millisecond can pass unseen between two looks at the state.
      const before = opened;
      ports.cut();
      await connected(() => opened > before);
    }
    // Requests of the last connection may still be under way, each with its deadline.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { reconnects: times, first, last: await connected() };
  } finally {
    porthole.dispose();
  }
}
