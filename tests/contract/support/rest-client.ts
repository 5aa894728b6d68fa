import type { ContractHost } from './contract-host.ts';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}
export interface Failure {
  success: false;
  error: string;
  errorType?: string;
}
export type Rest = <T = Failure>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer<T>>;

/** JSON in, JSON out, below `/api/v1/`. `as`: headers of whoever asks. */
export function restClient(host: ContractHost, as: Record<string, string> = {}): Rest {
  return async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await host.fetch(`${host.origin}/api/v1/${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...as, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
  };
}

export interface LoggedIn {
  rest: Rest;
  userId: string;
  token: string;
}

/** Logs in over REST. */
export async function loginAs(host: ContractHost, user: string, password = user): Promise<LoggedIn> {
  const { body } = await restClient(host)<{ data: { userId: string; authToken: string } }>('POST', 'login', {
    user,
    password,
  });
  const { userId, authToken: token } = body.data;
  return { userId, token, rest: restClient(host, { 'X-User-Id': userId, 'X-Auth-Token': token }) };
}
