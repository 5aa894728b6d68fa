import { useSignal } from '@preact/signals';
import { Field } from '../../kit/parts/field.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { Problem } from '../../kit/rest.ts';
import type { Session } from '../state/create-session.ts';

/** Agents of a fresh mock; the password of each is the name. */
const SEEDED = ['anna', 'ben'];

export interface LoginViewProps {
  session: Session;
  problem: Problem | undefined;
  busy: boolean;
}

export function LoginView({ session, problem, busy }: LoginViewProps) {
  const user = useSignal(SEEDED[0] ?? '');
  const password = useSignal(SEEDED[0] ?? '');
  const choose = (name: string): void => {
    user.value = name;
    password.value = name;
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void session.signIn(user.value.trim(), password.value);
  };
  return (
    <main class="login">
      <form class="card stack" onSubmit={submit}>
        <div>
          <h1>Agent console</h1>
          <p class="soft">Answer the visitors of your site.</p>
        </div>
        {problem && <Notice kind="bad" text={loginWords(problem)} />}
        <Field label="User name">
          {(id) => (
            <input
              id={id}
              class="input"
              autocomplete="username"
              required
              value={user.value}
              onInput={(event) => {
                user.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field label="Password">
          {(id) => (
            <input
              id={id}
              class="input"
              type="password"
              autocomplete="current-password"
              required
              value={password.value}
              onInput={(event) => {
                password.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? 'Logging in …' : 'Log in'}
        </button>
        <div class="row soft">
          <span>Agents of the demo:</span>
          {SEEDED.map((name) => (
            <button
              key={name}
              type="button"
              class="button small"
              aria-pressed={user.value === name}
              onClick={() => choose(name)}
            >
              {name}
            </button>
          ))}
        </div>
      </form>
    </main>
  );
}

/** A 401 of the log-in means the password; the server's own text for it is one word. */
function loginWords(problem: Problem): string {
  const isRefusal =
    problem.why === 'refused' && problem.status === 401 && /^unauthorized$/i.test(problem.error);
  return isRefusal ? 'That user name and password do not fit together.' : problemWords(problem);
}
