import { type ReadonlySignal, signal } from '@preact/signals';
import { logIn } from '../../kit/log-in.ts';
import { type Credentials, createRest, type Problem } from '../../kit/rest.ts';
import { type AgentApi, createAgentApi, type Me } from '../agent-api.ts';
import { readSession, writeSession } from './read-session.ts';

export type SessionState =
  /** A session of before the reload is being checked. */
  | { at: 'restoring' }
  | { at: 'signed-out'; problem: Problem | undefined; busy: boolean }
  | { at: 'signed-in'; me: Me; api: AgentApi; credentials: Credentials };

export interface Session {
  readonly state: ReadonlySignal<SessionState>;
  signIn(user: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** The server does not know the session any more. */
  expired(): void;
}

/** Words of {@link Session.expired}. */
const EXPIRED: Problem = {
  why: 'refused',
  status: 401,
  error: 'The session is over: please log in again.',
  code: undefined,
};

/** Who is logged in at `server`; begins with the session that this tab had before. */
export function createSession(server: string): Session {
  const state = signal<SessionState>({ at: 'restoring' });

  function signedOut(problem?: Problem): void {
    state.value = { at: 'signed-out', problem, busy: false };
  }

  function expired(): void {
    writeSession(undefined);
    signedOut(EXPIRED);
  }

  /** Answers whether the server knows the session. */
  async function enter(credentials: Credentials): Promise<void> {
    const api = createAgentApi(createRest({ server, credentials, onUnauthorized: expired }));
    const me = await api.me();
    if (me.ok) {
      writeSession(credentials);
      state.value = { at: 'signed-in', me: me.value, api, credentials };
    } else if (state.value.at !== 'signed-out' || state.value.problem !== EXPIRED) {
      signedOut(me.problem);
    }
  }

  const before = readSession();
  if (before) void enter(before);
  else signedOut();

  return {
    state,
    async signIn(user, password) {
      state.value = { at: 'signed-out', problem: undefined, busy: true };
      const outcome = await logIn(createRest({ server }), user, password);
      if (outcome.ok) await enter(outcome.value);
      else signedOut(outcome.problem);
    },
    async signOut() {
      const { value } = state;
      if (value.at === 'signed-in') await value.api.logOut();
      writeSession(undefined);
      signedOut();
    },
    expired,
  };
}
