import { vi } from 'vitest';

/** One call over REST, as it was on the wire. */
export interface Exchange {
  method: string;
  /** Below `/api/`, without the query. */
  path: string;
  query: Record<string, string | string[]>;
  /** Undefined: none, or no JSON. */
  body: unknown;
  /** Whether it was made as a signed-in user. */
  signedIn: boolean;
  status: number;
  answer: unknown;
}

/** Listens to every `fetch` of this process from now on, until `vi.unstubAllGlobals`. */
export function recordExchanges(): Exchange[] {
  const exchanges: Exchange[] = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const response = await real(input, init);
    const { pathname, searchParams } = new URL(String(input));
    if (pathname.startsWith('/api/')) {
      exchanges.push({
        method: init.method ?? 'GET',
        path: pathname.slice('/api/'.length),
        query: queryOf(searchParams),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        signedIn: new Headers(init.headers).has('x-auth-token'),
        status: response.status,
        answer: jsonOf(await response.clone().text()),
      });
    }
    return response;
  });
  return exchanges;
}

/** As a server reads it: a name given several times, or ending in `[]`, is a list. */
function queryOf(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const all = params.getAll(name);
      const isList = all.length > 1 || name.endsWith('[]');
      return [name.replace(/\[\]$/, ''), isList ? all : (all[0] ?? '')];
    }),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
