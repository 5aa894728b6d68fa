import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startDemo } from '../../../demo/server/start-demo.ts';
import { type AgentConsole, agentConsole } from './agent-console.ts';
import { watchPage } from './page-watch.ts';
import { openSettings, type SettingsPage } from './settings-page.ts';
import { openTheatre, type Stage, type StageOptions } from './stage.ts';

const PAGES = fileURLToPath(new URL('../../../dist/demo', import.meta.url));

export interface SettingsStage extends Stage {
  /** Address of the demo, whose pages are about the stage's mock. */
  demo: string;
  /** The settings page, open in a browser of its own. */
  settings: SettingsPage & { page: Page };
  /** An agent console, logged in, not yet taking chats (`goOnline`). The seed has anna and ben. */
  agent(username?: string): Promise<AgentConsole & { page: Page }>;
}

/**
 * As `openTheatre`, and with every stage the demo's pages: what an area needs that is switched on the settings page and seen in an
 * open widget.
 *
 * ```ts
 * const theatre = await openSettingsTheatre();          // beforeAll; close() in afterAll, clear() in afterEach
 * const { settings, visitor, agent, mock } = await theatre.stage({ agentsOnline: true, timeScale: 10 });
 * const shopper = await visitor();                       // the widget on a site: open(), register(), say(), dialog …
 * await shopper.open();
 * await settings.set('Livechat_title', 'Ask us');        // by the real id; waits until the server has it
 * await shopper.dialog.getByText('Ask us').waitFor();
 * await settings.area('Business Hours').getByRole('button', { name: 'Save hours' }).click();
 * ```
 *
 * Needs the built pages and widget: the project `browser` builds them first. `npx vitest run --project browser <file>`
 */
export async function openSettingsTheatre() {
  const theatre = await openTheatre();
  const demos: { close(): Promise<void> }[] = [];
  return {
    ...theatre,
    async stage(options: StageOptions = {}): Promise<SettingsStage> {
      const stage = await theatre.stage(options);
      const demo = await startDemo({
        pages: PAGES,
        port: 0,
        host: '127.0.0.1',
        timeScale: options.timeScale ?? 1,
        admin: { user: 'admin', password: 'admin' },
        // The stage has one already, and takes it down itself.
        startMock: async () => ({ url: stage.mock.url, close: async () => {} }),
      });
      demos.push(demo);
      const newPage = async (): Promise<Page> => {
        const page = await (await theatre.browser.newContext()).newPage();
        await watchPage(page);
        return page;
      };
      const page = await newPage();
      const settings = { page, ...(await openSettings(page, demo.url)) };
      return {
        ...stage,
        demo: demo.url,
        settings,
        async agent(username = 'anna') {
          const page = await newPage();
          await page.goto(`${demo.url}/agent/`);
          const agent = agentConsole(page);
          await agent.logIn(username);
          return { page, ...agent };
        },
      };
    },
    async clear() {
      await theatre.browser.closeContexts();
      for (const demo of demos.splice(0)) await demo.close();
      await theatre.clear();
    },
  };
}
