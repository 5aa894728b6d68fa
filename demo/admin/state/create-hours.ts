import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { recordsOf, textOf } from '../../kit/decode/fields.ts';
import { every } from '../../kit/every.ts';
import { fetchDeskFacts } from '../../kit/facts.ts';
import type { Problem } from '../../kit/rest.ts';
import { DAYS, decodeHours, encodeHours, type HoursDraft } from '../model/business-hours.ts';
import type { AsAdmin } from './create-admin.ts';

/** All business hours of the server, the default ones first. */
export interface BusinessHours {
  /** Undefined until they are loaded. */
  readonly list: ReadonlySignal<readonly HoursEntry[] | undefined>;
  readonly departments: ReadonlySignal<readonly { id: string; name: string }[]>;
  /** Why they could not be read just now. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** The server's clock, in ms since 1970. */
  readonly now: ReadonlySignal<number>;
  /** Begins hours that are not saved yet; there is one of them at a time. */
  add(): void;
  /** Reads again and again; the answer ends it. */
  watch(): () => void;
}

/** Some hours, and what somebody makes of them. */
export interface HoursEntry {
  /** The same as long as the page lives. */
  readonly key: string;
  readonly draft: ReadonlySignal<HoursDraft>;
  readonly isChanged: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<'idle' | 'saving' | 'saved'>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  change(part: Partial<HoursDraft>): void;
  /** Of hours that are not saved: they are gone. */
  undo(): void;
  save(): Promise<void>;
  remove(): Promise<void>;
}

type Entry = HoursEntry & {
  readonly stored: ReadonlySignal<HoursDraft>;
  take(stored: HoursDraft): void;
};

const LOOK_EVERY_MS = 3000;
const TICK_MS = 500;
const PAGE = { count: '0' };

export function createHours(asAdmin: AsAdmin): BusinessHours {
  const entries = signal<readonly Entry[]>();
  const departments = signal<readonly { id: string; name: string }[]>([]);
  const problem = signal<Problem>();
  const now = signal(Date.now());
  let tell = (): number => Date.now();

  async function load(): Promise<void> {
    const facts = await fetchDeskFacts();
    if (facts) {
      const readAt = Date.now();
      tell = () => facts.now + (Date.now() - readAt) * facts.timeScale;
    }
    const outcome = await asAdmin((rest) => rest.get('livechat/business-hours', PAGE));
    const names = await asAdmin((rest) => rest.get('livechat/department', PAGE));
    batch(() => {
      now.value = tell();
      if (names.ok) show(recordsOf(names.value, 'departments').map((one) => named(one)));
      problem.value = outcome.ok ? undefined : outcome.problem;
      if (outcome.ok)
        take(recordsOf(outcome.value, 'businessHours').flatMap((one) => decodeHours(one) ?? []));
    });
  }

  /** An unchanged list is not drawn again. */
  function show(list: readonly { id: string; name: string }[]): void {
    if (JSON.stringify(list) !== JSON.stringify(departments.peek())) departments.value = list;
  }

  function take(stored: readonly HoursDraft[]): void {
    const before = entries.peek() ?? [];
    const sorted = [...stored].sort((a, b) => Number(b.type === 'default') - Number(a.type === 'default'));
    const list = sorted.map((one) => {
      const known = before.find(({ draft }) => draft.peek().id === one.id);
      known?.take(one);
      return known ?? createEntry(one);
    });
    const fresh = before.filter(({ draft }) => draft.peek().id === '');
    const all = [...list, ...fresh];
    if (all.length !== before.length || all.some((one, i) => one !== before[i])) entries.value = all;
  }

  function createEntry(first: HoursDraft): Entry {
    const stored = signal(first);
    const draft = signal(first);
    const state = signal<'idle' | 'saving' | 'saved'>('idle');
    const failed = signal<Problem>();
    const isChanged = computed(() => !same(draft.value, stored.value) || draft.value.id === '');
    const drop = (): void => {
      entries.value = entries.peek()?.filter((one) => one !== entry);
    };
    const entry: Entry = {
      stored,
      key: crypto.randomUUID(),
      draft,
      isChanged,
      state,
      problem: failed,
      take(next: HoursDraft): void {
        if (state.peek() === 'saving') return;
        if (!isChanged.peek()) draft.value = same(draft.peek(), next) ? draft.peek() : next;
        stored.value = next;
      },
      change(part: Partial<HoursDraft>): void {
        batch(() => {
          draft.value = { ...draft.peek(), ...part };
          state.value = 'idle';
          failed.value = undefined;
        });
      },
      undo(): void {
        if (draft.peek().id === '') drop();
        batch(() => {
          draft.value = stored.peek();
          failed.value = undefined;
        });
      },
      async save(): Promise<void> {
        const sent = draft.peek();
        state.value = 'saving';
        const outcome = await asAdmin((rest) => rest.post('livechat/business-hours.save', encodeHours(sent)));
        batch(() => {
          state.value = outcome.ok ? 'saved' : 'idle';
          failed.value = outcome.ok ? undefined : outcome.problem;
          if (!outcome.ok) return;
          stored.value = sent;
          // The server gave it an id: it comes back with the list.
          if (sent.id === '') drop();
        });
        if (outcome.ok) await load();
      },
      async remove(): Promise<void> {
        const { id: _id, type } = draft.peek();
        const outcome = await asAdmin((rest) => rest.post('livechat/business-hours.remove', { _id, type }));
        if (outcome.ok) await load();
        else failed.value = outcome.problem;
      },
    };
    return entry;
  }

  return {
    list: entries,
    departments,
    problem,
    now,
    add() {
      const standard = entries.peek()?.[0]?.stored.peek();
      if (entries.peek()?.some(({ draft }) => draft.peek().id === '')) return;
      const zone = standard?.zone ?? 'UTC';
      const days = standard?.days ?? DAYS.map((day) => ({ day, open: false, from: '08:00', to: '20:00' }));
      const blank: HoursDraft = {
        id: '',
        type: 'custom',
        name: '',
        active: true,
        zone,
        days,
        departments: [],
      };
      entries.value = [...(entries.peek() ?? []), createEntry(blank)];
    },
    watch() {
      const stop = every(LOOK_EVERY_MS, load);
      const timer = setInterval(() => {
        now.value = tell();
      }, TICK_MS);
      return () => {
        stop();
        clearInterval(timer);
      };
    },
  };
}

const same = (a: HoursDraft, b: HoursDraft): boolean =>
  JSON.stringify(encodeHours(a)) === JSON.stringify(encodeHours(b));

function named(department: Parameters<typeof textOf>[0]): { id: string; name: string } {
  const id = textOf(department, '_id') ?? '';
  return { id, name: textOf(department, 'name') ?? id };
}
