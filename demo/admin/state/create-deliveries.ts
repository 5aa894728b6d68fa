import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { every } from '../../kit/every.ts';
import type { Outcome, Problem } from '../../kit/rest.ts';
import { type Delivery, decodeDelivery } from '../model/delivery.ts';
import { type DeliveryFilter, deliveriesPath } from '../model/delivery-filter.ts';
import type { AsAdmin } from './create-admin.ts';

/** What the mock sends out, on its way: a page of it. */
export interface Deliveries {
  /** Newest first. */
  readonly list: ReadonlySignal<Delivery[]>;
  /** How many the filter lets through, on all pages. */
  readonly total: ReadonlySignal<number>;
  readonly filter: ReadonlySignal<DeliveryFilter>;
  /** 1, 2, … */
  readonly page: ReadonlySignal<number>;
  readonly pages: ReadonlySignal<number>;
  readonly loaded: ReadonlySignal<boolean>;
  /** Why the list, or the last command, failed. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** `test`, `all`, or the id of the delivery being replayed. */
  readonly busy: ReadonlySignal<string | undefined>;
  /** Looks for something else, from the first page on. */
  show(filter: DeliveryFilter): void;
  turnTo(page: number): void;
  replay(id: string): Promise<void>;
  /** Sends again what was given up, of the target that is looked for. */
  replayFailed(): Promise<void>;
  sendTest(): Promise<void>;
  /** Looks now instead of at the next turn. */
  look(): void;
}

/** How often the list is asked for, in ms. */
const LOOK_EVERY_MS = 1000;
export const PAGE_SIZE = 20;

export function createDeliveries(asAdmin: AsAdmin): Deliveries {
  const list = signal<Delivery[]>([]);
  const total = signal(0);
  const filter = signal<DeliveryFilter>({});
  const page = signal(1);
  const pages = computed(() => Math.max(1, Math.ceil(total.value / PAGE_SIZE)));
  const loaded = signal(false);
  const listProblem = signal<Problem>();
  const problem = signal<Problem>();
  const busy = signal<string>();
  /** Counts the questions: the answer to an older one is about something that is no longer looked at. */
  let asked = 0;

  async function look(): Promise<void> {
    asked += 1;
    const mine = asked;
    const outcome = await asAdmin((rest) => rest.page(deliveriesPath(filter.value, page.value, PAGE_SIZE)));
    if (mine !== asked) return;
    batch(() => {
      if (outcome.ok) {
        list.value = outcome.value.items.map(decodeDelivery).filter((delivery) => delivery !== undefined);
        total.value = outcome.value.total;
        loaded.value = true;
        if (problem.value === listProblem.value) problem.value = undefined;
        listProblem.value = undefined;
      } else {
        listProblem.value = outcome.problem;
        problem.value = listProblem.value;
      }
    });
    // What was on the last page is gone.
    if (page.value > pages.value) turnTo(pages.value);
  }

  function turnTo(wanted: number): void {
    page.value = wanted;
    void look();
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
    total,
    filter,
    page,
    pages,
    loaded,
    problem,
    busy,
    show(wanted) {
      batch(() => {
        filter.value = wanted;
        loaded.value = false;
        list.value = [];
      });
      turnTo(1);
    },
    turnTo,
    replay: (id) =>
      command(id, () =>
        asAdmin((rest) => rest.raw('POST', `/db/deliveries/${encodeURIComponent(id)}/replay`)),
      ),
    replayFailed: () =>
      command('all', () => {
        const { target } = filter.value;
        const only = target === undefined ? '' : `&target=${target}`;
        return asAdmin((rest) => rest.raw('POST', `/db/deliveries/replay?since=0${only}`));
      }),
    sendTest: () => command('test', () => asAdmin((rest) => rest.post('livechat/webhook.test'))),
    look: () => void look(),
  };
}
