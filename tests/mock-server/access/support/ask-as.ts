import { type AccessWorld, type Caller, contentOf, ownContentOf, SECRET } from './access-world.ts';
import { ASKS, ID_PARAMETERS, PARAMETERS } from './rest-asks.ts';

/**
 * What a caller gets: refused, nothing changed and nothing told (`-`); let in, but nothing of the visitor told or changed (`+`); told or
 * changed what is the visitor's (`*`). A refusal that told or changed something all the same is `!`.
 */
export type Verdict = '-' | '+' | '*' | '!';

/** Asks `METHOD /path` of the app for what is the own visitor's. `used`: whether the world is another one now. */
export async function askAs(
  world: AccessWorld,
  route: string,
  caller: Caller,
): Promise<{ verdict: Verdict; used: boolean }> {
  const { store, core } = world;
  const target = world.target(caller);
  const [method = '', pattern = ''] = route.split(' ');
  const { path = fill(pattern, world, caller), body, headers = {} } = ASKS[route]?.(target) ?? {};
  const [before, ownBefore] = [contentOf(store), ownContentOf(store, target)];
  const isForm = body instanceof FormData;
  const request = new Request(`http://chat.test${path}`, {
    method,
    headers: {
      ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
      ...world.headers(caller),
      ...headers,
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const answer = await core.handle(request, { ip: '203.0.113.7' });
  const text = await answer.text();
  const refused =
    answer.status >= 400 || text.includes('"success":false') || text.includes('\\"isClientSafe\\":true');
  // What the caller sent may be repeated to the caller.
  const told =
    text.toLowerCase().includes(SECRET) ||
    (caller !== 'own' && caller !== 'closed' && text.includes(target.ownToken));
  const changed = contentOf(store) !== before;
  const ownChanged = ownContentOf(store, target) !== ownBefore;
  if (refused) return { verdict: told || changed ? '!' : '-', used: changed };
  return { verdict: told || ownChanged ? '*' : '+', used: changed };
}

function fill(pattern: string, world: AccessWorld, caller: Caller): string {
  const target = world.target(caller);
  const parts = pattern.split('/');
  return parts
    .map((part, i) => {
      if (!part.startsWith(':')) return part;
      const of =
        part === ':_id'
          ? ID_PARAMETERS[parts.at(i - (parts[i - 1]?.startsWith(':') ? 2 : 1)) ?? '']
          : PARAMETERS[part];
      return of ? of(target) : 'unknown';
    })
    .join('/');
}
