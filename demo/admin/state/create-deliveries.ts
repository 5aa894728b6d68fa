import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { every } from '../../kit/every.ts';
import type { Outcome, Problem } from '../../kit/rest.ts';
import { type Delivery, decodeDelivery } from '../model/delivery.ts';
import type { AsAdmin } from './create-admin.ts';

/** The mock's webhooks on their way. */
export interface Deliveries {
  /** Newest first. */
  readonly list: ReadonlySignal<Delivery[]>;
  readonly loaded: ReadonlySignal<boolean>;
  /** Why the list, or the last command, failed. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** `test`, or the id of the delivery being replayed. */
  readonly busy: ReadonlySignal<string | undefined>;
  replay(id: string): Promise<void>;
  sendTest(): Promise<void>;
  /** Looks now instead of at the next turn. */
  look(): void;
}

/** How often the list is asked for, in ms. */
const LOOK_EVERY_MS = 1000;
const NEWEST = '/db/deliveries?_sort=createdAt&_order=desc&_limit=50';

export function createDeliveries(asAdmin: AsAdmin): Deliveries {
  const list = signal<Delivery[]>([]);
  const loaded = signal(false);
  const listProblem = signal<Problem>();
  const problem = signal<Problem>();
  const busy = signal<string>();

  async function look(): Promise<void> {
    const outcome = await asAdmin((rest) => rest.raw('GET', NEWEST));
    batch(() => {
      if (outcome.ok && Array.isArray(outcome.value)) {
        list.value = outcome.value.map(decodeDelivery).filter((delivery) => delivery !== undefined);
        loaded.value = true;
        if (problem.value === listProblem.value) problem.value = undefined;
        listProblem.value = undefined;
      } else {
        listProblem.value = outcome.ok ? { why: 'bad-answer' } : outcome.problem;
        problem.value = listProblem.value;
      }
    });
  }

  async function command(name: string, run: () => Promise<Outcome<unknown>>): Promise<void> {
    batch(() => {
      busy.value = name;
      problem.value = undefined;
    });
    const outcome = await run();
    batch(() => {
      busy.value = undefined;
      if (!outcome.ok) problem.value = outcome.problem;
    });
    await look();
  }

  every(LOOK_EVERY_MS, look);
  return {
    list,
    loaded,
    problem,
    busy,
    replay: (id) =>
      command(id, () =>
        asAdmin((rest) => rest.raw('POST', `/db/deliveries/${encodeURIComponent(id)}/replay`)),
      ),
    sendTest: () => command('test', () => asAdmin((rest) => rest.post('livechat/webhook.test'))),
    look: () => void look(),
  };
}
