import type { Given } from '../given.ts';

const EVERY_MS = 1_000;

/**
 * What triggers want to know of the page: its address, also when a script changes it, and whether the site hides the widget.
 * @note The address is compared: the history of the page is the page's, and nothing of it is wrapped.
 */
export function watchPage({ signal, host: { element } }: Pick<Given, 'signal' | 'host'>) {
  const href = signal(location.href);
  const shown = signal(!element.hidden);
  const timer = setInterval(() => {
    href.value = location.href;
  }, EVERY_MS);
  const observer = new MutationObserver(() => {
    shown.value = !element.hidden;
  });
  observer.observe(element, { attributeFilter: ['hidden'] });
  return {
    href,
    shown,
    stop() {
      clearInterval(timer);
      observer.disconnect();
    },
  };
}
