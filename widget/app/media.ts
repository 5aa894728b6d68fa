import { type ReadonlySignal, signal } from '@preact/signals-core';

/** Whether a media query holds, now and from now on. */
export function media(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.onchange = () => {
    matches.value = list.matches;
  };
  return matches;
}
