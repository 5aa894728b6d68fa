import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { type AsAdmin, createAdmin } from './create-admin.ts';
import { type CrmFeed, createCrmFeed } from './create-crm-feed.ts';
import { createDeliveries, type Deliveries } from './create-deliveries.ts';
import { createLeads, type Leads } from './create-leads.ts';
import { createSettings, type Settings } from './create-settings.ts';
import { createView, type ViewName } from './create-view.ts';

/** Everything on the desk: the sender's side of webhooks, the receiver's side, and the server's settings. */
export interface Desk {
  readonly view: ReadonlySignal<ViewName>;
  readonly deliveries: Deliveries;
  readonly crm: CrmFeed;
  readonly leads: Leads;
  readonly settings: Settings;
  readonly asAdmin: AsAdmin;
  /** The server's clock, in ms since 1970; moves while an attempt is awaited. */
  readonly now: ReadonlySignal<number>;
}

/** How often a countdown moves, in ms. */
const TICK_MS = 200;

/** Lives as long as the page. */
export function createDesk(facts: DeskFacts): Desk {
  const readAt = Date.now();
  const serverNow = (): number => facts.now + (Date.now() - readAt) * facts.timeScale;
  const now = signal(serverNow());
  const asAdmin = createAdmin(facts.mock, facts.admin.user, facts.admin.password);
  const deliveries = createDeliveries(asAdmin);
  effect(() => {
    now.value = serverNow();
    if (!deliveries.list.value.some(({ state }) => state === 'pending')) return;
    const timer = setInterval(() => {
      now.value = serverNow();
    }, TICK_MS);
    return () => clearInterval(timer);
  });
  return {
    view: createView(),
    deliveries,
    crm: createCrmFeed(deliveries.look),
    leads: createLeads(),
    settings: createSettings(asAdmin),
    asAdmin,
    now,
  };
}
