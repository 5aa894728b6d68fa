import type { BrowserContext, Page } from 'playwright-core';

export interface PageWatch {
  /** `METHOD url` of each request since the watch began. */
  requests(): string[];
  /** URLs of WebSockets opened since the watch began. */
  sockets(): string[];
  /** What the page reported as wrong: uncaught errors, and console lines of type error. */
  errors(): string[];
  /** CSP and Trusted Types violations of the page that is there now: directive and what was blocked. */
  violations(): Promise<string[]>;
  /** Cookies (of all origins) and keys of the page's storages, IndexedDB included. */
  stored(): Promise<string[]>;
}

declare global {
  interface Window {
    __violations?: string[];
  }
}

/** Writes down what a page does. Call it before the first `goto`. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const requests: string[] = [];
  const sockets: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on('websocket', (socket) => sockets.push(socket.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    window.__violations = violations;
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      violations.push(`${violatedDirective} blocked ${blockedURI} (${sourceFile})`);
    });
  });
  return {
    requests: () => [...requests],
    sockets: () => [...sockets],
    errors: () => [...errors],
    violations: () => page.evaluate(() => window.__violations ?? ['the watch was not there']),
    stored: () => storedIn(page),
  };
}

async function storedIn(page: Page): Promise<string[]> {
  const context: BrowserContext = page.context();
  const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
    ...(await caches.keys()).map((key) => `cache ${key}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `service worker ${scope}`),
  ]);
  return [...cookies, ...kept];
}
