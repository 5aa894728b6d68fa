import type { CoreContext } from '../context.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import { isPublic } from '../settings/is-public.ts';
import { defaultOf } from '../settings/read-setting.ts';
import { SETTING_TEXTS, type SettingText } from '../settings/texts.ts';

/** When a setting was written that nobody has written. */
const NEVER = new Date(0);
const ORDER = new Map(Object.keys(SETTINGS).map((id, index) => [id, index]));

/**
 * A setting as admins see it. Labels are plain English; a real server answers keys of its translations.
 * @note `properties.unit` is the unit of a number, for which a real server has no place.
 * @see core-typings `ISetting`
 */
export function toWireSetting({ store, setting, settingDefaults }: CoreContext, id: SettingId) {
  const definition: Definition = SETTINGS[id];
  const text: SettingText = SETTING_TEXTS[id];
  const value: SettingValue = setting(id);
  const packageValue: SettingValue = defaultOf(id, settingDefaults);
  const type = typeOf(definition, text, packageValue);
  const writtenAt = store.get('settings', id)?._updatedAt ?? NEVER;
  const options = definition.values ?? (type === 'multiSelect' ? Object.keys(text.options ?? {}) : undefined);
  return {
    _id: id,
    value,
    packageValue,
    type,
    ...(type === 'color' ? { editor: 'color' } : {}),
    group: 'Omnichannel',
    section: definition.area,
    i18nLabel: text.label,
    i18nDescription: text.does,
    ...(options && { values: options.map((key) => ({ key, i18nLabel: text.options?.[key] ?? key })) }),
    ...(text.input === 'lines' ? { multiline: true } : {}),
    ...(text.unit === undefined ? {} : { properties: { unit: text.unit } }),
    public: isPublic(id),
    ...(definition.secret ? { secret: true } : {}),
    env: false,
    blocked: false,
    sorter: ORDER.get(id) ?? 0,
    ts: writtenAt,
    createdAt: NEVER,
    _updatedAt: writtenAt,
  };
}

interface Definition {
  area: string;
  values?: readonly string[];
  secret?: true;
}

/** @see core-typings `ISetting` `type` */
function typeOf({ values, secret }: Definition, { input }: SettingText, value: SettingValue): string {
  if (values) return 'select';
  if (Array.isArray(value)) return 'multiSelect';
  if (secret) return 'password';
  if (typeof value === 'number') return 'int';
  if (input === 'color') return 'color';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
