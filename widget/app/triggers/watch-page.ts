import type { Given } from '../given.ts';

/** How often the address is compared where the browser does not tell. */
const EVERY_MS = 1_000;

/** What triggers want to know of the page: its address, also when a script changes it, and whether the site hides the widget. */
export function watchPage({ signal, host: { element } }: Pick<Given, 'signal' | 'host'>) {
  const href = signal(location.href);
  const shown = signal(!element.hidden);
  const look = () => {
    href.value = location.href;
  };
  // The history of the page is the page's: nothing of it is wrapped. @see HTML Standard, `Navigation`
  const { navigation } = self as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', look);
  const timer = navigation ? undefined : setInterval(look, EVERY_MS);
  const observer = new MutationObserver(() => {
    shown.value = !element.hidden;
  });
  observer.observe(element, { attributeFilter: ['hidden'] });
  return {
    href,
    shown,
    stop() {
      navigation?.removeEventListener('currententrychange', look);
      clearInterval(timer);
      observer.disconnect();
    },
  };
}
