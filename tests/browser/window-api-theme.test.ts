import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { contrast, parseRgb, type Rgb } from '../../widget/app/accent.ts';
import { apiDoes, apiVisitor, WHEN } from './support/api-visitor.ts';
import { logInAgent, type RestAgent } from './support/rest-agent.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** Answers as soon as the agent has the chat. */
async function answers(agent: RestAgent, text: string): Promise<void> {
  await expect.poll(() => agent.openRooms()).toHaveLength(1);
  await agent.say((await agent.openRooms())[0] ?? '', text);
}

const style = (of: Locator, property: string, pseudo?: string): Promise<string> =>
  of.evaluate((element, asked) => getComputedStyle(element, asked.pseudo).getPropertyValue(asked.property), {
    property,
    pseudo,
  });

/** Colours of `of` as an eye sees them: text, and what is behind it. */
async function readability(of: Locator): Promise<number> {
  const [text, behind] = await of.evaluate((element) => {
    const context = document.createElement('canvas').getContext('2d');
    const rgb = (color: string): string => {
      if (!context) return '';
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      return `rgb(${context.getImageData(0, 0, 1, 1).data.slice(0, 3).join()})`;
    };
    let behind: Element | null = element;
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
      behind = behind.parentElement;
    return [
      rgb(getComputedStyle(element).color),
      rgb(behind ? getComputedStyle(behind).backgroundColor : 'white'),
    ];
  });
  const color = (css = ''): Rgb => parseRgb(css) ?? [0, 0, 0];
  return contrast(color(text), color(behind));
}

test.each(WHEN)('title, colour and side are those of the page: %s', async (when) => {
  const { dialog, page } = await apiDoes(
    await theatre.stage({ agentsOnline: true }),
    when,
    "this.setTheme({ title: 'Ask us', offlineTitle: 'Write us', color: '#0a7d33', position: 'left' });",
  );
  await dialog.getByRole('heading', { name: 'Ask us' }).waitFor();
  expect((await dialog.boundingBox())?.x).toBe(20);
  const box = page.locator('.rocketchat-widget');
  expect(await box.evaluate((element) => element.style.getPropertyValue('--fill'))).toBe('rgb(10,125,51)');
});

test('what the page unsets is as the server says again', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_title: 'Of the server' });
  const { open, dialog, call } = await apiVisitor(stage, "this.setTheme({ title: 'Ask us' });");
  await open();
  await dialog.getByRole('heading', { name: 'Ask us' }).waitFor();
  await call('setTheme', { title: undefined });
  await dialog.getByRole('heading', { name: 'Of the server' }).waitFor();
});

test('offlineTitle shows while nobody is there', async () => {
  const { open, dialog } = await apiVisitor(
    await theatre.stage(),
    "this.setTheme({ title: 'Ask us', offlineTitle: 'Write us' });",
  );
  await open();
  await dialog.getByRole('heading', { name: 'Write us' }).waitFor();
});

test('fontColor and iconColor are meant for a header in the colour of the site, and get one', async () => {
  const { dialog, launcher, call, open } = await apiVisitor(
    await theatre.stage({ agentsOnline: true }),
    "this.setTheme({ color: '#0a3d7d', fontColor: '#ffeeaa' });",
  );
  await open();
  const header = dialog.locator('header');
  const close = dialog.getByRole('button', { name: /minimi/i });
  await expect.poll(() => style(header.locator('h2'), 'color')).toBe('rgb(255, 238, 170)');
  expect(await style(header, 'background-color')).toBe('rgb(10, 61, 125)');
  expect(await style(close, 'color')).toBe('rgb(255, 238, 170)');
  expect(await style(launcher.locator('i'), 'background-color')).toBe('rgb(255, 238, 170)');
  await call('setTheme', { fontColor: null, iconColor: '#aaffee' });
  await expect.poll(() => style(close, 'color')).toBe('rgb(170, 255, 238)');
  expect(await readability(header.locator('h2'))).toBeGreaterThan(4.5);
});

test.each([
  ['light', '#20242c', '#ffffcc', '#102030'],
  ['dark', '#fafafa', '#102030', '#ffffcc'],
] as const)(
  'any background and bubble can be read, on a %s page',
  async (colorScheme, background, guest, agent) => {
    const stage = await theatre.stage();
    const anna = await logInAgent(stage.mock.url, 'anna');
    await anna.setAvailable(true);
    const { page, open, register, say, message, dialog, call } = await apiVisitor(stage);
    await page.emulateMedia({ colorScheme });
    await open();
    await register({ name: 'Zoë', email: 'zoe@example.com' });
    await say('Hello');
    await message('Hello').waitFor();
    await answers(anna, 'Good day');
    await message('Good day').waitFor();
    const of = (selector: string) => dialog.locator(selector).first();
    const theme = { background, guestBubbleBackgroundColor: guest, agentBubbleBackgroundColor: agent };
    await call('setTheme', { background });
    await expect.poll(() => style(of('.log'), 'background-color')).toBe(rgb(background));
    const parts = ['.visitor .bubble', '.agent .bubble', '.line', '.group small'];
    for (const part of parts) expect(await readability(of(part)), part).toBeGreaterThan(4.5);
    await call('setTheme', theme);
    await expect.poll(() => style(of('.visitor .bubble'), 'background-color')).toBe(rgb(guest));
    expect(await style(of('.agent .bubble'), 'background-color')).toBe(rgb(agent));
    for (const part of parts) expect(await readability(of(part)), part).toBeGreaterThan(4.5);
  },
);

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

test('avatars show as the page says: by default the agent has one, the visitor none', async () => {
  const stage = await theatre.stage();
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(true);
  const { open, register, say, message, dialog, call } = await apiVisitor(stage);
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Hello');
  await message('Hello').waitFor();
  await answers(anna, 'Good day');
  await message('Good day').waitFor();
  const ofAgent = dialog.locator('.group.agent .avatar');
  const ofGuest = () => style(dialog.locator('.group.visitor'), 'content', '::after');
  expect([await ofAgent.isVisible(), await ofGuest()]).toEqual([true, 'none']);
  await call('setTheme', { hideAgentAvatar: true, hideGuestAvatar: false, hideExpandChat: true });
  await ofAgent.waitFor({ state: 'hidden' });
  expect(await ofGuest()).toBe('"Z"');
});
