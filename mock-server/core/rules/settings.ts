import { MeteorError } from '../meteor-error.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import type { Work } from '../work.ts';

/**
 * Writes settings; all or none. Numbers and booleans given as text are not converted.
 * @throws MeteorError `error-setting-not-found`, `error-invalid-setting-value`
 */
export function writeSettings(work: Work, values: Partial<Record<string, SettingValue>>): void {
  for (const [id, value] of Object.entries(values)) {
    if (!isSettingId(id))
      throw new MeteorError('error-setting-not-found', `There is no setting ${id} on this server`);
    const problem = value === undefined ? 'a value is missing' : problemOf(id, value);
    if (value === undefined || problem) {
      throw new MeteorError('error-invalid-setting-value', `${id}: ${problem}`);
    }
    work.put('settings', { _id: id, value, _updatedAt: work.now });
  }
}

export function isSettingId(id: string): id is SettingId {
  return Object.hasOwn(SETTINGS, id);
}

function problemOf(id: SettingId, value: SettingValue): string | undefined {
  const definition: { default: SettingValue; values?: readonly string[] } = SETTINGS[id];
  if (Array.isArray(definition.default)) {
    return Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? undefined
      : 'the value must be a list of texts';
  }
  if (typeof value !== typeof definition.default) return `the value must be a ${typeof definition.default}`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'the value must be a finite number';
  if (definition.values && !definition.values.includes(String(value))) {
    return `the value must be one of ${definition.values.join(', ')}`;
  }
  return undefined;
}
