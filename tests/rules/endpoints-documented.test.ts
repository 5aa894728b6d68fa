import { expect, test } from 'vitest';
import { createLoginThrottle } from '../../mock-server/core/auth/login-throttle.ts';
import { METHODS } from '../../mock-server/core/ddp/methods.ts';
import { createHttpApp } from '../../mock-server/core/http/app.ts';
import { createScaledClock } from '../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../mock-server/store/memory-store.ts';
import { STREAMS } from '../../widget/wire/streams.ts';
import { read } from './support/repository.ts';

const text = read('docs/mock-server.md');

/** `GET /path` of each endpoint that the document names; `GET and POST /path` counts as two. */
function documented(): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.includes('/db'));
  const found = rows.flatMap((row) =>
    // The verbs before a path, each in backticks or the first words inside the path's own.
    [...row.matchAll(/((?:`[A-Z]+`(?:, | and ))*)`([A-Z]+) (\/[^`\s]*)`/g)].flatMap(
      ([, before = '', verb, path]) =>
        [...[...before.matchAll(/[A-Z]+/g)].map(([word]) => word), verb].map((method) => `${method} ${path}`),
    ),
  );
  return [...new Set(found)].sort();
}

test('docs/mock-server.md names every endpoint, and no other', () => {
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
    sendTestWebhook: async () => undefined,
    onFailure: () => {},
  });
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  expect(routes.length).toBeGreaterThan(0);
  expect(documented()).toEqual([...new Set(routes)].sort());
});

test('docs/mock-server.md names every stream and method', () => {
  const names = [...Object.values(STREAMS), ...Object.keys(METHODS)];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
