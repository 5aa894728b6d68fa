import type { Problem } from '../../state/porthole.ts';
import type { Given, Made } from '../given.ts';
import { enSheet } from '../text/en-sheet.ts';
import type { Ui } from '../ui.ts';
import { createDeeds } from './deeds.ts';
import css from './sheet.css?inline';

type Asked = Exclude<Ui['asked']['value'], ''>;

/** A question over the pop-up: a copy by e-mail, another department, all data gone. Then what came of it. */
export function create({ h, ...given }: Given): Made['sheet'] {
  const { live, signal, computed, effect, en, createT, problemText, style, ui, host } = given;
  const t = createT({ ...en, ...enSheet });
  const { asked, porthole } = ui;
  const deeds = createDeeds(given);
  const busy = signal(false);
  /** What is wrong, in words; empty: nothing. */
  const wrong = signal('');
  /** What came of it, and of which question: that may be gone from the menu by then. */
  const done = signal<{ title: string; text: string } | undefined>(undefined);
  const email = signal('');
  const department = signal('');
  const departments = computed(() =>
    (porthole.config.value?.departments ?? []).filter(
      ({ _id, showOnRegistration }) => showOnRegistration && _id !== porthole.form.value.department,
    ),
  );
  style(css);

  /** Closes, and gives the focus back to the menu, or to the pop-up where there is no menu any more. */
  const close = (): void => {
    asked.value = '';
    setTimeout(() => {
      const { root } = host;
      (root.querySelector<HTMLElement>('.more button') ?? root.querySelector<HTMLElement>('.panel'))?.focus();
    });
  };
  const say = (problem: Problem): string =>
    problem.code === 'no-agent-online' ? t('noAgents') : problemText(problem);

  async function carryOut(what: Asked): Promise<void> {
    if (busy.peek()) return;
    const missing =
      what === 'transcript' && !/^\S+@\S+\.\S+$/.test(email.peek().trim())
        ? t('badEmail')
        : what === 'department' && !department.peek()
          ? t('choose')
          : '';
    wrong.value = missing;
    if (missing) return;
    busy.value = true;
    const name = departments.peek().find(({ _id }) => _id === department.peek())?.name ?? '';
    const outcome = await (what === 'transcript'
      ? deeds.transcript(email.peek().trim())
      : what === 'department'
        ? deeds.department(department.peek())
        : deeds.forget());
    busy.value = false;
    if (!outcome.ok) wrong.value = say(outcome.problem);
    else
      done.value = {
        title: t(`${what}Done`, { email: email.peek().trim(), department: name }),
        text: what === 'forget' ? t('forgetDoneText') : '',
      };
  }

  const begin = (): void => {
    busy.value = false;
    wrong.value = '';
    done.value = undefined;
    department.value = '';
    email.value = porthole.form.peek().email;
  };
  effect(() => {
    if (asked.value) begin();
  });

  return live(() => {
    const what = asked.value;
    if (!what) return null;
    const { messages } = porthole.config.value ?? {};
    const field = {
      class: 'field',
      id: 'sheet-field',
      'aria-invalid': !!wrong.value,
      'aria-describedby': 'sheet-error',
    };
    return (
      <div
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby="sheet-title"
        aria-describedby="sheet-text"
        tabIndex={-1}
        ref={(element) => {
          // What comes new has the focus; of a question that deletes, the way back.
          if (!element || element.matches(':focus-within')) return;
          const find = (kind: string) => element.querySelector<HTMLElement>(kind);
          (find('.field') ?? find('.quiet') ?? find('.main'))?.focus();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.isComposing) {
            event.stopPropagation();
            if (!busy.value) close();
          } else if (event.key === 'Tab') keepFocus(event);
        }}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (done.value) close();
            else void carryOut(what);
          }}
        >
          {done.value ? (
            <div key="done" role="status">
              <h3 id="sheet-title" dir="auto">
                {done.value.title}
              </h3>
              <p id="sheet-text" dir="auto">
                {done.value.text}
              </p>
            </div>
          ) : (
            <div key="asked">
              <h3 id="sheet-title" dir="auto">
                {t(`${what}Title`)}
              </h3>
              <p id="sheet-text" dir="auto">
                {(what === 'transcript' && messages?.transcriptMessage) || t(`${what}Text`)}
              </p>
              {what === 'transcript' && (
                <label for="sheet-field">
                  {t('email')}
                  <input
                    {...field}
                    type="email"
                    autoComplete="email"
                    dir="auto"
                    value={email.value}
                    onInput={({ currentTarget }) => {
                      email.value = currentTarget.value;
                      wrong.value = '';
                    }}
                  />
                </label>
              )}
              {what === 'department' && (
                <label for="sheet-field">
                  {t('department')}
                  <select
                    {...field}
                    value={department.value}
                    onChange={({ currentTarget }) => {
                      department.value = currentTarget.value;
                      wrong.value = '';
                    }}
                  >
                    <option value="">{t('choose')}</option>
                    {departments.value.map(({ _id, name }) => (
                      <option key={_id} value={_id}>
                        {name}
                      </option>
                    ))}
                  </select>
                </label>
              )}
            </div>
          )}
          <p class="error" id="sheet-error" role="alert">
            {wrong.value}
          </p>
          {done.value ? (
            <button key="close" type="submit" class="main">
              {t('close')}
            </button>
          ) : (
            <div key="choice" class="choice">
              <button type="submit" class="main" aria-disabled={busy.value}>
                {busy.value
                  ? t('working')
                  : wrong.value && what === 'forget'
                    ? t('tryAgain')
                    : t(`${what}Do`)}
              </button>
              <button type="button" class="quiet" onClick={close}>
                {t('cancel')}
              </button>
            </div>
          )}
        </form>
      </div>
    );
  });
}

/** From the last to the first, and back: what lies behind is covered. */
function keepFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select, button')];
  const [first, last] = [stops[0], stops.at(-1)];
  const from = event.shiftKey ? first : last;
  if (event.target !== from) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
