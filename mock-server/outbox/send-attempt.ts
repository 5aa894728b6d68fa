import { TOKEN_HEADER } from '../../widget/wire/webhooks.ts';
import type { Clock, EpochMs } from '../ports/clock.ts';
import type { Attempt } from '../store/documents.ts';
import { BAD_SECRET, BAD_URL, HIDDEN_REDIRECT, TIMED_OUT, toAttemptError } from './attempt-error.ts';
import { readStart } from './read-start.ts';
import { ID_HEADER, SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './sign-webhook.ts';

/** Characters of an answer that an attempt keeps. */
export const RESPONSE_CHARS = 2_000;

export interface Sending {
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Real time, in ms since 1970: what a receiver compares the time of a signature with, however fast the server's clock runs. */
  realNow(): EpochMs;
  /** May carry a user and password, which go into a header. */
  url: string;
  secret: string;
  /** Signs too, as long as receivers may not know the new one. @default '' */
  previousSecret?: string | undefined;
  /** Beside those that every attempt has. @default none */
  headers?: Record<string, string>;
  /** @default 'manual': a redirect is an answer like any other */
  redirect?: 'manual' | 'follow';
  /** Characters of the answer that are read. @default {@link RESPONSE_CHARS} */
  answerChars?: number;
  deliveryId: string;
  body: string;
  /** 1, 2, … */
  number: number;
  /** ms on the server's clock. */
  timeoutMs: number;
  /** ms of real time that the receiver gets at least. */
  leastTimeoutRealMs: number;
  /** Ends the attempt early. */
  signal: AbortSignal;
}

/** Sends a delivery once. Never rejects: what goes wrong is part of the attempt. */
export async function sendAttempt(sending: Sending): Promise<Attempt> {
  const { clock, fetch, secret, previousSecret = '', number, timeoutMs, redirect = 'manual' } = sending;
  const startedAt = clock.now();
  const target = toTarget(sending.url);
  const ended = (url: string, result: Pick<Attempt, 'status' | 'error'>): Attempt => ({
    number,
    url,
    startedAt: new Date(startedAt),
    latencyMs: clock.now() - startedAt,
    ...result,
  });
  if (!target) return ended('', { error: BAD_URL });
  const headers = await toHeaders(sending, target.authorization);
  if (!headers) return ended(target.url, { error: BAD_SECRET });

  const deadline = startDeadline(sending);
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers,
      body: sending.body,
      redirect,
      signal: deadline.signal,
    });
    // A browser hides the status of a redirect that it did not follow.
    if (response.status === 0) return ended(target.url, { error: HIDDEN_REDIRECT });
    const attempt = ended(target.url, { status: response.status });
    const hide = [secret, previousSecret, target.authorization?.slice('Basic '.length) ?? ''];
    const responseStart = await readStart(response.body, sending.answerChars ?? RESPONSE_CHARS, hide);
    return responseStart === '' ? attempt : { ...attempt, responseStart };
  } catch (error) {
    return ended(target.url, { error: deadline.passed() ? TIMED_OUT(timeoutMs) : toAttemptError(error) });
  } finally {
    deadline.end();
  }
}

/** `fetch` takes no credentials in a URL, and neither should a log. */
function toTarget(text: string): { url: string; authorization?: string } | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return { url: url.href };
  const pair = new TextEncoder().encode(`${decode(username)}:${decode(password)}`);
  return { url: url.href, authorization: `Basic ${btoa(String.fromCharCode(...pair))}` };
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
  const { secret, previousSecret = '', deliveryId: id, body, headers: more = {} } = sending;
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
