import { type ReadonlySignal, signal } from '@preact/signals';

export type ViewName = 'webhooks' | 'settings';

/** Which of the two views shows: `#settings` and `#settings/<area>` are the settings, all else is the webhook desk. Lives as long as the page. */
export function createView(): ReadonlySignal<ViewName> {
  const view = signal<ViewName>(viewOf(location.hash));
  addEventListener('hashchange', () => {
    view.value = viewOf(location.hash);
  });
  return view;
}

export function viewOf(hash: string): ViewName {
  return /^#settings(\/|$)/.test(hash) ? 'settings' : 'webhooks';
}
