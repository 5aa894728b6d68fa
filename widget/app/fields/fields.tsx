import type { Given, View, ViewProps } from '../given.ts';
import { createSetField } from '../page-fields.ts';
import { enFields } from '../text/en-fields.ts';
import { type CustomField, decodeFields } from './decode-fields.ts';

export type Fields = View & {
  /** Names of the inputs that are wrong. None: the values go to the server once it knows the visitor. */
  check(): string[];
};

type FieldError = 'requiredField' | 'invalidField';

const nameOf = ({ id }: CustomField): string => `custom-${id}`;

/** The custom fields of the form before a chat. One that the server refuses keeps nobody from the chat. */
export function create({
  h,
  live,
  signal,
  computed,
  effect,
  en,
  createT,
  porthole,
  transport,
}: Given): Fields {
  const t = createT({ ...en, ...enFields });
  const fields = computed(() => decodeFields(porthole.config.value?.customFields ?? []));
  /** By id, what was typed; kept as long as the page lives. */
  const typed = signal<Readonly<Record<string, string>>>({});
  const errors = signal<Readonly<Record<string, FieldError>>>({});
  const setField = createSetField({ facts: porthole.facts, rest: transport.rest, effect });
  const typedOf = ({ id, value }: CustomField): string => typed.value[id] ?? value;

  function check(): string[] {
    const wrong: Record<string, FieldError> = {};
    for (const field of fields.value) {
      const value = typedOf(field).trim();
      if (!value && field.required) wrong[field.id] = 'requiredField';
      if (value && field.matches?.(value) === false) wrong[field.id] = 'invalidField';
    }
    errors.value = wrong;
    const bad = fields.value.filter(({ id }) => wrong[id]);
    if (!bad.length)
      for (const field of fields.value) {
        const value = typedOf(field).trim();
        if (value) setField(field.id, value);
      }
    return bad.map(nameOf);
  }

  const Field = live(({ field }: { field: CustomField }) => {
    const { id, label, required, options } = field;
    const name = nameOf(field);
    const error = errors.value[id];
    const common = {
      class: 'field',
      id: name,
      name,
      dir: 'auto' as const,
      required,
      value: typedOf(field),
      'aria-invalid': !!error,
      'aria-describedby': `${name}-error`,
      onInput({ currentTarget }: { currentTarget: { value: string } }) {
        typed.value = { ...typed.value, [id]: currentTarget.value };
        const { [id]: _, ...others } = errors.value;
        errors.value = others;
      },
    };
    return (
      <p>
        <label for={name} dir="auto">
          {required ? label : t('optional', { label })}
        </label>
        {options.length ? (
          <select {...common}>
            <option value="">{t('choose')}</option>
            {options.map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </select>
        ) : (
          <input {...common} />
        )}
        <span class="error" id={`${name}-error`}>
          {error && t(error)}
        </span>
      </p>
    );
  });

  const All = live((_: ViewProps) => fields.value.map((field) => <Field key={field.id} field={field} />));
  return Object.assign(All, { check });
}
