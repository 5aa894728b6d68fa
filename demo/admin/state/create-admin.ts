import { logIn } from '../../kit/log-in.ts';
import { createRest, type Outcome, type Rest } from '../../kit/rest.ts';

/** Runs a call as the admin: logs in for the first, and again when the server has forgotten the session. */
export type AsAdmin = <T>(call: (rest: Rest) => Promise<Outcome<T>>) => Promise<Outcome<T>>;

export function createAdmin(server: string, user: string, password: string): AsAdmin {
  /** The promise, not the result: calls that start together share one log-in. */
  let session: Promise<Outcome<Rest>> | undefined;

  async function open(): Promise<Outcome<Rest>> {
    const outcome = await logIn(createRest({ server }), user, password);
    if (!outcome.ok) return outcome;
    const forget = (): void => {
      session = undefined;
    };
    return {
      ok: true,
      value: createRest({ server, credentials: outcome.value, onUnauthorized: forget }),
    };
  }

  async function once<T>(call: (rest: Rest) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    session ??= open();
    const opened = await session;
    if (opened.ok) return call(opened.value);
    session = undefined;
    return opened;
  }

  return async (call) => {
    const outcome = await once(call);
    const wasForgotten = !outcome.ok && outcome.problem.why === 'refused' && outcome.problem.status === 401;
    return wasForgotten ? once(call) : outcome;
  };
}
