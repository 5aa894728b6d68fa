import type { Signal } from '@preact/signals';

export const PANES = [
  { id: 'site', title: 'Shop', path: './site/' },
  { id: 'agent', title: 'Agent console', path: './agent/' },
  { id: 'admin', title: 'Webhook desk', path: './admin/' },
] as const;
export type PaneId = (typeof PANES)[number]['id'];

/** Which pane shows where only one fits. Plain buttons: on a wide screen they are not there and nothing is hidden. */
export function Tabs({ shown }: { shown: Signal<PaneId> }) {
  return (
    <nav class="tabs" aria-label="Panes">
      {PANES.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown.value === id}
          aria-controls={`pane-${id}`}
          onClick={() => {
            shown.value = id;
          }}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}
