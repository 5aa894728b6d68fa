import type { CustomField, Visitor } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';

export interface CustomFieldValue {
  key: string;
  value: string;
  /** Whether a value that is already there gives way. */
  overwrite: boolean;
}

/**
 * The custom fields of a registration, checked: unknown ones are left out, and when any is given the required ones must be.
 * @throws PlainError `Missing required custom fields: a, b`, `Invalid value for <label> field`
 */
export function registeredFields(
  work: Work,
  values: readonly CustomFieldValue[],
  before: Visitor['livechatData'],
): Visitor['livechatData'] {
  if (values.length === 0) return before;
  const fields = [...work.all('customFields')].filter(({ scope }) => scope === 'visitor');
  const given = values.filter(({ key }) => fields.some(({ _id }) => _id === key));
  const missing = fields.filter(
    ({ _id, required }) => required && !given.some(({ key, value }) => key === _id && value !== ''),
  );
  if (missing.length > 0) {
    throw new PlainError(`Missing required custom fields: ${missing.map(({ _id }) => _id).join(', ')}`);
  }
  for (const { key, value } of given) {
    const field = work.get('customFields', key);
    if (field) checkValue(field, value);
  }
  return withValues(before, given);
}

/** @throws PlainError `Invalid value for <label> field` */
export function checkValue({ label, regexp }: CustomField, value: string): void {
  if (regexp === '') return;
  if (!new RegExp(regexp).test(value)) throw new PlainError(`Invalid value for ${label} field`);
}

export function withValues(
  before: Record<string, string> = {},
  values: readonly CustomFieldValue[],
): Record<string, string> {
  const after = new Map(Object.entries(before));
  for (const { key, value, overwrite } of values) if (overwrite || !after.has(key)) after.set(key, value);
  return Object.fromEntries(after);
}
