import { type ReadonlySignal, useSignal } from '@preact/signals';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { Deliveries } from '../state/create-deliveries.ts';
import { DeliveryItem } from './delivery-item.tsx';
import { ShowAll } from './show-all.tsx';

/** How many deliveries show until all are asked for. */
const FEW = 4;

/** What the server sends: each webhook with its attempts. */
export function DeliveriesPanel({
  deliveries,
  now,
}: {
  deliveries: Deliveries;
  now: ReadonlySignal<number>;
}) {
  const list = deliveries.list.value;
  const problem = deliveries.problem.value;
  const all = useSignal(false);
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
      {problem && <Notice kind="bad" text={problemWords(problem)} />}
      {!deliveries.loaded.value && !problem && (
        <div class="empty">
          <div class="spinner" role="status" aria-label="Loading the deliveries" />
        </div>
      )}
      {deliveries.loaded.value && list.length === 0 && (
        <Empty
          icon="send"
          title="Nothing sent yet"
          text="An offline message, or the end of a chat, makes the server send a webhook."
        />
      )}
      <ul class="items" aria-label="Deliveries, newest first">
        {(all.value ? list : list.slice(0, FEW)).map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} deliveries={deliveries} now={now} />
        ))}
      </ul>
      <ShowAll total={list.length} few={FEW} all={all} />
    </section>
  );
}
