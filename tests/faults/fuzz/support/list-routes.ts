/** A way into the server: `POST`, `/api/v1/livechat/message/:_id`. */
export interface Route {
  method: string;
  path: string;
}

/** Every route of the app, as it registers them. */
export async function listRoutes(): Promise<Route[]> {
  const { createHttpApp } = await import('../../../../mock-server/core/http/app.ts');
  const { createLoginThrottle } = await import('../../../../mock-server/core/auth/login-throttle.ts');
  const { createMemoryStore } = await import('../../../../mock-server/store/memory-store.ts');
  const clock = { now: Date.now, after: () => () => {} };
  const unused = (): never => {
    throw new Error('routes are listed, not called');
  };
  const app = createHttpApp({
    store: createMemoryStore(),
    clock,
    siteUrl: '',
    loginThrottle: createLoginThrottle(clock),
    run: unused,
    setting: unused,
    settingDefaults: {},
    cors: 'open',
    rateLimit: false,
    fetch,
    sendTestWebhook: unused,
    onFailure: () => {},
  });
  const routes = app.routes.filter(({ method }) => method !== 'ALL');
  const byText = new Map(routes.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
  return [...byText.values()];
}
