import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from './support/listen.ts';
import { logInAgent } from './support/rest-agent.ts';
import { openTheatre, SECRET, type Stage, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

interface Wanted {
  on: [name: string, value?: string | null];
  msg: string;
  sender?: 'queue' | 'custom';
  name?: string;
  once?: boolean;
}

/** A server whose administrator has made these triggers. */
async function withTriggers(...wanted: Wanted[]): Promise<Stage> {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_registration_form: false });
  const admin = await logInAgent(stage.mock.url, 'admin');
  for (const { on, msg, sender = 'custom', name = 'Cora', once = false } of wanted)
    await admin.call('POST', 'livechat/triggers', {
      name: msg,
      description: '',
      enabled: true,
      runOnce: once,
      conditions: [{ name: on[0], value: on[1] ?? null }],
      actions: [{ name: 'send-message', params: { sender, name, msg } }],
    });
  return stage;
}

const greeting = ({ page }: Visitor, text: string) =>
  page.locator('.rocketchat-widget .greetings').getByText(text);
const texts = async ({ page }: Visitor): Promise<string[]> =>
  page.locator('.rocketchat-widget .greetings span').allInnerTexts();

test('each trigger speaks by itself, beside the button; nothing is stored, no socket is open', async () => {
  const stage = await withTriggers(
    { on: ['time-on-site', '0'], msg: 'Welcome!' },
    { on: ['page-url', '/nowhere$'], msg: 'never' },
    { on: ['page-url', '(['], msg: 'broken' },
    { on: ['time-on-site', '1'], msg: 'Can I help?', sender: 'queue' },
  );
  const shop = await stage.visitor();
  await greeting(shop, 'Can I help?').waitFor();
  expect(await texts(shop)).toEqual(['Welcome!', 'Can I help?']);
  expect(await shop.launcher.getAttribute('aria-label')).toBe('Open chat, 2 new messages');
  expect(await shop.watch.stored()).toEqual([]);
  expect(shop.watch.sockets()).toEqual([]);

  await greeting(shop, 'Welcome!').click();
  await shop.dialog.waitFor();
  expect(await shop.texts()).toEqual(['Welcome!', 'Can I help?']);
  expect(await texts(shop)).toEqual([]);
  await shop.say('Yes, please');
  await expect.poll(shop.unsent).toBe(0);
  // Whoever greeted answers, and sees nothing of it.
  const agents = await Promise.all(['anna', 'ben'].map((name) => logInAgent(stage.mock.url, name)));
  const rooms = await Promise.all(agents.map((agent) => agent.openRooms()));
  const serves = rooms.findIndex(({ length }) => length === 1);
  const greeter = (await shop.dialog.locator('.group.agent b').last().textContent()) ?? 'nobody';
  await shop.dialog.getByRole('heading', { name: greeter }).waitFor();
  expect(await agents[serves]?.messages(rooms[serves]?.[0] ?? '')).toEqual(['Yes, please']);
  expect(shop.watch.errors()).toEqual([]);
});

test('a page that a script changes speaks when it gets there; a message that was closed is not said again', async () => {
  const stage = await withTriggers({ on: ['page-url', '/pricing(\\?|$)'], msg: 'Questions about prices?' });
  const shop = await stage.visitor();
  await shop.launcher.waitFor();
  await shop.page.waitForLoadState('networkidle');
  expect(await texts(shop)).toEqual([]);
  await shop.page.evaluate(() => history.pushState({}, '', '/pricing'));
  await greeting(shop, 'Questions about prices?').waitFor();
  await shop.page.getByRole('button', { name: 'Close this message' }).click();
  await greeting(shop, 'Questions about prices?').waitFor({ state: 'hidden' });
  expect(await shop.launcher.getAttribute('aria-label')).toBe('Open chat');

  await shop.page.goto(`${stage.site.url}/?again`);
  await shop.launcher.waitFor();
  await shop.page.evaluate(() => history.pushState({}, '', '/pricing'));
  await shop.page.waitForLoadState('networkidle');
  expect(await texts(shop)).toEqual([]);
});

test('one that runs once is remembered from the first click on; others speak on each page', async () => {
  const stage = await withTriggers(
    { on: ['time-on-site', '0'], msg: 'Once', once: true },
    { on: ['time-on-site', '0'], msg: 'Each time' },
  );
  const shop = await stage.visitor();
  await greeting(shop, 'Once').waitFor();
  await shop.page.reload();
  await greeting(shop, 'Once').waitFor();
  await shop.open();
  await shop.page.keyboard.press('Escape');
  await shop.page.reload();
  await greeting(shop, 'Each time').waitFor();
  expect(await texts(shop)).toEqual(['Each time']);
});

test('a service of the owner says what the pop-up shall say, knowing what the page told', async () => {
  const asked: unknown[] = [];
  const service = await listen(
    createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      asked.push([request.headers['x-rocketchat-livechat-token'], JSON.parse(body)]);
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end('{"contents":[{"msg":"Your plan is Pro.","order":1},{"msg":"Welcome back!","order":0}]}');
    }),
  );
  const stage = await withTriggers();
  const admin = await logInAgent(stage.mock.url, 'admin');
  await admin.call('POST', 'livechat/triggers', {
    name: 'Service',
    description: '',
    enabled: true,
    runOnce: false,
    conditions: [{ name: 'page-url', value: 'plan' }],
    actions: [
      {
        name: 'use-external-service',
        params: {
          sender: 'custom',
          name: 'Bot',
          serviceUrl: service.url,
          serviceTimeout: 5000,
          serviceFallbackMessage: 'Later',
        },
      },
    ],
  });
  const shop = await stage.visitor();
  await shop.page.evaluate(() => {
    window.RocketChat?.livechat?.setGuestMetadata({ plan: 'pro' });
    window.RocketChat?.livechat?.setParentUrl('https://shop.example/plan');
  });
  await greeting(shop, 'Your plan is Pro.').waitFor();
  expect(await texts(shop)).toEqual(['Welcome back!', 'Your plan is Pro.']);
  expect(asked).toEqual([
    [SECRET, { metadata: [{ key: 'plan', value: 'pro' }], visitorToken: expect.any(String) }],
  ]);
  await service.close();
});

test('opening the chat and registering speak in the chat', async () => {
  const stage = await withTriggers(
    { on: ['chat-opened-by-visitor'], msg: 'Nice of you' },
    { on: ['after-guest-registration'], msg: 'Now we know you' },
  );
  await stage.mock.core.writeSettings({ Livechat_registration_form: true });
  const shop = await stage.visitor();
  await shop.page.waitForLoadState('networkidle');
  await shop.open();
  await shop.register({ name: 'Grace', email: 'grace@example.com' });
  await shop.message('Now we know you').waitFor();
  expect(await shop.texts()).toEqual(['Nice of you', 'Now we know you']);
});

test('nothing is said while nobody is there, the widget is hidden, or a chat is running', async () => {
  const stage = await withTriggers({ on: ['page-url', '/pricing'], msg: 'Prices?' });
  const shop = await stage.visitor();
  const go = () => shop.page.evaluate(() => history.pushState({}, '', '/pricing'));
  await shop.page.waitForLoadState('networkidle');
  await shop.page.evaluate(() => window.RocketChat?.livechat?.hideWidget());
  await go();
  await shop.page.waitForLoadState('networkidle');
  expect(await texts(shop)).toEqual([]);
  await shop.page.evaluate(() => window.RocketChat?.livechat?.showWidget());
  await greeting(shop, 'Prices?').waitFor();

  const busy = await stage.visitor();
  await busy.open();
  await busy.say('Hello');
  await expect.poll(busy.unsent).toBe(0);
  await busy.page.evaluate(() => history.pushState({}, '', '/pricing'));
  await busy.page.waitForLoadState('networkidle');
  expect(await busy.texts()).toEqual(['Hello']);

  for (const name of ['anna', 'ben']) await (await logInAgent(stage.mock.url, name)).setAvailable(false);
  const late = await stage.visitor();
  await late.page.waitForLoadState('networkidle');
  await late.page.evaluate(() => history.pushState({}, '', '/pricing'));
  await late.page.waitForLoadState('networkidle');
  expect(await texts(late)).toEqual([]);
});
