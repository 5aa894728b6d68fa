import type { Ports } from '../ports/ports.ts';
import { decodeConfig, decodeRoom } from '../wire/decode-config.ts';
import { decodeMessage, type ReceivedMessage } from '../wire/decode-message.ts';
import { type DecodedVisitor, decodeVisitor } from '../wire/decode-visitor.ts';
import { failure, type Outcome } from '../wire/problem.ts';
import { refusal } from './refusal.ts';

const REQUEST_DEADLINE_MS = 15_000;

/** The REST calls of a visitor. Never rejects. Bodies hold exactly the keys that the server's schemas allow; empty texts are left out. */
export interface Rest {
  /** Any other call below `livechat/`, a POST if it has a body. `decode` gives undefined for an answer that nobody can read. */
  call<T>(
    path: string,
    decode: (answer: Record<string, unknown>) => T | undefined,
    body?: object,
  ): Promise<Outcome<T>>;
  config(query: {
    token: string;
    department: string;
    businessUnit?: string | undefined;
  }): Promise<Outcome<NonNullable<ReturnType<typeof decodeConfig>>>>;
  visitor(visitor: {
    token: string;
    name: string;
    email: string;
    department: string;
  }): Promise<Outcome<DecodedVisitor>>;
  /** Id of the visitor's open room, or of a new one, for this agent if one is named. */
  room(token: string, agentId?: string): Promise<Outcome<string>>;
  message(body: { _id: string; token: string; rid: string; msg: string }): Promise<Outcome<ReceivedMessage>>;
  /** Whether the server has this message: after an error that leaves it open. */
  storedMessage(id: string, query: { token: string; rid: string }): Promise<Outcome<ReceivedMessage>>;
  /** Newest first. */
  history(
    rid: string,
    query: { token: string; limit: number; offset: number },
  ): Promise<Outcome<ReceivedMessage[]>>;
  close(body: { token: string; rid: string }): Promise<Outcome<true>>;
  offlineMessage(body: {
    name: string;
    email: string;
    message: string;
    department: string;
    host: string;
  }): Promise<Outcome<true>>;
  pageVisited(body: {
    token: string;
    rid: string;
    pageInfo: { change: string; title: string; location: { href: string } };
  }): Promise<Outcome<true>>;
}

export function createRest(
  server: string,
  { fetch, clock, report }: Pick<Ports, 'fetch' | 'clock' | 'report'>,
): Rest {
  /** An answer was readable once, so this site is allowed. */
  let allowed = false;

  async function call<T>(
    path: string,
    decode: (answer: Record<string, unknown>) => T | undefined,
    body?: object,
  ): Promise<Outcome<T>> {
    const abort = new AbortController();
    const cancel = clock.after(REQUEST_DEADLINE_MS, () => abort.abort());
    try {
      const response = await fetch(`${server}/api/v1/livechat/${path}`, {
        credentials: 'omit',
        signal: abort.signal,
        ...(body && {
          method: 'POST',
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
      return failure(
        !allowed && !abort.signal.aborted && (await answersBlindly(abort.signal)) ? 'cors' : 'unreachable',
      );
    } finally {
      cancel();
    }
  }

  /** A browser says the same for "no answer" and "not allowed to read it"; a request whose answer nobody may read tells them apart. */
  const answersBlindly = (signal: AbortSignal): Promise<boolean> =>
    fetch(`${server}/api/info`, { mode: 'no-cors', credentials: 'omit', signal }).then(
      () => true,
      () => false,
    );

  const done = (): true => true;
  return {
    call,
    config: (query) => call(`config${search(query)}`, decodeConfig),
    visitor: (visitor) => call('visitor', (answer) => decodeVisitor(answer.visitor), { visitor }),
    room: (token, agentId) => call(`room${search({ token, agentId })}`, (answer) => decodeRoom(answer.room)),
    message: (body) => call('message', (answer) => decodeMessage(answer.message), body),
    storedMessage: (id, query) =>
      call(`message/${id}${search(query)}`, (answer) => decodeMessage(answer.message)),
    history: (rid, query) =>
      call(`messages.history/${rid}${search(query)}`, ({ messages }) =>
        Array.isArray(messages)
          ? messages.flatMap((message) => decodeMessage(message) ?? report('message', message) ?? [])
          : undefined,
      ),
    close: (body) => call('room.close', done, body),
    offlineMessage: (body) => call('offline.message', done, body),
    pageVisited: (body) => call('page.visited', done, body),
  };
}

function search(query: Record<string, string | number | undefined>): string {
  return `?${Object.entries(query)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value as string)}`)
    .join('&')}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
