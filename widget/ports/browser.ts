import type { PageEvent } from './page.ts';
import type { Ports } from './ports.ts';
import type { Storage } from './storage.ts';

/** The ports of a real page. */
export function browserPorts(): Ports {
  return {
    fetch: (input, init) => fetch(input, init),
    openSocket(url, on) {
      const socket = new WebSocket(url);
      socket.onopen = on.opened;
      socket.onmessage = (event) => on.message(event.data);
      socket.onclose = on.closed;
      return socket;
    },
    clock: {
      now: Date.now,
      after(delayMs, fn) {
        const timer = setTimeout(fn, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: {
      unit: Math.random,
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    storage: browserStorage(),
    page: {
      isVisible: () => !document.hidden,
      where: () => ({ href: location.href, title: document.title, host: location.host }),
      listen: (happened) =>
        on(['online', 'pagehide', 'pageshow', 'visibilitychange'] satisfies PageEvent[], ({ type }) =>
          happened(type as PageEvent),
        ),
    },
    async lock(name, work) {
      try {
        return await navigator.locks.request(name, work);
      } catch {
        // Not on plain http, not in a sandboxed frame, not in every browser.
        return work();
      }
    },
    report: (what, detail) => console.debug('porthole', what, detail),
  };
}

/** localStorage, or memory where it is forbidden (merely touching it may throw) or full. */
export function browserStorage(): Storage {
  const memory = new Map<string, string>();
  return {
    read(key) {
      try {
        return memory.get(key) ?? localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, value);
        memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
    listen: (key, changed) =>
      on(['storage'], (event) => {
        const { key: changedKey, newValue } = event as StorageEvent;
        if (changedKey === key && newValue) changed(newValue);
      }),
  };
}

/** Listens at the window, where the document's events arrive too. */
function on(names: string[], listener: (event: Event) => void): () => void {
  for (const name of names) addEventListener(name, listener);
  return () => {
    for (const name of names) removeEventListener(name, listener);
  };
}
