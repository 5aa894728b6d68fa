import { expect, test } from 'vitest';
import { createLoginThrottle } from '../../mock-server/core/auth/login-throttle.ts';
import { METHODS } from '../../mock-server/core/ddp/methods.ts';
import { createHttpApp } from '../../mock-server/core/http/app.ts';
import { createScaledClock } from '../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../mock-server/store/memory-store.ts';
import { STREAMS } from '../../widget/wire/streams.ts';
import { ROUTES } from '../clients/official-schemas/support/routes.ts';
import { read } from './support/repository.ts';

const text = read('docs/coverage.md');

/** Rows of the tables of endpoints: the endpoint, and whether its column "schemas" has a cross. */
const documented = [
  ...text.matchAll(/^\| `([A-Z]+ \/[^`]+)` \|[^|]*\|[^|]*\|[^|]*\| ?(x?) ?\|[^|]*\|$/gm),
].map(([, endpoint = '', cross]) => ({ endpoint, hasSchema: cross === 'x' }));

function routes(): string[] {
  const clock = createScaledClock();
  const app = createHttpApp({
    store: createMemoryStore(),
    clock,
    siteUrl: 'http://localhost',
    loginThrottle: createLoginThrottle(clock),
    run: () => Promise.reject(new Error('not in this test')),
    setting: () => {
      throw new Error('not in this test');
    },
    settingDefaults: {},
    cors: 'open',
    rateLimit: false,
    fetch,
    sendTestWebhook: async () => undefined,
    onFailure: () => {},
  });
  const found = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(found)].sort();
}

test('docs/coverage.md has a row for every endpoint, and no other', () => {
  expect(documented.length).toBeGreaterThan(0);
  expect(documented.map(({ endpoint }) => endpoint).sort()).toEqual(routes());
});

test('docs/coverage.md says of the right endpoints that Rocket.Chat has schemas for them', () => {
  const anyName = (endpoint: string): string => endpoint.replace(/:\w+/g, ':');
  const checked = new Set(ROUTES.map(({ method, pattern }) => anyName(`${method} /api/${pattern}`)));
  const shouldHave = documented.map(({ endpoint }) => ({
    endpoint,
    hasSchema: checked.has(anyName(endpoint)),
  }));
  expect(documented).toEqual(shouldHave);
});

test('what docs/coverage.md calls missing is missing', () => {
  const section = /### Not here\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
  const missing = [...section.matchAll(/`(\/api\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(missing.length).toBeGreaterThan(0);
  const there = routes().map((route) => route.split(' ')[1] ?? '');
  expect(missing.filter((path) => there.some((one) => one === path || one.startsWith(`${path}/`)))).toEqual(
    [],
  );
});

test('docs/coverage.md names every stream and method', () => {
  const names = [...Object.values(STREAMS), ...Object.keys(METHODS)];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
