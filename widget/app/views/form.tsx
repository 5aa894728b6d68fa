import type { FormFields } from '../../state/porthole.ts';
import { checkForm } from '../check-form.ts';
import { live } from '../live.ts';
import { problemText, t } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Written } from './written.tsx';

type Field = keyof FormFields;

/** The offline form, or the one before a chat: the same, with other fields and words. */
export const Form = live(({ ui, offline }: { ui: Ui; offline?: boolean }) => {
  const { config, departments, busy, problem, form, sendOffline, register } = ui.porthole;
  const { settings, messages } = config.value ?? {};
  const fields: Field[] = [];
  if (offline || settings?.nameFieldRegistrationForm) fields.push('name');
  if (offline || settings?.emailFieldRegistrationForm) fields.push('email');
  if (departments.value.length) fields.push('department');
  if (offline) fields.push('message');
  const text = offline ? messages?.offlineMessage : messages?.registrationFormMessage;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const errors = checkForm(form.value, fields);
    ui.errors.value = errors;
    const [first] = Object.keys(errors);
    if (first)
      (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else void (offline ? sendOffline() : register());
  };
  return (
    <form class="page" noValidate onSubmit={submit}>
      <div class="intro" dir="auto">
        <Written text={text || t(offline ? 'offlineText' : 'registerText')} />
      </div>
      {fields.map((field) => (
        <FormField key={field} ui={ui} field={field} />
      ))}
      {problem.value && (
        <p class="error" role="alert">
          {problemText(problem.value)}
        </p>
      )}
      <button type="submit" class="main" aria-disabled={!!busy.value}>
        {t(busy.value ? (offline ? 'sending' : 'starting') : offline ? 'sendMessage' : 'start')}
      </button>
    </form>
  );
});

const FormField = live(({ ui: { porthole, errors }, field }: { ui: Ui; field: Field }) => {
  const error = errors.value[field];
  const common = {
    class: 'field',
    id: field,
    name: field,
    dir: 'auto' as const,
    required: field !== 'department',
    value: porthole.form.value[field],
    'aria-invalid': !!error,
    'aria-describedby': `${field}-error`,
    onInput({ currentTarget }: { currentTarget: { value: string } }) {
      porthole.form.value = { ...porthole.form.value, [field]: currentTarget.value };
      errors.value = { ...errors.value, [field]: undefined };
    },
  };
  return (
    <p>
      <label for={field}>{t(field)}</label>
      {field === 'department' ? (
        <select {...common}>
          <option value="">{t('anyDepartment')}</option>
          {porthole.departments.value.map(({ _id, name }) => (
            <option key={_id} value={_id}>
              {name}
            </option>
          ))}
        </select>
      ) : field === 'message' ? (
        <textarea {...common} rows={4} />
      ) : field === 'email' ? (
        <input {...common} type="email" autoComplete="email" />
      ) : (
        <input {...common} autoComplete="name" />
      )}
      <span class="error" id={`${field}-error`}>
        {error && t(error)}
      </span>
    </p>
  );
});
