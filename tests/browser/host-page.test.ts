import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** What the styles of sites do to everything, or to the elements that the pop-up is made of. */
const SHEETS: [what: string, css: string][] = [
  ['text of everything', '* { font: italic 31px/3 fantasy; letter-spacing: 9px; word-spacing: 20px }'],
  ['text of the body', 'html, body { font: 8px cursive; line-height: 4; color: #f0f; text-align: center }'],
  ['the root’s font size', 'html { font-size: 40px }'],
  [
    'case and decoration',
    '* { text-transform: uppercase; text-decoration: line-through; text-shadow: 2px 2px red }',
  ],
  ['colours', '* { color: lime; background: navy; border-color: red; accent-color: red; caret-color: red }'],
  ['boxes', '* { box-sizing: content-box; margin: 13px; padding: 13px; border: 3px dashed red }'],
  ['sizes', '* { min-width: 10px; min-height: 10px; max-width: 400px }'],
  ['corners and shadows', '* { border-radius: 0; box-shadow: 0 0 9px red; outline: 3px solid red }'],
  ['movement', '* { transition: all 9s; scroll-behavior: smooth }'],
  ['buttons', 'button { all: unset; display: block; width: 300px; background: red; font-size: 40px }'],
  [
    'forms',
    'form, input, textarea, select, label { display: block; width: 50%; height: 90px; border: 9px solid red }',
  ],
  ['lists', 'ul, ol, li { list-style: square; margin: 0 0 40px 90px; display: inline }'],
  ['headings', 'h1, h2, h3, p { font-size: 60px; margin: 40px 0; color: red; text-align: right }'],
  [
    'sections',
    'section, header, form { display: flex; float: left; position: static; overflow: visible; width: 10% }',
  ],
  ['pictures', 'svg, img, path { width: 100%; max-width: 100%; height: auto; fill: red; display: block }'],
  ['the empty', ':empty { display: none } *:not(body):not(html):empty { height: 0 }'],
  [
    'white space and wrapping',
    '* { white-space: pre; word-break: break-all; hyphens: auto; overflow-wrap: normal; tab-size: 40 }',
  ],
  ['pointers and selection', '* { cursor: crosshair; user-select: none } ::selection { background: red }'],
  [
    'custom properties',
    ':root { --bg: red; --text: red; --fill: red; --accent: red; --line: red; --soft: red; --dim: red }',
  ],
  [
    'text direction of lists and tables',
    '* { border-collapse: collapse; quotes: none; caption-side: bottom; font-variant: small-caps; font-weight: 900 }',
  ],
];

/**
 * The computed style and the place of the pop-up and of all that is in it, in the order of the tree; of the launcher only the place and
 * how it is painted: it holds no text.
 */
const lookOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('.rocketchat-widget')?.shadowRoot;
    const PAINT = [
      'background-color',
      'border-radius',
      'box-shadow',
      'cursor',
      'display',
      'opacity',
      'visibility',
    ];
    return [...(root?.querySelectorAll('.panel, .panel *, button[aria-expanded]') ?? [])].map((element) => {
      const style = getComputedStyle(element);
      const { x, y, width, height } = element.getBoundingClientRect();
      const names = element.closest('.panel') ? Array.from(style) : PAINT;
      const properties = names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
      return [element.tagName, ...properties, `box: ${[x, y, width, height].map(Math.round).join(' ')}`].join(
        '; ',
      );
    });
  });

const differences = (before: string[], after: string[]): string[] =>
  after.flatMap((look, at) => {
    const had = new Set((before[at] ?? '').split('; '));
    const [tag] = look.split('; ');
    return look
      .split('; ')
      .filter((one) => !had.has(one))
      .map((one) => `${tag} ${one}`);
  });

test.each([
  ['the offline form', false],
  ['a chat', true],
])('no style of the page reaches %s', async (_what, agentsOnline) => {
  const { mock, visitor } = await theatre.stage({ agentsOnline });
  await mock.core.writeSettings({ Livechat_registration_form: false });
  const { page, open, dialog, watch } = await visitor();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open();
  if (agentsOnline) {
    await dialog.getByRole('textbox').fill('hello');
    await page.keyboard.press('Enter');
    await dialog.getByText('hello', { exact: true }).waitFor();
    // Until an agent is there, things still move.
    await dialog.getByRole('heading', { name: /Anna|Ben/ }).waitFor();
  }
  await page.mouse.move(0, 0);
  let before: string[] = [];
  const settled = async (): Promise<string[]> => {
    const last = before;
    before = await lookOf(page);
    return last.length === before.length ? differences(last, before) : ['another number of elements'];
  };
  await expect.poll(settled).toEqual([]);
  expect(before.length).toBeGreaterThan(20);
  const reached: Record<string, string[]> = {};
  for (const [what, css] of SHEETS) {
    const sheet = await page.addStyleTag({ content: css });
    const found = differences(before, await lookOf(page));
    if (found.length) reached[what] = found;
    await sheet.evaluate((element: Element) => element.remove());
  }
  expect(reached).toEqual({});
  expect(watch.errors()).toEqual([]);
});

test('the page gets one element and two names, and nothing of its own changes', async () => {
  const { mock, visitor, site } = await theatre.stage({ agentsOnline: true });
  await mock.core.writeSettings({ Livechat_registration_form: false });
  const { page, launcher, open, dialog } = await visitor();
  await launcher.waitFor();
  const names = (): Promise<string[]> => page.evaluate(() => Object.keys(window));
  const [given, used] = [await names(), async () => page.evaluate(() => document.documentElement.outerHTML)];
  await open();
  await dialog.getByRole('textbox').fill('hello');
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: /Anna|Ben/ }).waitFor();
  expect(await names()).toEqual(given);

  const bare = await page.context().newPage();
  site.setPage('/bare', { body: '' });
  await bare.goto(`${site.url}/bare`);
  const without = new Set(await bare.evaluate(() => Object.keys(window)));
  expect(given.filter((name) => !without.has(name) && name !== '__violations').sort()).toEqual([
    'RocketChat',
    '_porthole',
  ]);
  const html = await used();
  const ours = await page.evaluate(() => document.querySelectorAll('.rocketchat-widget').length);
  expect(ours).toBe(1);
  const bareHtml = await bare.evaluate(() => document.documentElement.outerHTML);
  const stripped = html
    .replace(/<script async.*?<\/script>/, '')
    .replace(/<div [^>]*class="rocketchat-widget".*?<\/div>/s, '');
  expect(stripped).toBe(bareHtml);
});
