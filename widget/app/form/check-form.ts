import type { FormFields } from '../../state/porthole.ts';
import type { Words } from '../text/en.ts';
import type { FormWords } from '../text/en-form.ts';

export type FormErrors = Partial<Record<keyof FormFields, keyof (FormWords & Words)>>;

/** What is wrong, by field; only the fields that show are looked at. A department may be left open. */
export function checkForm(form: FormFields, fields: readonly (keyof FormFields)[]): FormErrors {
  const errors: FormErrors = {};
  for (const field of fields) {
    if (field === 'department') continue;
    if (!form[field].trim()) errors[field] = 'required';
    else if (field === 'email' && !/^\S+@\S+\.\S+$/.test(form.email.trim())) errors.email = 'invalid-email';
  }
  return errors;
}
