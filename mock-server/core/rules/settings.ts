import { MeteorError } from '../meteor-error.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import { limitOf } from '../settings/limits.ts';
import type { Work } from '../work.ts';
import { ABANDONMENT_SETTINGS, predictAbandonment } from './abandonment.ts';
import { fitToHours } from './business-hours/keep-hours.ts';
import { routeWaiting } from './inquiries.ts';
import { externalNeedsAddress } from './routing/external-needs-address.ts';

/** Settings with which there may be an agent for whoever waits. */
const ROUTE_ANEW: readonly SettingId[] = [
  'Livechat_Routing_Method',
  'Livechat_waiting_queue',
  'Livechat_enabled',
];

/**
 * Writes settings; all or none. Numbers and booleans given as text are not converted.
 * @throws MeteorError `error-setting-not-found`, `error-invalid-setting-value`
 */
export function writeSettings(work: Work, values: Partial<Record<string, unknown>>): void {
  for (const [id, value] of Object.entries(values)) {
    work.put('settings', { _id: settingId(id), value: checked(id, value), _updatedAt: work.now });
  }
  const misfit = externalNeedsAddress(work, values);
  if (misfit) throw new MeteorError('error-invalid-setting-value', `${misfit.id}: ${misfit.why}`);
  if (ABANDONMENT_SETTINGS.some((id) => id in values)) predictAbandonment(work);
  if (HOURS_SETTINGS.some((id) => id in values)) fitToHours(work);
  // Who waited for somebody to take them is now given an agent.
  if (ROUTE_ANEW.some((id) => id in values)) routeWaiting(work);
}

const HOURS_SETTINGS: readonly SettingId[] = [
  'Livechat_enable_business_hours',
  'Livechat_business_hour_type',
];

export function isSettingId(id: string): id is SettingId {
  return Object.hasOwn(SETTINGS, id);
}

/** @throws MeteorError `error-setting-not-found` */
export function settingId(id: string): SettingId {
  if (isSettingId(id)) return id;
  throw new MeteorError('error-setting-not-found', `There is no setting ${id} on this server`);
}

function checked(id: string, value: unknown): SettingValue {
  const known = settingId(id);
  const { default: standard, values }: { default: SettingValue; values?: readonly string[] } =
    SETTINGS[known];
  const refuse = (why: string): never => {
    throw new MeteorError('error-invalid-setting-value', `${id}: ${why}`);
  };
  if (value === undefined) return refuse('a value is missing');
  if (Array.isArray(standard)) {
    return isTexts(value) ? value : refuse('the value must be a list of texts');
  }
  if (!isPlain(value) || typeof value !== typeof standard)
    return refuse(`the value must be a ${typeof standard}`);
  if (values && !values.includes(String(value))) {
    return refuse(`the value must be one of ${values.join(', ')}`);
  }
  const problem = limitOf(known, value);
  return problem ? refuse(problem) : value;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
