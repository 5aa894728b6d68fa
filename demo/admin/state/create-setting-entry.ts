import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Outcome, Problem } from '../../kit/rest.ts';
import { type Setting, type SettingValue, sameValue } from '../model/setting.ts';

/** Why a value could not be saved. */
export type SettingProblem = Problem | { why: 'no-number' };

/** One setting on the page: as the server has it, and what somebody is about to make of it. */
export interface SettingEntry {
  readonly setting: ReadonlySignal<Setting>;
  /** What the input shows. Of a number it is text: halfway through, it need not be one. */
  readonly shown: ReadonlySignal<SettingValue>;
  /** `dirty`: not what the server has. `failed`: saving it went wrong, and it is still there to be tried again. */
  readonly state: ReadonlySignal<'idle' | 'dirty' | 'saving' | 'saved' | 'failed'>;
  readonly problem: ReadonlySignal<SettingProblem | undefined>;
  /** Keeps a draft. */
  type(value: SettingValue): void;
  /** Writes the draft, or this value. */
  save(value?: SettingValue): Promise<void>;
  /** Drops the draft. */
  undo(): void;
  /** What the server said to a question asked at this time, in ms of `performance.now()`. */
  told(setting: Setting, askedAt: number): void;
}

export function createSettingEntry(
  first: Setting,
  write: (id: string, value: SettingValue) => Promise<Outcome<unknown>>,
): SettingEntry {
  const setting = signal(first);
  const draft = signal<SettingValue>();
  const progress = signal<'idle' | 'saving' | 'saved'>('idle');
  const problem = signal<SettingProblem>();
  let savedAt = 0;

  /** The draft as a value of the setting's type; undefined when it is none. */
  function readDraft(edited: SettingValue): SettingValue | undefined {
    if (setting.peek().kind !== 'number') return edited;
    const text = String(edited).trim();
    const number = Number(text);
    return text === '' || !Number.isFinite(number) ? undefined : number;
  }

  async function save(edited: SettingValue): Promise<void> {
    const value = readDraft(edited);
    batch(() => {
      draft.value = edited;
      problem.value = value === undefined ? { why: 'no-number' } : undefined;
      if (value !== undefined) progress.value = 'saving';
    });
    if (value === undefined) return;
    const outcome = await write(first.id, value);
    savedAt = performance.now();
    batch(() => {
      progress.value = outcome.ok ? 'saved' : 'idle';
      if (!outcome.ok) problem.value = outcome.problem;
      else {
        setting.value = { ...setting.value, value };
        // Who went on typing meanwhile keeps that.
        if (draft.value === edited) draft.value = undefined;
      }
    });
  }

  const isDirty = computed(() => {
    if (draft.value === undefined) return false;
    const value = readDraft(draft.value);
    return value === undefined || !sameValue(value, setting.value.value);
  });

  return {
    setting,
    problem,
    shown: computed(() => draft.value ?? setting.value.value),
    state: computed(() => {
      if (progress.value === 'saving') return 'saving';
      if (problem.value) return 'failed';
      return isDirty.value ? 'dirty' : progress.value;
    }),
    type(value) {
      batch(() => {
        draft.value = value;
        problem.value = undefined;
        progress.value = 'idle';
      });
    },
    save: (value) => save(value ?? draft.peek() ?? setting.peek().value),
    undo() {
      batch(() => {
        draft.value = undefined;
        problem.value = undefined;
      });
    },
    told(next, askedAt) {
      if (progress.peek() === 'saving' || askedAt < savedAt) return;
      if (JSON.stringify(next) !== JSON.stringify(setting.peek())) setting.value = next;
    },
  };
}
