import { type Deliveries, PAGE_SIZE } from '../state/create-deliveries.ts';

/** Below a page of the log: which it is, and the way to the others. Nothing when there is only one. */
export function Pager({ deliveries }: { deliveries: Deliveries }) {
  const page = deliveries.page.value;
  const pages = deliveries.pages.value;
  if (pages === 1) return null;
  const first = (page - 1) * PAGE_SIZE + 1;
  const last = first + deliveries.list.value.length - 1;
  return (
    <nav class="pager" aria-label="Pages of the deliveries">
      <button
        type="button"
        class="button quiet small"
        disabled={page === 1}
        onClick={() => deliveries.turnTo(page - 1)}
      >
        Newer
      </button>
      <span class="soft" role="status">
        {first}–{last} of {deliveries.total.value}
      </span>
      <button
        type="button"
        class="button quiet small"
        disabled={page === pages}
        onClick={() => deliveries.turnTo(page + 1)}
      >
        Older
      </button>
    </nav>
  );
}
