import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DemoFacts } from '../kit/desk-facts.ts';
import { Icon } from '../kit/parts/icon.tsx';
import { createOnline } from './create-online.ts';
import { PANES, type PaneId, Tabs } from './tabs.tsx';
import { TopBar } from './top-bar.tsx';

/** The one window: shop, agent console and webhook desk side by side, or behind tabs when there is no room. */
export function WindowApp({ facts }: { facts: DemoFacts }) {
  const shown = useSignal<PaneId>('site');
  const { online, dispose } = useMemo(() => createOnline(facts.mock), [facts.mock]);
  const site = useRef<HTMLIFrameElement>(null);
  const reloadSite = (): void => site.current?.contentWindow?.location.reload();
  useEffect(() => dispose, [dispose]);
  return (
    <div class="window">
      <TopBar facts={facts} online={online} />
      <Tabs shown={shown} />
      <main class="panes">
        {PANES.map(({ id, title, path }) => (
          <section
            key={id}
            id={`pane-${id}`}
            class={`pane ${shown.value === id ? 'shown' : ''}`}
            aria-label={title}
          >
            <header class="pane-top">
              <h2>{title}</h2>
              {id === 'site' && (
                <button type="button" class="button quiet small" onClick={reloadSite}>
                  <Icon name="again" size={14} />
                  Reload
                </button>
              )}
              <a class="button quiet small" href={path} target="_blank" rel="noopener">
                <Icon name="open" size={14} />
                Own tab
              </a>
            </header>
            <iframe
              ref={id === 'site' ? site : null}
              src={path}
              title={title}
              allow="clipboard-write; autoplay"
            />
          </section>
        ))}
      </main>
    </div>
  );
}
