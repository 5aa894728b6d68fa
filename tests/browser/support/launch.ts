import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

export interface TestBrowser {
  /** A fresh visitor: own cookies, storage and sockets. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Closes all contexts; the browser stays. */
  closeContexts(): Promise<void>;
  close(): Promise<void>;
}

export const CHROMIUM_ARGS = [
  // Chromium's sandbox refuses to run as root, which is what containers are.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
];

/**
 * Starts the one browser of a test file (`beforeAll`), to be closed in `afterAll`. Texts are American English, time is UTC, and an
 * action waits 15 s at most: the machine may be busy.
 */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
  });
  return {
    async newContext(options = {}) {
      const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options });
      context.setDefaultTimeout(15_000);
      return context;
    },
    async closeContexts() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: () => browser.close(),
  };
}
