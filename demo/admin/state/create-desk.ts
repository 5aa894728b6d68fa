import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { tellDemo } from '../../kit/demo-channel.ts';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { createAdmin } from './create-admin.ts';
import { type CrmFeed, createCrmFeed } from './create-crm-feed.ts';
import { createDeliveries, type Deliveries } from './create-deliveries.ts';
import { createSettings, type Settings } from './create-settings.ts';

/** Everything on the webhook desk: the sender's side, the receiver's side, the settings between them. */
export interface Desk {
  readonly deliveries: Deliveries;
  readonly crm: CrmFeed;
  readonly settings: Settings;
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
    deliveries,
    crm: createCrmFeed(deliveries.look),
    settings: createSettings(asAdmin, () => tellDemo('widget-settings-changed')),
    now,
  };
}
