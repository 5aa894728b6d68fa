import type { CustomField } from '../../store/documents.ts';
import { PlainError } from '../plain-error.ts';
import type { Work } from '../work.ts';

/** What a caller says of a custom field. */
export interface CustomFieldInput {
  /** The key. */
  field: string;
  label: string;
  scope: CustomField['scope'];
  visibility: string;
  type?: string | null;
  regexp?: string | null;
  required?: boolean | null;
  defaultValue?: string | null;
  options?: string | null;
  public?: boolean | null;
  searchable?: boolean | null;
}

/**
 * Makes a custom field, or changes the one with this id, whose key may change. Values of visitors and rooms stay as they are.
 * @throws PlainError `Custom Field Not found`, `Custom Field already exists`, `Invalid regular expression`
 * @see Rocket.Chat `api/v1/omnichannel/customField.ts`
 */
export function saveCustomField(work: Work, id: string | undefined, input: CustomFieldInput): CustomField {
  if (id !== undefined && !work.get('customFields', id)) throw new PlainError('Custom Field Not found');
  if (id !== input.field && work.get('customFields', input.field)) {
    throw new PlainError('Custom Field already exists');
  }
  checkExpression(input.regexp ?? '');
  const { field, label, scope, visibility, type, regexp, required, defaultValue, options } = input;
  const saved: CustomField = {
    _id: field,
    label,
    scope,
    visibility: visibility === 'hidden' ? 'hidden' : 'visible',
    type: type === 'select' ? 'select' : 'input',
    regexp: regexp ?? '',
    required: required ?? false,
    ...(defaultValue ? { defaultValue } : {}),
    ...(options ? { options } : {}),
    public: input.public ?? false,
    searchable: input.searchable ?? false,
    _updatedAt: work.now,
  };
  if (id !== undefined && id !== field) work.remove('customFields', id);
  work.put('customFields', saved);
  return saved;
}

/** @throws PlainError `Custom field not found` */
export function removeCustomField(work: Work, id: string): void {
  if (!work.get('customFields', id)) throw new PlainError('Custom field not found');
  work.remove('customFields', id);
}

/** A real server takes any text here, and then fails with each value. */
function checkExpression(expression: string): void {
  try {
    new RegExp(expression);
  } catch {
    throw new PlainError('Invalid regular expression');
  }
}
