import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { PageEvent } from '../../../widget/ports/page.ts';
import type { Ports } from '../../../widget/ports/ports.ts';
import type { CreateLive } from '../../../widget/state/live.ts';
import { type Disk, memoryDisk } from './memory-disk.ts';

export interface NodePorts extends Ports {
  /** Breaks all sockets as a lost network does. */
  cut(): void;
  /** What happens to the page. */
  happen(event: PageEvent): void;
  visible: boolean;
  /** Where the page is. */
  place: { href: string; title: string; host: string };
  /** Paths asked, e.g. `POST message`. */
  readonly requests: string[];
  /** The network between: asks the server and gives its answer, or another, or none. Paths are as in `requests`. */
  between(path: string, ask: () => Promise<Response>): Promise<Response>;
  readonly reports: string[];
  /** How many times faster than real time the page's clock runs. */
  speed: number;
  /** No socket can be made. */
  socketsBlocked: boolean;
  /** Loads the part for chats. */
  loadLive(): Promise<CreateLive>;
  /** All sockets fall silent without a word, as behind a router that forgot them. */
  freeze(): void;
}

/** A page in Node: the real network, real time, a storage that other pages can share. Back-off is short: its random number is small. */
export function nodePorts(disk: Disk = memoryDisk()): NodePorts {
  const sockets = new Set<WebSocket>();
  const listeners = new Set<(event: PageEvent) => void>();
  const ports: NodePorts = {
    visible: true,
    place: { href: 'https://shop.example/cart', title: 'Cart', host: 'shop.example' },
    requests: [],
    between: (_path, ask) => ask(),
    reports: [],
    speed: 1,
    socketsBlocked: false,
    loadLive: () => import('../../../widget/live/live.ts').then(({ createLive }) => createLive),
    async fetch(input, init) {
      const path = `${init?.method ?? 'GET'} ${String(input).replace(/^.*\/livechat\/|\?.*$/g, '')}`;
      ports.requests.push(path);
      return ports.between(path, () => fetch(input, init));
    },
    openSocket(url, on) {
      if (ports.socketsBlocked) throw new Error('blocked');
      const socket = new WebSocket(url);
      sockets.add(socket);
      socket.onopen = on.opened;
      socket.onmessage = ({ data }) => on.message(data);
      socket.onerror = () => {};
      socket.onclose = () => {
        sockets.delete(socket);
        on.closed();
      };
      return socket;
    },
    clock: {
      now: Date.now,
      after(delayMs, fn) {
        const timer = setTimeout(fn, delayMs / ports.speed);
        return () => clearTimeout(timer);
      },
    },
    random: { unit: () => 0.1, bytes: (count) => randomBytes(count) },
    storage: disk.open(),
    page: {
      isVisible: () => ports.visible,
      where: () => ports.place,
      listen(happened) {
        listeners.add(happened);
        return () => void listeners.delete(happened);
      },
    },
    lock: (_name, work) => work(),
    report: (what) => ports.reports.push(what),
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    freeze() {
      for (const socket of sockets) socket.pause();
    },
    happen(event) {
      for (const happened of listeners) happened(event);
    },
  };
  return ports;
}
