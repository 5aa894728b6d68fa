import type { effect as Effect } from '@preact/signals-core';
import type { PortholeDeps, PortholeParts } from '../state/create-porthole.ts';
import type { Given, Made } from './given.ts';
import type { PortholeHost } from './host.ts';
import { createPageCalls } from './page-calls.ts';
import { pageEvents } from './page-events.ts';
import { pageTheme } from './page-theme.ts';
import type { Ui } from './ui.ts';

/** What the part shares with the pop-up. It is loaded by itself, so it must not bring any of this along. */
export interface PageDeps extends Pick<PortholeParts, 'facts' | 'visitor'> {
  ui: Ui;
  host: Pick<PortholeHost, 'emit' | 'root'>;
  rest: PortholeDeps['transport']['rest'];
  effect: typeof Effect;
}

export const create = ({ ui, host, transport, porthole, effect }: Given): Made['page-api'] =>
  pageApi(ui, host, transport, porthole, effect);

/** What `window.RocketChat` does, for the pages that use it: loaded on its first call. Gives back what carries out a call. */
export function pageApi(
  ui: Ui,
  host: PageDeps['host'],
  { rest }: Pick<PageDeps, 'rest'>,
  { facts, visitor }: Pick<PageDeps, 'facts' | 'visitor'>,
  effect: typeof Effect,
) {
  const deps: PageDeps = { ui, host, facts, visitor, rest, effect };
  pageEvents(ui.porthole, host.emit, effect);
  pageTheme(deps);
  return createPageCalls(deps);
}
