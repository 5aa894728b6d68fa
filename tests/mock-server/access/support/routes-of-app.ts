import { createLoginThrottle } from '../../../../mock-server/core/auth/login-throttle.ts';
import { createHttpApp } from '../../../../mock-server/core/http/app.ts';
import { createScaledClock } from '../../../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';

/** `METHOD /path` of every route the REST app has. */
export function routesOfApp(): string[] {
  const clock = createScaledClock();
  const app = createHttpApp({
    store: createMemoryStore(),
    clock,
    siteUrl: 'http://localhost',
    loginThrottle: createLoginThrottle(clock),
    run: () => Promise.reject(new Error('nothing is asked')),
    setting: () => {
      throw new Error('nothing is asked');
    },
    settingDefaults: {},
    cors: 'open',
    rateLimit: false,
    fetch,
    sendTestWebhook: async () => undefined,
    onFailure: () => {},
  });
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(routes)].sort();
}
