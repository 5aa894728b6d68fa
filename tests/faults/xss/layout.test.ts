import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../../browser/support/launch.ts';
import { porthole } from '../../browser/support/page-object.ts';
import { snippet, startSite } from '../../browser/support/site.ts';
import { RID } from './support/hostile-config.ts';
import { hostileMessages } from './support/hostile-messages.ts';
import { type HostileServer, startHostileServer } from './support/hostile-server.ts';
import { lookout } from './support/lookout.ts';

let browser: TestBrowser;
let server: HostileServer;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  server = await startHostileServer();
  site = await startSite({ body: snippet(server.url) });
});
afterEach(async () => {
  await browser.closeContexts();
  await site.close();
  await server.close();
});
afterAll(() => browser.close());

/** Opens a running chat with this history, and waits until `bubbles` of it show. Answers the page and how long that took, in ms. */
async function chatWith(history: object[], bubbles: number) {
  Object.assign(server, { payload: 'Anna', screen: 'chat', history: [...history].reverse() });
  const page = await (await browser.newContext()).newPage();
  const watch = await lookout(page, [site.url, server.url]);
  await page.goto(site.url);
  const { open, dialog } = porthole(page);
  const startedAt = Date.now();
  await open();
  await dialog
    .locator('.bubble')
    .nth(bubbles - 1)
    .waitFor();
  return { page, watch, ms: Date.now() - startedAt };
}

const message = (at: number, msg: string, name = 'Anna') => ({
  _id: `h${at}`,
  rid: RID,
  ts: new Date(Date.UTC(2025, 0, 15) + at * 1000).toISOString(),
  u: { _id: 'a', username: name, name },
  msg,
});

const LONG: [string, string][] = [
  ['a word of 5,000 letters', 'W'.repeat(5_000)],
  ['a link of 2,000 letters', `https://example.com/${'a'.repeat(1_900)}`],
  ['a labelled link of 500 letters', `[${'x'.repeat(500)}](https://example.com/)`],
  ['code without a space', `\`${'c'.repeat(3_000)}\``],
  ['a fence without a space', `\`\`\`\n${'c'.repeat(3_000)}\n\`\`\``],
  [
    'a quote and a list without a space',
    `> ${'q'.repeat(1_000)}\n- ${'l'.repeat(1_000)}\n1. ${'n'.repeat(1_000)}`,
  ],
  ['emoji without end', '👩‍👩‍👧‍👦'.repeat(400)],
  ['marks piled on a letter', `Z${'\u0351'.repeat(3_000)}`],
  ['non-breaking spaces', 'no\u00a0break'.repeat(400)],
  ['right-to-left without end', 'שלום'.repeat(1_000)],
  ['two thousand lines', 'line\n'.repeat(2_000)],
];

test.each(LONG)('%s stays inside of the panel, in each text', async (_what, text) => {
  const { page, watch } = await chatWith(hostileMessages(text), 2);
  await watch.look();
  await page.setViewportSize({ width: 320, height: 480 });
  await watch.look();
  expect(watch.findings.stickingOut).toEqual([]);
});

/** Whether this text, where it stands in the pop-up, runs from left to right. */
const runsLeftToRight = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const root = document.querySelector('.rocketchat-widget')?.shadowRoot;
    if (!root) throw new Error('no pop-up');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.lastIndexOf(wanted) ?? -1;
      if (at < 0) continue;
      const [first, last] = [at, at + wanted.length - 1].map((place) => {
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        return range.getBoundingClientRect().left;
      }) as [number, number];
      return first < last;
    }
    throw new Error(`"${wanted}" is not there`);
  }, text);

test('an override of the reading direction ends where the text of the other side ends', async () => {
  const OVERRIDE = '\u202e';
  const { page } = await chatWith(
    [
      message(1, `reversed ${OVERRIDE}secret`),
      message(2, 'quite plain'),
      { ...message(3, '', `Mallory ${OVERRIDE}`), t: 'uj' },
      message(4, 'with a name', `Mallory ${OVERRIDE}`),
    ],
    3,
  );
  expect(await runsLeftToRight(page, 'quite plain')).toBe(true);
  expect(await runsLeftToRight(page, 'with a name')).toBe(true);
  expect(await runsLeftToRight(page, 'joined')).toBe(true);
  // The measure is one that would notice.
  expect(await runsLeftToRight(page, 'secret')).toBe(false);
});

test('a history of two thousand messages in one answer opens, each of them there', {
  timeout: 120_000,
}, async () => {
  const history = Array.from({ length: 2_000 }, (_, i) =>
    message(i, `**message** ${i} https://example.com/${i}`),
  );
  const { page, ms } = await chatWith(history, 2_000);
  console.log(`a history of 2,000 messages shows after ${ms} ms`);
  expect(await page.getByRole('log').locator('.bubble').last().textContent()).toContain('message 1999');
});

test('messages of 5,000 characters that are hard to read show', { timeout: 120_000 }, async () => {
  const hard = [
    '[',
    '![',
    '>',
    '*a',
    '_',
    '~~',
    '`',
    '[a](',
    '**a _b ',
    'a@',
    'https://',
    '- ',
    '1. ',
    '\n>',
  ];
  const { ms } = await chatWith(
    hard.map((piece, i) => message(i, piece.repeat(Math.ceil(5_000 / piece.length)).slice(0, 5_000))),
    hard.length,
  );
  console.log(`${hard.length} hard messages of 5,000 characters show after ${ms} ms`);
});
