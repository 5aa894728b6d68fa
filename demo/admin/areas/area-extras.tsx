import type { ComponentType } from 'preact';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import type { AsAdmin } from '../state/create-admin.ts';
import type { Settings } from '../state/create-settings.ts';
import { BusinessHoursEditor } from './business-hours-editor.tsx';
import { ExternalFrameExtra } from './external-frame-extra.tsx';
import { FacebookExtra } from './facebook-extra.tsx';
import { LivechatEditors } from './livechat-editors.tsx';
import { RdStationNotes } from './rd-station-notes.tsx';
import { WebhookTest } from './webhook-test.tsx';

/** What an area's extra gets. */
export interface AreaExtraProps {
  facts: DeskFacts;
  /** Calls of the server as the admin. */
  asAdmin: AsAdmin;
  /** All settings by id: `settings.entries.value?.get('Livechat_webhookUrl')?.setting.value.value`. */
  settings: Settings;
}

/**
 * What an area has beyond its settings, shown below them: an editor, a button. By the area's name, as in
 * `mock-server/core/settings/definitions.ts`. Several: a component that shows them all.
 */
export const AREA_EXTRAS: Partial<Record<string, ComponentType<AreaExtraProps>>> = {
  'Business Hours': BusinessHoursEditor,
  'CRM Integration': WebhookTest,
  'External Frame': ExternalFrameExtra,
  Facebook: FacebookExtra,
  Livechat: LivechatEditors,
  'RD Station': RdStationNotes,
};
