import type { Storage } from '../../../widget/ports/storage.ts';

/** What `localStorage` is to the tabs of one browser: each `open` is a tab, which hears of what the others write, a little later. */
export interface Disk {
  open(): Storage;
  readonly values: Map<string, string>;
}

export function memoryDisk(): Disk {
  const values = new Map<string, string>();
  const tabs = new Set<Map<string, Set<(value: string) => void>>>();
  return {
    values,
    open() {
      const mine = new Map<string, Set<(value: string) => void>>();
      tabs.add(mine);
      return {
        read: (key) => values.get(key),
        write(key, value) {
          values.set(key, value);
          for (const tab of tabs)
            if (tab !== mine) for (const changed of tab.get(key) ?? []) queueMicrotask(() => changed(value));
        },
        listen(key, changed) {
          const listeners = mine.get(key) ?? new Set();
          mine.set(key, listeners.add(changed));
          return () => void listeners.delete(changed);
        },
      };
    },
  };
}
