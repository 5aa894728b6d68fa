import type { Page, PageEvent } from './page.ts';
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
    page: browserPage(),
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
      on(window, 'storage', (event) => {
        const { key: changedKey, newValue } = event as StorageEvent;
        if (changedKey === key && newValue) changed(newValue);
      }),
  };
}

function browserPage(): Page {
  const isVisible = (): boolean => !document.hidden;
  return {
    isVisible,
    where: () => ({ href: location.href, title: document.title, host: location.host }),
    listen(happened) {
      const stops = (['online', 'pagehide', 'pageshow'] satisfies PageEvent[]).map((name) =>
        on(window, name, () => happened(name)),
      );
      stops.push(on(document, 'visibilitychange', () => happened(isVisible() ? 'visible' : 'hidden')));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function on(target: EventTarget, name: string, listener: (event: Event) => void): () => void {
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}
