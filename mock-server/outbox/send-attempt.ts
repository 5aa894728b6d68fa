import { TOKEN_HEADER } from '../../widget/wire/webhooks.ts';
import type { Clock, EpochMs } from '../ports/clock.ts';
import type { Attempt } from '../store/documents.ts';
import { BAD_SECRET, BAD_URL, HIDDEN_REDIRECT, TIMED_OUT, toAttemptError } from './attempt-error.ts';
import { fetchFollowing } from './fetch-following.ts';
import { maskedUrl, queryValues } from './masked-url.ts';
import { readStart } from './read-start.ts';
import { ID_HEADER, SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './sign-webhook.ts';
import type { TargetRequest } from './target.ts';

/** Characters of an answer that an attempt keeps. */
export const RESPONSE_CHARS = 2_000;

export interface Sending extends TargetRequest {
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Real time, in ms since 1970: what a receiver compares the time of a signature with, however fast the server's clock runs. */
  realNow(): EpochMs;
  /** Characters of the answer that are read. @default {@link RESPONSE_CHARS} */
  answerChars?: number;
  deliveryId: string;
  /** What is sent. */
  body: string;
  /** 1, 2, … */
  number: number;
  /** ms of real time that the receiver gets at least. */
  leastTimeoutRealMs: number;
  /** Ends the attempt early. */
  signal: AbortSignal;
}

/** Sends a delivery once. Never rejects: what goes wrong is part of the attempt. */
export async function sendAttempt(sending: Sending): Promise<Attempt> {
  const { clock, fetch, secret = '', previousSecret = '', hidden = [], number, timeoutMs } = sending;
  const startedAt = clock.now();
  const target = toTarget(sending.url);
  const ended = (result: Pick<Attempt, 'status' | 'error'>): Attempt => ({
    number,
    url: target?.shownUrl ?? '',
    startedAt: new Date(startedAt),
    latencyMs: clock.now() - startedAt,
    ...result,
  });
  if (!target) return ended({ error: BAD_URL });
  const headers = await toHeaders(sending, target.authorization);
  if (!headers) return ended({ error: BAD_SECRET });

  const deadline = startDeadline(sending);
  try {
    const { method = 'POST', body } = sending;
    const request = { method, headers, body, signal: deadline.signal };
    const response = await (sending.redirect === 'follow'
      ? fetchFollowing(fetch, target.url, request)
      : fetch(target.url, { ...request, redirect: 'manual' }));
    // A browser hides the status of a redirect that it did not follow.
    if (response.status === 0) return ended({ error: HIDDEN_REDIRECT });
    const attempt = ended({ status: response.status });
    const hide = [secret, previousSecret, ...hidden, ...target.secrets];
    const responseStart = await readStart(response.body, sending.answerChars ?? RESPONSE_CHARS, hide);
    return responseStart === '' ? attempt : { ...attempt, responseStart };
  } catch (error) {
    return ended({ error: deadline.passed() ? TIMED_OUT(timeoutMs) : toAttemptError(error) });
  } finally {
    deadline.end();
  }
}

/** `fetch` takes no credentials in a URL, and neither should a log. */
function toTarget(
  text: string,
): { url: string; shownUrl: string; secrets: string[]; authorization?: string } | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const shownUrl = maskedUrl(url);
  const secrets = queryValues(url);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return { url: url.href, shownUrl, secrets };
  const pair = new TextEncoder().encode(`${decode(username)}:${decode(password)}`);
  const basic = btoa(String.fromCharCode(...pair));
  return { url: url.href, shownUrl, secrets: [...secrets, basic], authorization: `Basic ${basic}` };
}

/** A `%` that is no escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function toHeaders(sending: Sending, authorization?: string): Promise<Headers | undefined> {
  const { secret = '', previousSecret = '', deliveryId: id, body, headers: more = {} } = sending;
  const timestamp = Math.floor(sending.realNow() / 1000);
  const signature = await signWebhook({ id, timestamp, body }, [secret, previousSecret]);
  const headers = new Headers({
    'Content-Type': 'application/json',
    [ID_HEADER]: id,
    [TIMESTAMP_HEADER]: String(timestamp),
  });
  if (signature !== undefined) headers.set(SIGNATURE_HEADER, signature);
  if (authorization) headers.set('Authorization', authorization);
  try {
    if (secret !== '') headers.set(TOKEN_HEADER, secret);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    return headers;
  } catch {
    return undefined;
  }
}

const SLICES = 10;

/**
 * Passed when both the server's clock and the least real time say so.
 * @note Real time is counted in slices, one timer after the other: if this process itself was held up, for as long as it may be, that is
 * one slice, and an answer that waits in the socket meanwhile is read before the next.
 */
function startDeadline({ clock, timeoutMs, leastTimeoutRealMs, signal }: Sending) {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let clockSays = false;
  let slicesLeft = leastTimeoutRealMs > 0 ? SLICES : 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = (): boolean => clockSays && slicesLeft === 0;
  const slice = (): void => {
    timer = setTimeout(() => {
      slicesLeft--;
      if (slicesLeft > 0) slice();
      else if (passed()) abort();
    }, leastTimeoutRealMs / SLICES);
  };
  if (slicesLeft > 0) slice();
  const cancel = clock.after(timeoutMs, () => {
    clockSays = true;
    if (passed()) abort();
  });
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return {
    signal: controller.signal,
    passed,
    end(): void {
      cancel();
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}
