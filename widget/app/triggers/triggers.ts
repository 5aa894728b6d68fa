import type { Given, Made } from '../given.ts';
import { bubbles } from './bubbles.ts';
import { createTriggers } from './create-triggers.ts';
import css from './triggers.css?inline';
import { watchPage } from './watch-page.ts';

/** What the server's administrator has the pop-up say by itself. Loaded where the config has triggers. The answer stops it. */
export function create(given: Given): Made['triggers'] {
  const { style, computed, porthole } = given;
  const { known, before } = porthole.facts;
  style(css);
  const { href, shown, stop } = watchPage(given);
  const stops = [
    stop,
    bubbles(given),
    createTriggers(given, {
      href: computed(() => known.value.parentUrl || href.value),
      shown,
      before,
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
