import type { WidgetConfig } from '../wire/decode-config.ts';
import type { Problem } from '../wire/problem.ts';
import type { Porthole, Screen } from './porthole.ts';
import type { Visit } from './session.ts';

/** What the page said of its visitor, and of where their chats go. */
export type Known = Parameters<Porthole['identify']>[0] & {
  businessUnit?: string;
  /** Who gets the next chat. */
  agentId?: string;
  /** What triggers take for the address of the page. */
  parentUrl?: string;
  /** What they tell a service that they ask. */
  metadata?: object;
};

/** Whether anything of the visitor may be sent: the server does not ask for their agreement, or has it. Before the config nobody knows. */
export const maySend = (config: WidgetConfig | undefined, { agreed }: Visit): boolean =>
  !!config && (agreed || !config.settings.forceAcceptDataProcessingConsent);

/**
 * Which screen shows, from what is true. The order is the rule.
 * @param loadProblem why the config could not be had
 * @param queued messages wait to be sent
 */
export function screenOf(
  config: WidgetConfig | undefined,
  loadProblem: Problem | undefined,
  visit: Visit,
  queued: boolean,
  offlineSent: boolean,
  known: Known,
): Screen {
  if (!config) return loadProblem ? 'load-failed' : 'loading';
  if (!config.enabled) return 'disabled';
  if (visit.ended) return 'ended';
  // A chat that began before agreement was asked for goes on.
  if (visit.rid) return 'chat';
  if (!maySend(config, visit)) return 'consent';
  if (queued) return 'chat';
  if (offlineSent) return 'offline-sent';
  const { settings, departments, online } = config;
  if (!online) return settings.displayOfflineForm ? 'offline' : 'offline-unavailable';
  // A form without any field is none, and what the page said need not be asked. @see Rocket.Chat livechat widget, `App`
  return settings.registrationForm &&
    !visit.registered &&
    ((settings.nameFieldRegistrationForm && !known.name) ||
      (settings.emailFieldRegistrationForm && !known.email) ||
      (!known.department && departments.some((department) => department.showOnRegistration)) ||
      config.customFields.some((field) => Object(field).required))
    ? 'register'
    : 'chat';
}
