import { type ReadonlySignal, signal } from '@preact/signals';
import { every } from '../../kit/every.ts';
import type { Outcome, Problem, Rest } from '../../kit/rest.ts';
import type { AsAdmin } from './create-admin.ts';

/** Something of the server's that has an id, as it is edited. */
export interface Stored<Draft> {
  id: string;
  draft: Draft;
}

/** How one kind of thing is read and written. */
export interface RecordsApi<Draft> {
  list(rest: Rest): Promise<Outcome<Stored<Draft>[]>>;
  /** Without an id: a new one. */
  save(rest: Rest, id: string | undefined, draft: Draft): Promise<Outcome<unknown>>;
  remove(rest: Rest, id: string): Promise<Outcome<unknown>>;
}

/** A list of things on the server that an admin edits. */
export interface Records<Draft> {
  /** Undefined until it is loaded. */
  readonly list: ReadonlySignal<Stored<Draft>[] | undefined>;
  /** Why the list could not be read just now. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  load(): Promise<void>;
  /** The answer is what went wrong. */
  save(id: string | undefined, draft: Draft): Promise<Problem | undefined>;
  remove(id: string): Promise<Problem | undefined>;
  /** Another call, after which the list is read again. */
  run(call: (rest: Rest) => Promise<Outcome<unknown>>): Promise<Problem | undefined>;
  /** Reads the list again and again; the answer ends it. */
  watch(): () => void;
}

const LOOK_EVERY_MS = 4000;

export function createRecords<Draft>(asAdmin: AsAdmin, api: RecordsApi<Draft>): Records<Draft> {
  const list = signal<Stored<Draft>[]>();
  const problem = signal<Problem>();

  async function load(): Promise<void> {
    const outcome = await asAdmin(api.list);
    problem.value = outcome.ok ? undefined : outcome.problem;
    // An unchanged list is not drawn again.
    if (outcome.ok && JSON.stringify(outcome.value) !== JSON.stringify(list.peek())) {
      list.value = outcome.value;
    }
  }

  async function run(call: (rest: Rest) => Promise<Outcome<unknown>>): Promise<Problem | undefined> {
    const outcome = await asAdmin(call);
    await load();
    return outcome.ok ? undefined : outcome.problem;
  }

  return {
    list,
    problem,
    load,
    run,
    save: (id, draft) => run((rest) => api.save(rest, id, draft)),
    remove: (id) => run((rest) => api.remove(rest, id)),
    watch: () => every(LOOK_EVERY_MS, load),
  };
}
