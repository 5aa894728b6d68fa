import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';

export type SettingValue = string | number | boolean | readonly string[];
export type SettingKind = 'boolean' | 'number' | 'text' | 'lines' | 'password' | 'color' | 'select' | 'many';

/** A setting as the page needs it. @see core-typings `ISetting` */
export interface Setting {
  id: string;
  label: string;
  does: string;
  /** The server's `section`. */
  area: string;
  kind: SettingKind;
  value: SettingValue;
  standard: SettingValue;
  options: readonly { key: string; label: string }[];
  /** Of a number, such as `ms`. */
  unit: string | undefined;
}

/** Reads one of `GET settings`; undefined when it is none that this page could show. */
export function decodeSetting(json: unknown): Setting | undefined {
  if (!isRecord(json)) return undefined;
  const id = textOf(json, '_id');
  const { value, packageValue } = json;
  const kind = KINDS[textOf(json, 'type') ?? ''];
  if (id === undefined || kind === undefined || !isValue(value) || !isValue(packageValue)) return undefined;
  const properties = recordOf(json, 'properties');
  return {
    id,
    label: textOf(json, 'i18nLabel') ?? id,
    does: textOf(json, 'i18nDescription') ?? '',
    area: textOf(json, 'section') ?? 'General',
    kind: kind === 'text' && json.multiline === true ? 'lines' : kind,
    value,
    standard: packageValue,
    options: recordsOf(json, 'values').flatMap((option) => {
      const key = textOf(option, 'key') ?? numberOf(option, 'key')?.toString();
      return key === undefined ? [] : [{ key, label: textOf(option, 'i18nLabel') ?? key }];
    }),
    unit: properties && textOf(properties, 'unit'),
  };
}

const KINDS: Record<string, SettingKind | undefined> = {
  boolean: 'boolean',
  int: 'number',
  string: 'text',
  password: 'password',
  color: 'color',
  select: 'select',
  multiSelect: 'many',
};

function isValue(value: unknown): value is SettingValue {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}

export function sameValue(a: SettingValue, b: SettingValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A value in words: `on`, `5000 ms`, `bottom right`; secrets are not told. */
export function valueWords({ kind, options, unit }: Setting, value: SettingValue): string {
  const labelOf = (key: string): string => options.find((option) => option.key === key)?.label ?? key;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return unit ? `${value} ${unit}` : String(value);
  if (typeof value !== 'string') return value.length === 0 ? 'none' : value.map(labelOf).join(', ');
  if (value === '') return 'empty';
  return kind === 'password' ? 'secret' : labelOf(value);
}
