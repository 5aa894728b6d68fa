import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-values.ts';
import type { Route } from './list-routes.ts';
import { type Known, nearSchema, textNear } from './near-schema.ts';
import type { SeenSchema } from './tap-schemas.ts';

export interface RestInput {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain',
];
const MULTIPART = 'multipart/form-data; boundary=x';
const NOT_JSON = [
  '{',
  '{"a":',
  'undefined',
  '"text"',
  '[1',
  'a=1&b[]=2&__proto__=3',
  '\u0000',
  '{"a":1}{"a":1}',
];

/** A request to `route`: mostly one that its schemas would take, with people and rooms that exist. */
export function restInput(
  route: Route,
  schemas: readonly SeenSchema[],
  known: Known,
  callers: readonly Record<string, string>[],
): fc.Arbitrary<RestInput> {
  const segments = route.path.split('/').map((part) => {
    if (part.startsWith(':')) return textNear(known, part.slice(1).replace(/[?{].*/, '')).map(encode);
    return fc.constant(part === '*' ? 'x' : part);
  });
  const bodies = schemas.filter(({ of }) => of === 'body').map(({ schema }) => nearSchema(schema, known));
  const queries = schemas.filter(({ of }) => of === 'query').map(({ schema }) => nearSchema(schema, known));
  const json = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...bodies, fc.object({ maxDepth: 1 })) },
    { weight: 1, arbitrary: hostileValue },
  );
  const body = fc.oneof(
    { weight: 12, arbitrary: json.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(...NOT_JSON) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: multipart() },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  const surplus = fc.dictionary(hostileText, hostileValue, { maxKeys: 2 });
  const query = fc.oneof(
    { weight: 10, arbitrary: fc.oneof(...queries, fc.constant({})) },
    { weight: 2, arbitrary: surplus },
  );
  const pick = (texts: readonly string[], usual: string) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom(...texts) },
    );

  return fc
    .record({
      method: pick(METHODS, route.method),
      parts: fc.tuple(...segments),
      query,
      type: pick(TYPES, 'application/json'),
      caller: fc.nat(99),
      body,
    })
    .map(({ method, parts, query, type, caller, body }) => ({
      method,
      path: `${parts.join('/')}${toQuery(query)}`,
      // Half of them by the admin, who gets furthest.
      headers: {
        'Content-Type': body?.startsWith('--x') ? MULTIPART : type,
        ...callers[caller < 50 ? 2 : caller % callers.length],
      },
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    }));
}

const multipart = (): fc.Arbitrary<string> =>
  fc
    .record({ name: fc.constantFrom('file', 'msg', 'x'), text: hostileText, end: fc.boolean() })
    .map(
      ({ name, text, end }) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n${end ? '--x--\r\n' : ''}`,
    );

/** A lone half of a character cannot be in a URL. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));

function toQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null) return `?${encode(String(query))}`;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one) => `${encode(name)}=${encode(typeof one === 'string' ? one : (JSON.stringify(one) ?? ''))}`,
    ),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
