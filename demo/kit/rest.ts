import { isRecord, type Json, textOf } from './decode/fields.ts';

export interface Credentials {
  userId: string;
  authToken: string;
}

/** Why a call did not succeed. `refused` carries the server's own words and code. */
export type Problem =
  | { why: 'unreachable' }
  | { why: 'bad-answer' }
  | { why: 'refused'; status: number; error: string; code: string | undefined };

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Rocket.Chat's REST API and the mock's `/db`, as one person uses them. Calls never reject. */
export interface Rest {
  /** `path` is below `/api/v1/`, e.g. `livechat/inquiries.take`. */
  get(path: string, query?: Record<string, string>): Promise<Outcome<Json>>;
  /** @param body `FormData` goes out as a form with files, all else as JSON */
  post(path: string, body?: object): Promise<Outcome<Json>>;
  /** A file of the server, e.g. `/file-upload/…`. */
  file(path: string): Promise<Outcome<Blob>>;
  /** Any path of the server, e.g. `/db/deliveries`; the answer may be a list. */
  raw(method: Method, path: string, body?: object): Promise<Outcome<unknown>>;
  /** A page of a list below `/db`, and how many there are on all pages. */
  page(path: string): Promise<Outcome<{ items: unknown[]; total: number }>>;
}

export interface RestOptions {
  /** Address without trailing slash. */
  server: string;
  credentials?: Credentials;
  /** Told when the server no longer knows the session (401). */
  onUnauthorized?(): void;
  /** @default the browser's fetch */
  fetch?: typeof fetch;
  /** Longest wait for an answer, in ms. @default 15_000 */
  timeoutMs?: number;
}

export function createRest(options: RestOptions): Rest {
  const { server, credentials, onUnauthorized, timeoutMs = 15_000 } = options;
  const doFetch: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));

  const login: Record<string, string> = credentials
    ? { 'X-User-Id': credentials.userId, 'X-Auth-Token': credentials.authToken }
    : {};

  async function ask(
    method: Method,
    path: string,
    body?: object,
  ): Promise<Outcome<{ answer: unknown; headers: Headers }>> {
    let response: Response;
    let answer: unknown;
    try {
      response = await doFetch(`${server}${path}`, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body && !(body instanceof FormData) ? { 'Content-Type': 'application/json' } : {}),
          ...login,
        },
        ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      return { ok: false, problem: { why: 'unreachable' } };
    }
    try {
      answer = await response.json();
    } catch {
      return { ok: false, problem: { why: 'bad-answer' } };
    }
    if (response.status === 401) onUnauthorized?.();
    if (response.ok) return { ok: true, value: { answer, headers: response.headers } };
    return { ok: false, problem: refusal(response.status, answer) };
  }

  async function raw(method: Method, path: string, body?: object): Promise<Outcome<unknown>> {
    const outcome = await ask(method, path, body);
    return outcome.ok ? { ok: true, value: outcome.value.answer } : outcome;
  }

  async function api(method: 'GET' | 'POST', path: string, body?: object): Promise<Outcome<Json>> {
    const outcome = await raw(method, `/api/v1/${path}`, body);
    if (!outcome.ok) return outcome;
    if (!isRecord(outcome.value)) return { ok: false, problem: { why: 'bad-answer' } };
    if (outcome.value.success === false) return { ok: false, problem: refusal(200, outcome.value) };
    return { ok: true, value: outcome.value };
  }

  return {
    get: (path, query) => api('GET', query ? `${path}?${new URLSearchParams(query)}` : path),
    post: (path, body = {}) => api('POST', path, body),
    async file(path) {
      try {
        const response = await doFetch(`${server}${path}`, {
          headers: login,
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (response.ok) return { ok: true, value: await response.blob() };
        return { ok: false, problem: refusal(response.status, undefined) };
      } catch {
        return { ok: false, problem: { why: 'unreachable' } };
      }
    },
    raw,
    async page(path) {
      const outcome = await ask('GET', path);
      if (!outcome.ok) return outcome;
      const { answer, headers } = outcome.value;
      if (!Array.isArray(answer)) return { ok: false, problem: { why: 'bad-answer' } };
      const total = Number(headers.get('X-Total-Count') ?? answer.length);
      return { ok: true, value: { items: answer, total } };
    },
  };
}

function refusal(status: number, answer: unknown): Problem {
  const record = isRecord(answer) ? answer : {};
  return {
    why: 'refused',
    status,
    error: textOf(record, 'error') ?? textOf(record, 'message') ?? `The server answered ${status}`,
    code: textOf(record, 'errorType'),
  };
}
