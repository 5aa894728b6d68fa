import type { Core } from '../../../mock-server/core/core.ts';

export interface Asked {
  status: number;
  headers: Headers;
  /** The answer as text. */
  text: string;
  /** The answer as JSON; undefined when it is none. */
  json: unknown;
}

/** Sends one request as a visitor's browser would. A body that is a text goes as it is. */
export async function ask(
  { handle }: Pick<Core, 'handle'>,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Asked> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const request = new Request(`http://chat.test${path.startsWith('/') ? path : `/api/v1/livechat/${path}`}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await handle(request, { ip: '203.0.113.7' });
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}
