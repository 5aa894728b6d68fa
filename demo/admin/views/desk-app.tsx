import type { DeskFacts } from '../../kit/desk-facts.ts';
import type { Desk } from '../state/create-desk.ts';
import { CrmPanel } from './crm-panel.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { SettingsStrip } from './settings-strip.tsx';

/** The webhook desk: settings on top, what is sent, what arrives. */
export function DeskApp({ facts, desk }: { facts: DeskFacts; desk: Desk }) {
  return (
    <main class="desk">
      <h1 class="visually-hidden">Webhook desk</h1>
      <SettingsStrip facts={facts} settings={desk.settings} />
      <div class="columns">
        <DeliveriesPanel deliveries={desk.deliveries} now={desk.now} />
        <CrmPanel facts={facts} crm={desk.crm} />
      </div>
    </main>
  );
}
