import type { Page } from 'playwright-core';
import { type MockServer, startMockServer } from '../../../../mock-server/hosts/create-server.ts';
import type { MockServerOptions } from '../../../../mock-server/hosts/mock-server-options.ts';
import { launchBrowser, type TestBrowser } from '../../../browser/support/launch.ts';
import { type PageWatch, watchPage } from '../../../browser/support/page-watch.ts';
import { type Receiver, startReceiver } from '../../../browser/support/receiver.ts';
import { logInAgent, type RestAgent } from '../../../browser/support/rest-agent.ts';
import { type Site, startSite } from '../../../browser/support/site.ts';
import { callApi, heardBy, listeners } from '../../support/page-api.ts';
import { officialSnippet } from './official-snippet.ts';
import { type OfficialWidget, officialWidget } from './official-widget.ts';

export interface OfficialStageOptions extends MockServerOptions {
  /** Statements with the API as `this`, put into the page's queue before the loader is there. */
  queued?: string;
}

export interface OfficialStage {
  mock: MockServer;
  receiver: Receiver;
  site: Site;
  agent(username: string): Promise<RestAgent>;
  /** A visitor with a browser profile of their own, on the site. */
  visitor(options?: { page?(page: Page): Promise<void> }): Promise<OfficialVisitor>;
}

export interface OfficialVisitor extends OfficialWidget {
  page: Page;
  watch: PageWatch;
  /** Requests that were answered with an error: `status METHOD path`. */
  refused(): string[];
  /** Calls a method of `RocketChat.livechat`. */
  call(method: string, ...args: unknown[]): Promise<void>;
  /** Callbacks that were called: name and arguments, in order. */
  heard(): Promise<unknown[][]>;
}

/** The webhook secret of every stage. */
export const SECRET = 's3cret';

/** Starts the browser of a file; `stage` sets up everything for one test, `clear` takes it down (`afterEach`). */
export async function openOfficialTheatre(): Promise<{
  browser: TestBrowser;
  stage(options?: OfficialStageOptions): Promise<OfficialStage>;
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
    async stage({ queued = '', ...options } = {}) {
      const receiver = kept(await startReceiver());
      const mock = kept(
        await startMockServer({
          widget: 'official',
          webhookUrl: receiver.url,
          webhookSecret: SECRET,
          ...options,
        }),
      );
      const site = kept(await startSite({ body: `${officialSnippet(mock.url)}${listeners(queued)}` }));
      return {
        mock,
        receiver,
        site,
        agent: (username) => logInAgent(mock.url, username),
        async visitor({ page: prepare } = {}) {
          const context = await browser.newContext();
          const page = await context.newPage();
          const watch = await watchPage(page);
          const refused: string[] = [];
          page.on('response', (answer) => {
            if (answer.status() < 400) return;
            const { pathname } = new URL(answer.url());
            refused.push(`${answer.status()} ${answer.request().method()} ${pathname}`);
          });
          await prepare?.(page);
          await page.goto(site.url);
          const widget = officialWidget(page);
          await widget.launcher.waitFor();
          return {
            page,
            watch,
            refused: () => [...refused],
            call: (method, ...args) => callApi(page, method, ...args),
            heard: () => heardBy(page),
            ...widget,
          };
        },
      };
    },
    async clear() {
      await browser.closeContexts();
      for (const thing of open.splice(0).reverse()) await thing.close();
    },
    close: () => browser.close(),
  };
}
