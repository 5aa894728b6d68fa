import type { StoreReader } from '../../store/store.ts';
import { SETTINGS, type SettingId, type SettingValues } from './definitions.ts';

/** Defaults of this server that differ from those of the definitions. */
export type SettingDefaults = { readonly [K in SettingId]?: SettingValues[K] };

/** The value of a setting: the stored one, else this server's default, else that of the definition. */
export function readSetting<K extends SettingId>(
  reader: Pick<StoreReader, 'get'>,
  id: K,
  defaults: SettingDefaults = {},
): SettingValues[K] {
  return (reader.get('settings', id)?.value ?? defaultOf(id, defaults)) as SettingValues[K];
}

/** What a setting is while nobody has written it. */
export function defaultOf<K extends SettingId>(id: K, defaults: SettingDefaults = {}): SettingValues[K] {
  return (defaults[id] ?? SETTINGS[id].default) as SettingValues[K];
}
