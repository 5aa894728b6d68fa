import type { FormFields } from '../../state/porthole.ts';
import type { Given, Made } from '../given.ts';
import { enForm } from '../text/en-form.ts';
import { checkForm, type FormErrors } from './check-form.ts';
import css from './form.css?inline';

type Field = keyof FormFields;

const DONE = 'm5 12 5 5L20 7';

/** The offline form, or the one before a chat: the same, with other fields and words. And what follows on the first. */
export function create({
  h,
  live,
  signal,
  en,
  createT,
  made,
  problemText,
  Notice,
  Slot,
  Written,
  style,
  ui,
}: Given): Made['form'] {
  const { porthole } = ui;
  const t = createT({ ...en, ...enForm });
  /** What is wrong, by field. */
  const errors = signal<FormErrors>({});
  style(css);

  const Form = live(() => {
    const { screen, config, departments, busy, problem, form, sendOffline, register } = porthole;
    const offline = screen.value === 'offline';
    const { settings, messages } = config.value ?? {};
    const fields: Field[] = [];
    if (offline || settings?.nameFieldRegistrationForm) fields.push('name');
    if (offline || settings?.emailFieldRegistrationForm) fields.push('email');
    if (departments.value.length) fields.push('department');
    if (offline) fields.push('message');
    const text = offline ? messages?.offlineMessage : messages?.registrationFormMessage;

    const more = !offline && !!config.value?.customFields.length;

    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const others = more ? made.peek().fields : null;
      if (others === undefined) return;
      errors.value = checkForm(form.value, fields);
      const [first] = [...Object.keys(errors.value), ...(others?.check() ?? [])];
      if (first)
        ((event.currentTarget as HTMLFormElement).elements.namedItem(first) as HTMLElement | null)?.focus();
      else void (offline ? sendOffline() : register());
    };
    return (
      <form class="page" noValidate onSubmit={submit}>
        {/* What triggers said, and the visitor came to answer. */}
        {!offline &&
          porthole.messages.value.map(({ id, text, author }) => (
            <div key={id} class="bubble" dir="auto">
              <b>{author?.name}</b>
              <br />
              <Written text={text} />
            </div>
          ))}
        <div class="intro" dir="auto">
          <Written text={text || t(offline ? 'offlineText' : 'registerText')} />
        </div>
        {fields.map((field) => (
          <FormField key={field} field={field} />
        ))}
        {more && <Slot name="fields" ui={ui} />}
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

  const FormField = live(({ field }: { field: Field }) => {
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

  return live(() =>
    porthole.screen.value === 'offline-sent' ? (
      <Notice
        icon={DONE}
        title={t('sentTitle')}
        text={porthole.config.value?.messages.offlineSuccessMessage || t('sentText')}
        action={t('another')}
        onAction={() => porthole.newOfflineMessage()}
      />
    ) : (
      <Form />
    ),
  );
}
