import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { porthole } from './support/page-object.ts';
import { logInAgent, type RestAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre, type Stage } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const PATIENCE = { timeout: 30_000 };

/** A page of the site, prepared before anything of it runs, and a chat with Anna on it. */
async function chatOn(stage: Stage, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(true);
  const page = await (await theatre.browser.newContext()).newPage();
  await prepare(page);
  await page.goto(stage.site.url);
  const visitor = porthole(page);
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say('Hello?');
  await expect.poll(() => anna.openRooms(), PATIENCE).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  await expect.poll(() => anna.messages(rid), PATIENCE).toEqual(['Hello?']);
  return { page, visitor, anna, rid };
}

async function bothWays({
  visitor,
  anna,
  rid,
}: {
  visitor: ReturnType<typeof porthole>;
  anna: RestAgent;
  rid: string;
}) {
  await anna.say(rid, 'Hello Zoë');
  await visitor.message('Hello Zoë').waitFor(PATIENCE);
  await visitor.say('There you are');
  await expect.poll(() => anna.messages(rid), PATIENCE).toEqual(['Hello?', 'Hello Zoë', 'There you are']);
  expect(await visitor.texts()).toEqual(['Hello?', 'Hello Zoë', 'There you are']);
}

test.each([
  [
    'is forbidden',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      }),
  ],
  [
    'is full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    },
  ],
  ['and locks are missing', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
])('a chat goes on when storage %s', async (_how, prepare) => {
  const chat = await chatOn(await theatre.stage(), (page) => page.addInitScript(prepare));
  await bothWays(chat);
  // The server has it before the page knows.
  await expect.poll(chat.visitor.unsent).toBe(0);
});

test('a chat goes on by asking where no WebSocket may be opened', async () => {
  const stage = await theatre.stage({
    page: (server) => ({ body: snippet(server), csp: `connect-src ${server}` }),
  });
  const chat = await chatOn(stage);
  expect(stage.proxy.openSockets()).toBe(0);
  await bothWays(chat);
});

test('a page that goes into the back/forward cache gives its socket back, and catches up when it returns', async () => {
  const stage = await theatre.stage();
  const { page, visitor, anna, rid } = await chatOn(stage);
  await expect.poll(() => stage.proxy.openSockets(), PATIENCE).toBe(1);
  const happen = (type: 'pagehide' | 'pageshow') =>
    page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
  await happen('pagehide');
  await expect.poll(() => stage.proxy.openSockets(), PATIENCE).toBe(0);
  await anna.say(rid, 'While you were away');
  await happen('pageshow');
  await visitor.message('While you were away').waitFor(PATIENCE);
  await expect.poll(() => stage.proxy.openSockets(), PATIENCE).toBe(1);
  await anna.say(rid, 'And after');
  await visitor.message('And after').waitFor(PATIENCE);
  expect(await visitor.texts()).toEqual(['Hello?', 'While you were away', 'And after']);
});

test('what a tab could not send before it was closed, another one sends, once', async () => {
  const stage = await theatre.stage();
  const { page, visitor, anna, rid } = await chatOn(stage);
  stage.proxy.inject(/^POST \/api\/v1\/livechat\/message/, { kind: 'cut' }, 1_000);
  await visitor.say('Last words');
  await expect.poll(() => stage.proxy.faults(), PATIENCE).toBeGreaterThan(0);
  const tabs = await Promise.all(
    [1, 2, 3].map(async () => {
      const tab = await page.context().newPage();
      await tab.goto(stage.site.url);
      await porthole(tab).message('Last words').waitFor(PATIENCE);
      return porthole(tab);
    }),
  );
  await page.close();
  stage.proxy.clearFaults();
  for (const tab of tabs) await expect.poll(() => tab.unsent(), PATIENCE).toBe(0);
  await expect.poll(() => anna.messages(rid), PATIENCE).toEqual(['Hello?', 'Last words']);
  for (const tab of tabs) expect(await tab.texts()).toEqual(['Hello?', 'Last words']);
});
