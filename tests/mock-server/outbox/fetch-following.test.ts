import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchFollowing } from '../../../mock-server/outbox/fetch-following.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Each server is an origin of its own. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Seen {
  line: string;
  token: unknown;
  authorization: unknown;
  type: unknown;
  id: unknown;
  body: string;
}

function recorder(seen: Seen[], then: RequestListener): RequestListener {
  return async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { authorization, 'content-type': type, 'webhook-id': id } = request.headers;
    const token = request.headers['x-rocketchat-livechat-token'];
    seen.push({ line: `${request.method} ${request.url}`, token, authorization, type, id, body });
    then(request, response);
  };
}

const moveTo =
  (status: number, location: () => string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { Location: location() }).end();

const post = (url: string) =>
  fetchFollowing(fetch, url, {
    method: 'POST',
    headers: new Headers({
      'Content-Type': 'application/json',
      'X-RocketChat-Livechat-Token': 'the-token',
      Authorization: 'Basic abc',
      'webhook-id': 'delivery1',
    }),
    body: '{}',
    signal: new AbortController().signal,
  });

const WITH_SECRETS = { token: 'the-token', authorization: 'Basic abc' };
const WITHOUT = { token: undefined, authorization: undefined };
const JSON_TYPE = 'application/json';

test.each([307, 308])('%i takes method and body along, and to another host no secret', async (status) => {
  const seen: Seen[] = [];
  const other = await listen(recorder(seen, (_request, response) => response.end('there')));
  const first = await listen(
    recorder(
      seen,
      moveTo(status, () => `${other}/new`),
    ),
  );
  const response = await post(`${first}/hook`);
  expect([response.status, await response.text()]).toEqual([200, 'there']);
  const both = { type: JSON_TYPE, id: 'delivery1', body: '{}' };
  expect(seen).toEqual([
    { line: 'POST /hook', ...WITH_SECRETS, ...both },
    { line: 'POST /new', ...WITHOUT, ...both },
  ]);
});

test.each([301, 302, 303])('%i becomes a GET without a body', async (status) => {
  const seen: Seen[] = [];
  const other = await listen(recorder(seen, (_request, response) => response.end('there')));
  const first = await listen(
    recorder(
      seen,
      moveTo(status, () => other),
    ),
  );
  expect((await post(first)).status).toBe(200);
  expect(seen[1]).toEqual({ line: 'GET /', ...WITHOUT, type: undefined, id: 'delivery1', body: '' });
});

test('within one host the secrets stay, and what was left behind does not come back', async () => {
  const seen: Seen[] = [];
  let home = '';
  const other = await listen(
    recorder(
      seen,
      moveTo(307, () => `${home}/end`),
    ),
  );
  home = await listen(
    recorder(seen, (request, response) => {
      if (request.url === '/') moveTo(307, () => '/second')(request, response);
      else if (request.url === '/second') moveTo(307, () => other)(request, response);
      else response.end();
    }),
  );
  await post(home);
  expect(seen.map(({ line, token }) => [line, token])).toEqual([
    ['POST /', 'the-token'],
    ['POST /second', 'the-token'],
    ['POST /', undefined],
    ['POST /end', undefined],
  ]);
});

test.each(['ftp://elsewhere/', 'http://user:pass@127.0.0.1/', 'http://[', ''])(
  'a redirect to %j is the answer',
  async (location) => {
    const url = await listen((_request, response) => {
      response.writeHead(307, location === '' ? {} : { Location: location }).end();
    });
    expect((await post(url)).status).toBe(307);
  },
);

test('a circle ends after 20 redirects', async () => {
  const seen: Seen[] = [];
  const url = await listen(
    recorder(
      seen,
      moveTo(307, () => '/'),
    ),
  );
  expect((await post(url)).status).toBe(307);
  expect(seen).toHaveLength(21);
});
