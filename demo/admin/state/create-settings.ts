import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Problem } from '../../kit/rest.ts';
import type { AsAdmin } from './create-admin.ts';

/** Settings that the desk shows, by their real ids. */
export const SETTING_IDS = [
  'Livechat_webhookUrl',
  'Livechat_secret_token',
  'Livechat_title',
  'Livechat_title_color',
  'Livechat_registration_form',
  'Livechat_Routing_Method',
] as const;
export type SettingId = (typeof SETTING_IDS)[number];
export type SettingValues = Partial<Record<SettingId, string | boolean>>;

export interface Settings {
  /** As edited; undefined until they are loaded. */
  readonly edited: Signal<SettingValues | undefined>;
  readonly changed: ReadonlySignal<SettingId[]>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  readonly state: ReadonlySignal<'idle' | 'saving' | 'saved'>;
  load(): Promise<void>;
  set(id: SettingId, value: string | boolean): void;
  /** Writes what was changed; `onSaved` of {@link createSettings} is told. */
  save(): Promise<void>;
}

export function createSettings(asAdmin: AsAdmin, onSaved: () => void): Settings {
  const edited = signal<SettingValues>();
  const stored = signal<SettingValues>({});
  const changed = signal<SettingId[]>([]);
  const problem = signal<Problem>();
  const state = signal<'idle' | 'saving' | 'saved'>('idle');

  async function load(): Promise<void> {
    const answers = await Promise.all(
      SETTING_IDS.map(async (id) => ({ id, outcome: await asAdmin((rest) => rest.get(`settings/${id}`)) })),
    );
    const values: SettingValues = {};
    for (const { id, outcome } of answers) {
      if (!outcome.ok) {
        problem.value = outcome.problem;
        return;
      }
      const { value } = outcome.value;
      if (typeof value === 'string' || typeof value === 'boolean') values[id] = value;
    }
    batch(() => {
      stored.value = values;
      edited.value = values;
      changed.value = [];
      problem.value = undefined;
    });
  }

  async function write(id: SettingId, value: string | boolean): Promise<boolean> {
    const outcome = await asAdmin((rest) => rest.post(`settings/${id}`, { value }));
    if (!outcome.ok) problem.value = outcome.problem;
    else stored.value = { ...stored.value, [id]: value };
    return outcome.ok;
  }

  void load();
  return {
    edited,
    changed,
    problem,
    state,
    load,
    set(id, value) {
      const next = { ...edited.value, [id]: value };
      batch(() => {
        edited.value = next;
        changed.value = SETTING_IDS.filter((one) => next[one] !== stored.value[one]);
        state.value = 'idle';
      });
    },
    async save() {
      batch(() => {
        problem.value = undefined;
        state.value = 'saving';
      });
      for (const id of changed.value) {
        const value = edited.value?.[id];
        if (value === undefined || !(await write(id, value))) {
          state.value = 'idle';
          return;
        }
      }
      batch(() => {
        changed.value = [];
        state.value = 'saved';
      });
      onSaved();
    },
  };
}
