import { type MockServer, startMockServer } from '../../../../mock-server/hosts/create-server.ts';

/** Asks the server as somebody; answers the body, whatever the status. Paths are below `/api/v1/`. */
export type Ask = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<unknown>;

/** A mock server and those who ask it. */
export interface Driver {
  mock: MockServer;
  /** Without a login. */
  visitor: Ask;
  /** anna. */
  agent: Ask;
  admin: Ask;
  /** With a login that is none. */
  stranger: Ask;
}

/** Only anna takes chats, so that every room is hers. */
export async function startDriver(): Promise<Driver> {
  const mock = await startMockServer({ agentsOnline: true });
  const visitor = asking(mock.url, {});
  const as = async (name: string): Promise<Ask> => {
    const answer = await visitor('POST', 'login', { user: { username: name }, password: name });
    return asking(mock.url, {
      'X-User-Id': textAt(answer, 'data.userId'),
      'X-Auth-Token': textAt(answer, 'data.authToken'),
    });
  };
  const ben = await as('ben');
  await ben('POST', 'livechat/agent.status', { status: 'not-available' });
  return {
    mock,
    visitor,
    agent: await as('anna'),
    admin: await as('admin'),
    stranger: asking(mock.url, { 'X-User-Id': 'nobody', 'X-Auth-Token': 'nothing' }),
  };
}

function asking(url: string, as: Record<string, string>): Ask {
  return async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { ...as, ...headers, ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    });
    return answer.json();
  };
}

/** The value at a place such as `room._id` or `departments.0._id`, as text. */
export function textAt(answer: unknown, place: string): string {
  return String(place.split('.').reduce<unknown>((whole, name) => Object(whole)[name], answer));
}
