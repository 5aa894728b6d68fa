import { TOKEN_HEADER } from '../../widget/wire/webhooks.ts';

/** As many as `fetch` itself follows. @see Fetch Standard, "HTTP-redirect fetch" */
const MOST_REDIRECTS = 20;

export interface FollowedRequest {
  method: string;
  headers: Headers;
  body: string;
  signal: AbortSignal;
}

/**
 * `fetch` that follows redirects, and takes the secrets in the headers to no other origin: by itself it would take along every header but
 * `Authorization`. A redirect that leads nowhere is the answer.
 */
export async function fetchFollowing(
  fetch: typeof globalThis.fetch,
  first: string,
  request: FollowedRequest,
): Promise<Response> {
  const headers = new Headers(request.headers);
  let [url, method]: [string, string] = [first, request.method];
  let body: string | undefined = request.body;
  for (let followed = 0; ; followed++) {
    const init = { method, headers, signal: request.signal, redirect: 'manual' as const };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const next = followed < MOST_REDIRECTS ? targetOf(response, url) : undefined;
    if (!next) return response;
    response.body?.cancel().catch(() => {}); // the connection may be gone already
    if (next.origin !== new URL(url).origin) {
      headers.delete('Authorization');
      headers.delete(TOKEN_HEADER);
    }
    // A POST that was "moved", or whose answer is elsewhere, becomes a GET.
    if (response.status < 304 && (method === 'POST' || response.status === 303)) {
      method = 'GET';
      body = undefined;
      headers.delete('Content-Type');
    }
    url = next.href;
  }
}

/** Where a redirect leads. */
function targetOf({ status, headers }: Response, from: string): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(status) ? headers.get('location') : null;
  if (location === null || !URL.canParse(location, from)) return undefined;
  const url = new URL(location, from);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  // `fetch` refuses addresses with credentials, and those of a stranger are none to log in with.
  return isWeb && url.username === '' && url.password === '' ? url : undefined;
}
