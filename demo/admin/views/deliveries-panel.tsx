import { type ReadonlySignal, useSignal } from '@preact/signals';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { isFiltered } from '../model/delivery-filter.ts';
import type { Deliveries } from '../state/create-deliveries.ts';
import { DeliveryFilters } from './delivery-filters.tsx';
import { DeliveryItem } from './delivery-item.tsx';
import { Pager } from './pager.tsx';
import { ShowAll } from './show-all.tsx';

/** How many deliveries show until more are asked for. */
const FEW = 4;

export interface DeliveriesPanelProps {
  deliveries: Deliveries;
  now: ReadonlySignal<number>;
}

/** What the server sends, each with its attempts: the newest few, then page by page. */
export function DeliveriesPanel({ deliveries, now }: DeliveriesPanelProps) {
  const list = deliveries.list.value;
  const problem = deliveries.problem.value;
  const filter = deliveries.filter.value;
  const loaded = deliveries.loaded.value;
  const all = useSignal(false);
  const isWhole = all.value || isFiltered(filter) || deliveries.page.value > 1;
  const total = deliveries.total.value;
  return (
    <section class="panel" aria-labelledby="deliveries-title">
      <header class="panel-top">
        <h2 id="deliveries-title">Deliveries</h2>
        <button
          type="button"
          class="button small"
          disabled={deliveries.busy.value === 'test'}
          onClick={() => void deliveries.sendTest()}
        >
          Send a test
        </button>
      </header>
      {(total > FEW || isWhole) && <DeliveryFilters deliveries={deliveries} />}
      {problem && <Notice kind="bad" text={problemWords(problem)} />}
      {!loaded && !problem && (
        <div class="empty">
          <div class="spinner" role="status" aria-label="Loading the deliveries" />
        </div>
      )}
      {loaded && list.length === 0 && (
        <Empty
          icon="send"
          title={isFiltered(filter) ? 'Nothing like that' : 'Nothing sent yet'}
          text={
            isFiltered(filter)
              ? 'No delivery is to that target, in that state and of that kind.'
              : 'An offline message, or the end of a chat, makes the server send a webhook.'
          }
        />
      )}
      <ul class="items" aria-label="Deliveries, newest first">
        {(isWhole ? list : list.slice(0, FEW)).map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} deliveries={deliveries} now={now} />
        ))}
      </ul>
      {isWhole && <Pager deliveries={deliveries} />}
      {!isFiltered(filter) && deliveries.page.value === 1 && <ShowAll total={total} few={FEW} all={all} />}
    </section>
  );
}
