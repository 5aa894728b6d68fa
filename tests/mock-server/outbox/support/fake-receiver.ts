/** What a receiver does with a request: answers a status, drops the connection, or says nothing. */
export type Reaction = number | 'reset' | 'hang';

export interface FakeRequest {
  /** Milliseconds on the clock of the test. */
  at: number;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface FakeReceiver {
  fetch: typeof globalThis.fetch;
  requests: FakeRequest[];
  /** Milliseconds between the requests. */
  gaps(): number[];
}

/** Stands in for `fetch`: answers by `script` in turn, then by its last entry. */
export function createFakeReceiver(now: () => number, script: Reaction[] = [200]): FakeReceiver {
  const requests: FakeRequest[] = [];
  return {
    requests,
    gaps: () => requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? Number.NaN)),
    fetch: (input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      const reaction = script[Math.min(requests.length, script.length - 1)] ?? 200;
      requests.push({ at: now(), url: String(input), headers, body: String(init?.body) });
      if (typeof reaction === 'number') {
        const empty = reaction === 204 || (reaction >= 300 && reaction < 400);
        return Promise.resolve(new Response(empty ? null : `answer ${reaction}`, { status: reaction }));
      }
      if (reaction === 'reset') {
        const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
        return Promise.reject(new TypeError('fetch failed', { cause }));
      }
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    },
  };
}
