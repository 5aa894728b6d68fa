import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type SideTab = 'details' | 'frame';

export interface SidePaneProps {
  tab: Signal<SideTab>;
  details: ComponentChildren;
  frame: ComponentChildren;
}

const TITLES: Record<SideTab, string> = { details: 'Visitor', frame: 'Frame' };
const TABS = Object.keys(TITLES) as SideTab[];

/** What is known of the visitor, or the page of the company's own: one of two tabs. */
export function SidePane({ tab, details, frame }: SidePaneProps) {
  const id = useId();
  const shown = tab.value;
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = shown === 'details' ? 'frame' : 'details';
    tab.value = next;
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class="details side">
      <div class="side-tabs" role="tablist" aria-label="Beside the chat">
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={one === shown}
            aria-controls={`${id}-panel`}
            tabIndex={one === shown ? 0 : -1}
            onClick={() => {
              tab.value = one;
            }}
            onKeyDown={move}
          >
            {TITLES[one]}
          </button>
        ))}
      </div>
      <div class="side-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {shown === 'details' ? details : frame}
      </div>
    </div>
  );
}
