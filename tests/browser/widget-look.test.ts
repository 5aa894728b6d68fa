import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PortholePage, porthole } from './support/page-object.ts';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre } from './support/stage.ts';
import { visibleFaults } from './support/visible-faults.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true } as const;
const DESKTOP = { viewport: { width: 1024, height: 700 } } as const;
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

/** A page whose own styles do what they can to get into the widget. */
const HOSTILE =
  '<style>*{font-size:40px!important;margin:9px!important;box-sizing:content-box;text-transform:uppercase}div,button,section{display:inline!important;color:lime!important;background:pink!important;border:5px dotted!important}</style>';

async function visit(
  options: BrowserContextOptions,
  { agentsOnline = false, head = '', dir = 'ltr' } = {},
): Promise<{ shop: PortholePage; say(text: string): Promise<void> }> {
  const { mock, site } = await theatre.stage({
    agentsOnline,
    page: (server) => ({ head, body: `<script>document.dir = '${dir}'</script>${snippet(server)}` }),
  });
  await mock.core.writeSettings({ Livechat_title: 'Acme help', Livechat_offline_title: 'Leave a message' });
  const page = await (await theatre.browser.newContext(options)).newPage();
  await page.goto(site.url);
  return {
    shop: porthole(page),
    async say(text) {
      for (const name of ['anna', 'ben']) {
        const agent = await logInAgent(mock.url, name);
        for (const rid of await agent.openRooms()) await agent.say(rid, text);
      }
    },
  };
}

test.each([
  ['on a desktop', DESKTOP, 'ltr'],
  ['on a phone', PHONE, 'ltr'],
  ['on a phone lying down', { ...PHONE, viewport: { width: 640, height: 360 } }, 'ltr'],
  ['in the dark', { ...DESKTOP, colorScheme: 'dark' }, 'ltr'],
  ['on a phone in the dark, from right to left', { ...PHONE, colorScheme: 'dark' }, 'rtl'],
  ['with forced colours', { ...DESKTOP, forcedColors: 'active' }, 'ltr'],
] as const)('nothing sticks out, is too small or too pale %s', async (_, options, dir) => {
  const offline = await visit(options, { dir });
  await offline.shop.open();
  await offline.shop.dialog.getByRole('button', { name: 'Send message' }).click();
  expect(await visibleFaults(offline.shop.dialog), 'offline form with errors').toEqual([]);

  const { shop, say } = await visit(options, { agentsOnline: true, dir });
  await shop.open();
  expect(await visibleFaults(shop.dialog), 'registration').toEqual([]);
  await shop.register({ name: LONG, email: 'zoe@example.com' });
  expect(await visibleFaults(shop.dialog), 'empty chat').toEqual([]);
  await shop.say(`${LONG} https://example.com/${LONG}`);
  await shop.dialog.locator('.visitor a').waitFor();
  await say(`${LONG}\n\`\`\`\n${LONG}\n\`\`\`\n> ${LONG}\n- ${LONG}\nمرحبا`);
  await shop.dialog.locator('.agent pre').waitFor();
  await shop.composer.fill(`${LONG}\n`.repeat(9));
  expect(await visibleFaults(shop.dialog), 'chat with long words').toEqual([]);
  await shop.dialog.getByRole('button', { name: 'End chat' }).click();
  await shop.dialog.getByRole('alertdialog').waitFor();
  expect(await visibleFaults(shop.dialog), 'the question').toEqual([]);
  await shop.dialog.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).click();
  await shop.dialog.getByRole('button', { name: 'New chat' }).waitFor();
  expect(await visibleFaults(shop.dialog), 'the end').toEqual([]);
});

test('styles of the page do not get in', async () => {
  const { shop } = await visit(DESKTOP, { head: HOSTILE });
  await shop.open();
  const looks = await shop.dialog.evaluate((panel) => {
    const { fontSize, backgroundColor, display } = getComputedStyle(panel);
    return { fontSize, backgroundColor, display };
  });
  expect(looks).toEqual({ fontSize: '15px', backgroundColor: 'rgb(255, 255, 255)', display: 'flex' });
  expect(await shop.launcher.evaluate((button) => getComputedStyle(button).textTransform)).toBe('none');
});

test('on a phone it fills the screen, the page behind rests, and closing gives both back', async () => {
  const { shop } = await visit(PHONE, { agentsOnline: true });
  await shop.open();
  const page = shop.dialog.page();
  await expect.poll(() => shop.dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
  expect(await shop.launcher.isVisible()).toBe(false);
  const state = 'document.body.className + getComputedStyle(document.documentElement).overflowY';
  expect(await page.evaluate(state)).toBe('rc-livechat-mobile-full-screenhidden');
  await shop.dialog.getByRole('button', { name: 'Minimise' }).tap();
  await shop.launcher.waitFor();
  expect(await page.evaluate(state)).toBe('visible');
});

test('everything works by keyboard, and the focus comes back', async () => {
  const { shop } = await visit(DESKTOP, { agentsOnline: true });
  await shop.launcher.waitFor();
  const page = shop.launcher.page();
  const focused = (): Promise<unknown> =>
    page.evaluate(`(() => {
      const element = document.querySelector('.rocketchat-widget').shadowRoot.activeElement;
      return element && (element.ariaLabel || element.name || element.textContent);
    })()`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('name');
  await page.keyboard.type('Zoë');
  await page.keyboard.press('Tab');
  await page.keyboard.type('zoe@example.com');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Write a message');
  await page.keyboard.type('Hello');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('there');
  await page.keyboard.press('Enter');
  await shop.dialog.locator('.visitor .bubble').waitFor();
  expect(await shop.texts()).toEqual(['Hello\nthere']);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('Open chat');
});

test('the list follows new messages, holds still while one reads further up, and says how many came', async () => {
  const { shop, say } = await visit(DESKTOP, { agentsOnline: true });
  await shop.open();
  await shop.register({ name: 'Zoë', email: 'zoe@example.com' });
  await shop.say('Hello');
  await shop.message('Hello').waitFor();
  await say('first line\n\n'.repeat(30));
  await shop.dialog.locator('.agent .bubble').waitFor();
  const log = shop.dialog.getByRole('log');
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBe(0);
  await log.evaluate((box) => box.scrollTo(0, -500));
  const top = (): Promise<number | undefined> =>
    shop.message('Hello').evaluate((bubble) => Math.round(bubble.getBoundingClientRect().top));
  const before = await top();
  await say('second');
  const jump = shop.dialog.getByRole('button', { name: 'Go to the newest message' });
  await expect.poll(() => jump.textContent()).toBe('1');
  // Heights are rounded to whole pixels.
  expect(Math.abs(Number(await top()) - Number(before))).toBeLessThanOrEqual(1);
  await jump.click();
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBe(0);
  await jump.waitFor({ state: 'detached' });
});

test('with reduced motion nothing moves', async () => {
  const { shop } = await visit({ ...DESKTOP, reducedMotion: 'reduce' });
  await shop.open();
  expect(await shop.dialog.evaluate((panel) => panel.getAnimations({ subtree: true }).length)).toBe(0);
});
