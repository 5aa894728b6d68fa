import { SETTINGS, type SettingId } from '../../core/settings/definitions.ts';
import { defaultOf, type SettingDefaults } from '../../core/settings/read-setting.ts';
import type { SettingValue } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { type DbCollection, type DbRecord, MASK, toDbRecord } from './to-db-record.ts';

/** A collection as `/db` shows it, as it is now. */
export function dbRecords(
  store: StoreReader,
  name: DbCollection,
  settingDefaults: SettingDefaults = {},
): DbRecord[] {
  if (name === 'settings') return settings(store, settingDefaults);
  return Array.from(store.all(name), (doc) => toDbRecord(name, doc));
}

/** Every setting that can be written, not only those that ever were. */
function settings(store: StoreReader, settingDefaults: SettingDefaults): DbRecord[] {
  return (Object.keys(SETTINGS) as SettingId[]).map((_id) => {
    const definition = SETTINGS[_id];
    const standard = defaultOf(_id, settingDefaults);
    const stored = store.get('settings', _id);
    const value: SettingValue = stored?.value ?? standard;
    const secret = 'secret' in definition && value !== '';
    return {
      id: _id,
      _id,
      area: definition.area,
      value: secret ? MASK : value,
      default: standard,
      ...('values' in definition ? { values: definition.values } : {}),
      ...(stored ? { _updatedAt: stored._updatedAt.toISOString() } : {}),
    };
  });
}
