import { isRecord, textOf } from './decode/fields.ts';
import type { Credentials, Outcome, Rest } from './rest.ts';

/** Logs in with a password; the answer is the session. */
export async function logIn(rest: Rest, user: string, password: string): Promise<Outcome<Credentials>> {
  const outcome = await rest.post('login', { user, password });
  if (!outcome.ok) return outcome;
  const data = outcome.value.data;
  const userId = isRecord(data) ? textOf(data, 'userId') : undefined;
  const authToken = isRecord(data) ? textOf(data, 'authToken') : undefined;
  if (userId === undefined || authToken === undefined) return { ok: false, problem: { why: 'bad-answer' } };
  return { ok: true, value: { userId, authToken } };
}
