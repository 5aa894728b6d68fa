import { SETTINGS } from '../../core/settings/definitions.ts';
import type { SettingValue } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { type DbCollection, type DbRecord, MASK, toDbRecord } from './to-db-record.ts';

/** A collection as `/db` shows it, as it is now. */
export function dbRecords(store: StoreReader, name: DbCollection): DbRecord[] {
  if (name === 'settings') return settings(store);
  return Array.from(store.all(name), (doc) => toDbRecord(name, doc));
}

/** Every setting that can be written, not only those that ever were. */
function settings(store: StoreReader): DbRecord[] {
  return Object.entries(SETTINGS).map(([_id, definition]) => {
    const stored = store.get('settings', _id);
    const value: SettingValue = stored?.value ?? definition.default;
    const secret = 'secret' in definition && value !== '';
    return {
      id: _id,
      _id,
      area: definition.area,
      value: secret ? MASK : value,
      default: definition.default,
      ...('values' in definition ? { values: definition.values } : {}),
      ...(stored ? { _updatedAt: stored._updatedAt.toISOString() } : {}),
    };
  });
}
