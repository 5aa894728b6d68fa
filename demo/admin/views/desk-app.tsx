import type { DeskFacts } from '../../kit/desk-facts.ts';
import type { Desk } from '../state/create-desk.ts';
import { CrmPanel } from './crm-panel.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { LeadsPanel } from './leads-panel.tsx';
import { SettingsPage } from './settings-page.tsx';

/** The desk: webhooks as they are sent and as they arrive, or the settings. */
export function DeskApp({ facts, desk }: { facts: DeskFacts; desk: Desk }) {
  const view = desk.view.value;
  return (
    <>
      <nav class="views" aria-label="Views">
        <a href="#webhooks" aria-current={view === 'webhooks' ? 'page' : undefined}>
          Webhooks
        </a>
        <a href="#settings" aria-current={view === 'settings' ? 'page' : undefined}>
          Settings
        </a>
      </nav>
      {view === 'settings' ? (
        <SettingsPage facts={facts} settings={desk.settings} asAdmin={desk.asAdmin} />
      ) : (
        <Webhooks facts={facts} desk={desk} />
      )}
    </>
  );
}

function Webhooks({ facts, desk }: { facts: DeskFacts; desk: Desk }) {
  const pace = facts.timeScale === 1 ? 'Time runs as usual.' : `Time runs ${facts.timeScale} times as fast.`;
  return (
    <main class="desk">
      <h1 class="visually-hidden">Webhook desk</h1>
      <div class="columns">
        <DeliveriesPanel deliveries={desk.deliveries} now={desk.now} />
        <div class="column">
          <CrmPanel facts={facts} crm={desk.crm} />
          <LeadsPanel facts={facts} leads={desk.leads} />
        </div>
      </div>
      <p class="soft desk-note">
        {pace} The sample CRM expects the secret “{facts.crm.token}”. Where webhooks go, and with which
        secret: <a href="#settings/crm-integration">Settings, CRM Integration</a>.
      </p>
    </main>
  );
}
