import type { Page } from 'playwright-core';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import type { MockServerOptions } from '../../../mock-server/hosts/mock-server-options.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { launchBrowser, type TestBrowser } from './launch.ts';
import { type PortholePage, porthole } from './page-object.ts';
import { type PageWatch, watchPage } from './page-watch.ts';
import { type Reaction, type Receiver, startReceiver } from './receiver.ts';
import { type Site, type SitePage, snippet, startSite } from './site.ts';

export interface StageOptions extends MockServerOptions {
  /** What the receiver answers, in turn; then 200. */
  reactions?: Reaction[];
  /** The host page, given the address of the server as the widget knows it. @default the README's snippet */
  page?(server: string): SitePage;
}

export interface Stage {
  mock: MockServer;
  /** Between widget and mock: what the widget takes for the server. */
  proxy: FaultProxy;
  receiver: Receiver;
  site: Site;
  /** A visitor with a browser profile of their own, on the site. */
  visitor(): Promise<Visitor>;
}

export interface Visitor extends PortholePage {
  page: Page;
  watch: PageWatch;
}

/** The webhook secret of every stage. */
export const SECRET = 's3cret';

/** Starts the browser of a file; `stage` sets up everything else for one test, `clear` takes it down (`afterEach`). */
export async function openTheatre(): Promise<{
  browser: TestBrowser;
  stage(options?: StageOptions): Promise<Stage>;
  clear(): Promise<void>;
  close(): Promise<void>;
}> {
  const browser = await launchBrowser();
  const open: { close(): Promise<void> }[] = [];
  const kept = <T extends { close(): Promise<void> }>(thing: T): T => {
    open.push(thing);
    return thing;
  };
  return {
    browser,
    async stage({ reactions = [], page, ...options } = {}) {
      const receiver = kept(await startReceiver(reactions));
      const mock = kept(
        await startMockServer({ webhookUrl: receiver.url, webhookSecret: SECRET, ...options }),
      );
      const proxy = kept(await startFaultProxy(mock.url));
      const site = kept(await startSite(page?.(proxy.url) ?? { body: snippet(proxy.url) }));
      return {
        mock,
        proxy,
        receiver,
        site,
        async visitor() {
          const context = await browser.newContext();
          const tab = await context.newPage();
          const watch = await watchPage(tab);
          await tab.goto(site.url);
          return { page: tab, watch, ...porthole(tab) };
        },
      };
    },
    async clear() {
      await browser.closeContexts();
      // In the order of traffic: the widget's side first.
      for (const thing of open.splice(0).reverse()) await thing.close();
    },
    close: () => browser.close(),
  };
}
