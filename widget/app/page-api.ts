import type { effect as Effect } from '@preact/signals-core';
import type { PortholeHost } from './host.ts';
import { createPageCalls } from './page-calls.ts';
import { pageEvents } from './page-events.ts';
import type { Ui } from './ui.ts';

/**
 * What `window.RocketChat` does, for the pages that use it: loaded on its first call. Gives back what carries out a call.
 * @param effect of the pop-up: this file is loaded by itself and must not bring signals of its own
 */
export function pageApi(ui: Ui, emit: PortholeHost['emit'], effect: typeof Effect) {
  pageEvents(ui.porthole, emit, effect);
  return createPageCalls(ui, effect);
}
