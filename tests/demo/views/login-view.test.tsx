import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Session } from '../../../demo/agent/state/create-session.ts';
import { LoginView } from '../../../demo/agent/views/login-view.tsx';
import type { Problem } from '../../../demo/kit/rest.ts';

afterEach(cleanup);

function show(problem?: Problem, busy = false) {
  const session = { signIn: vi.fn(async () => {}) } as unknown as Session;
  render(<LoginView session={session} problem={problem} busy={busy} />);
  return session;
}

test('anna is filled in; ben is one click away', () => {
  const { signIn } = show();
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }));
  expect(signIn).toHaveBeenLastCalledWith('anna', 'anna');
  fireEvent.click(screen.getByRole('button', { name: 'ben' }));
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }));
  expect(signIn).toHaveBeenLastCalledWith('ben', 'ben');
});

test.each([
  [
    { why: 'refused', status: 401, error: 'unauthorized', code: undefined },
    'That user name and password do not fit together.',
  ],
  [
    { why: 'refused', status: 401, error: 'The session is over: please log in again.', code: undefined },
    'The session is over: please log in again.',
  ],
  [
    { why: 'refused', status: 429, error: 'x', code: 'error-too-many-requests' },
    'Too many attempts. Please wait a little.',
  ],
  [{ why: 'unreachable' }, 'The server does not answer. Is it running?'],
] satisfies [Problem, string][])('says %j in words', (problem, words) => {
  show(problem);
  expect(screen.getByRole('alert').textContent).toBe(words);
});

test('waits while it is busy', () => {
  show(undefined, true);
  expect(screen.getByRole('button', { name: 'Logging in …' })).toHaveProperty('disabled', true);
});
