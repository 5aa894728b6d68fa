import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { every } from '../../kit/every.ts';
import type { Problem } from '../../kit/rest.ts';
import { type FoundArea, findSettings } from '../model/find-settings.ts';
import { decodeSetting } from '../model/setting.ts';
import type { AsAdmin } from './create-admin.ts';
import { createSettingEntry, type SettingEntry } from './create-setting-entry.ts';

/** All settings of the server, over its own settings API. */
export interface Settings {
  /** By id; undefined until they are loaded. */
  readonly entries: ReadonlySignal<ReadonlyMap<string, SettingEntry> | undefined>;
  /** What is looked for. */
  readonly query: Signal<string>;
  readonly found: ReadonlySignal<FoundArea[]>;
  /** Why the settings could not be read just now. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Reads them now. */
  load(): Promise<void>;
  /** Reads them again and again, so that what others change shows; the answer ends it. */
  watch(): () => void;
}

const LOOK_EVERY_MS = 2000;

export function createSettings(asAdmin: AsAdmin): Settings {
  const entries = signal<ReadonlyMap<string, SettingEntry>>();
  const problem = signal<Problem>();
  const query = signal('');

  async function load(): Promise<void> {
    const askedAt = performance.now();
    // 0: all of them.
    const outcome = await asAdmin((rest) => rest.get('settings', { count: '0' }));
    batch(() => {
      const list = outcome.ok ? outcome.value.settings : undefined;
      if (!Array.isArray(list)) {
        problem.value = outcome.ok ? { why: 'bad-answer' } : outcome.problem;
        return;
      }
      problem.value = undefined;
      take(list, askedAt);
    });
  }

  function take(list: unknown[], askedAt: number): void {
    const known = entries.peek() ?? new Map<string, SettingEntry>();
    const next = new Map(known);
    for (const setting of list.map(decodeSetting)) {
      if (!setting) continue;
      const entry = known.get(setting.id);
      if (entry) entry.told(setting, askedAt);
      else next.set(setting.id, createSettingEntry(setting, write));
    }
    if (next.size !== known.size) entries.value = next;
  }

  const write = (id: string, value: unknown) =>
    asAdmin((rest) => rest.post(`settings/${encodeURIComponent(id)}`, { value }));

  return {
    entries,
    query,
    problem,
    found: computed(() =>
      findSettings(
        [...(entries.value?.values() ?? [])].map(({ setting }) => setting.value),
        query.value,
      ),
    ),
    load,
    watch: () => every(LOOK_EVERY_MS, load),
  };
}
