import type { Signal } from '@preact/signals';

/** Below a list that shows only its newest: shows all, or few again. Nothing when all fit. */
export function ShowAll({ total, few, all }: { total: number; few: number; all: Signal<boolean> }) {
  if (total <= few) return null;
  return (
    <button
      type="button"
      class="button quiet small"
      onClick={() => {
        all.value = !all.value;
      }}
    >
      {all.value ? `Show the newest ${few}` : `Show ${total - few} older`}
    </button>
  );
}
