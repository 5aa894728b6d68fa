import type { Ports } from '../ports/ports.ts';
import { parse } from '../wire/conform.ts';
import { failure, type Outcome } from '../wire/problem.ts';
import { refusal } from './refusal.ts';

const REQUEST_DEADLINE_MS = 15_000;

/**
 * One REST call below `livechat/`: a GET without a body, else a POST, or what `method` says. Never rejects. Empty values of body and query are left out.
 * @param decode gives undefined for an answer that nobody can read
 */
export type Call = <T>(
  path: string,
  decode: (answer: Record<string, unknown>) => T | undefined,
  body?: object,
  query?: object,
  method?: 'POST' | 'DELETE',
) => Promise<Outcome<T>>;

export function createCall(
  server: string,
  { fetch, clock, report }: Pick<Ports, 'fetch' | 'clock' | 'report'>,
): Call {
  /** An answer was readable once, so this site is allowed. */
  let allowed = false;

  /** A browser says the same for "no answer" and "not allowed to read it"; a request whose answer nobody may read tells them apart. */
  const answersBlindly = (signal: AbortSignal): Promise<boolean> =>
    fetch(`${server}/api/info`, { mode: 'no-cors', credentials: 'omit', signal }).then(
      () => true,
      () => false,
    );

  return async (path, decode, body, query = {}, method = 'POST') => {
    const abort = new AbortController();
    const { signal } = abort;
    const cancel = clock.after(REQUEST_DEADLINE_MS, () => abort.abort());
    try {
      const response = await fetch(`${server}/api/v1/livechat/${path}${search(query)}`, {
        credentials: 'omit',
        signal,
        ...(body && {
          method,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body, (_key, value: unknown) => value || undefined),
        }),
      });
      const text = await response.text();
      allowed = true;
      const answer = parse(text);
      if (response.status !== 200)
        return refusal(response.status, answer, response.headers.get('Retry-After'));
      const value = decode(Object(answer));
      if (value) return { ok: true, value };
      report(path, text);
      return failure('bad-answer');
    } catch {
      return failure(!allowed && !signal.aborted && (await answersBlindly(signal)) ? 'cors' : 'unreachable');
    } finally {
      cancel();
    }
  };
}

function search(query: object): string {
  const entries = Object.entries(query).filter(([, value]) => value);
  return entries.map(([key, value], i) => `${i ? '&' : '?'}${key}=${encodeURIComponent(value)}`).join('');
}
