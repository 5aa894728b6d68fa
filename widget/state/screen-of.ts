import type { LivechatConfig } from '../wire/config.ts';
import type { Problem } from '../wire/problem.ts';
import type { Screen } from './porthole.ts';
import type { Visit } from './session.ts';

export interface Facts {
  config: LivechatConfig | undefined;
  /** Why the config could not be had. */
  loadProblem: Problem | undefined;
  visit: Visit;
  /** Messages wait to be sent. */
  queued: boolean;
  offlineSent: boolean;
  /** Fields the page has filled in for its visitor. */
  known: { name?: string; email?: string; department?: string };
}

/** Which screen shows, from what is true. The order is the rule. */
export function screenOf({ config, loadProblem, visit, queued, offlineSent, known }: Facts): Screen {
  if (!config) return loadProblem ? 'load-failed' : 'loading';
  if (!config.enabled) return 'disabled';
  if (visit.ended) return 'ended';
  if (visit.rid || queued) return 'chat';
  if (offlineSent) return 'offline-sent';
  const { settings, departments } = config;
  if (!config.online) return settings.displayOfflineForm ? 'offline' : 'offline-unavailable';
  // A form without any field is none. @see Rocket.Chat livechat widget, `App`
  const asked =
    settings.registrationForm &&
    ((settings.nameFieldRegistrationForm && !known.name) ||
      (settings.emailFieldRegistrationForm && !known.email) ||
      (departments.some((department) => department.showOnRegistration) && !known.department));
  return asked && !visit.registered ? 'register' : 'chat';
}
