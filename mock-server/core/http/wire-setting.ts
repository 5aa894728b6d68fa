import type { CoreContext } from '../context.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import { defaultOf } from '../settings/read-setting.ts';

/** A setting as admins see it. @see core-typings `ISetting` */
export function toWireSetting({ setting, settingDefaults }: CoreContext, id: SettingId) {
  const definition: Definition = SETTINGS[id];
  const value: SettingValue = setting(id);
  const packageValue: SettingValue = defaultOf(id, settingDefaults);
  return {
    _id: id,
    value,
    packageValue,
    type: typeOf(definition, packageValue),
    group: 'Omnichannel',
    section: definition.area,
  };
}

interface Definition {
  area: string;
  values?: readonly string[];
  secret?: true;
}

/** @see core-typings `ISetting` `type` */
function typeOf({ values, secret }: Definition, value: SettingValue): string {
  if (values) return 'select';
  if (Array.isArray(value)) return 'multiSelect';
  if (secret) return 'password';
  if (typeof value === 'number') return 'int';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
