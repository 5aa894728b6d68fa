import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** Rocket.Chat's own snippet, followed by what a page does with it. */
const officialSnippet = (server: string, calls: string): string => `<script>
  (function (w, d, s, u) {
    w.RocketChat = function (c) { w.RocketChat._.push(c) }; w.RocketChat._ = []; w.RocketChat.url = u;
    var h = d.getElementsByTagName(s)[0], j = d.createElement(s);
    j.async = true; j.src = u + '/rocketchat-livechat.min.js?_=201903270000';
    h.parentNode.insertBefore(j, h);
  })(window, document, 'script', '${server}/livechat');
  window.heard = [];
  ${calls}
</script>`;

test('the official snippet with another address brings the pop-up, with all that was queued', async () => {
  const stage = await theatre.stage({
    page: (server) => ({
      body: officialSnippet(
        server,
        `RocketChat(function () { throw new Error('of the page'); });
         RocketChat(function () {
           this.setTheme({ color: '#0a7d33', title: 'Ask us', offlineTitle: 'Write to us' });
           this.setGuestName('Zoë');
           this.onChatMaximized(function () { heard.push('maximized'); });
           this.onOfflineFormSubmit(function (fields) { heard.push(fields); });
         });`,
      ),
    }),
  });
  const { page, open, dialog, watch } = await stage.visitor();
  await open();
  await dialog.getByRole('heading', { name: 'Write to us' }).waitFor();
  await dialog.getByLabel('Email', { exact: true }).fill('zoe@example.com');
  await dialog.getByLabel('Message', { exact: true }).fill('Hello');
  await dialog.getByRole('button', { name: 'Send message' }).click();
  const [webhook] = await stage.receiver.waitFor(1);

  expect(webhook?.json).toMatchObject({
    visitor: { name: 'Zoë', email: 'zoe@example.com' },
    message: 'Hello',
  });
  await expect
    .poll(() => page.evaluate('heard'))
    .toEqual([
      'maximized',
      { name: 'Zoë', email: 'zoe@example.com', message: 'Hello', host: stage.site.url },
    ]);
  expect(watch.errors()).toEqual([expect.stringContaining('of the page')]);
});

test('the page opens, closes and hides the pop-up, at any time', async () => {
  const stage = await theatre.stage({ page: (server) => ({ body: officialSnippet(server, '') }) });
  const { page, launcher, dialog, watch } = await stage.visitor();
  await launcher.waitFor();
  await page.evaluate('RocketChat(function () { this.maximizeWidget(); })');
  await dialog.waitFor();
  await page.evaluate('RocketChat.livechat.minimizeWidget()');
  await dialog.waitFor({ state: 'hidden' });
  await page.evaluate('RocketChat.livechat.hideWidget()');
  await launcher.waitFor({ state: 'hidden' });
  await page.evaluate('RocketChat.livechat.showWidget()');
  await launcher.waitFor();
  expect(watch.errors()).toEqual([]);
});
