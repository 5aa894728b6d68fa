import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** The snippet of Rocket.Chat's admin panel with what a page adds to it, for a server at `server`. */
const official = (server: string, own: string): string => `<script>
(function(w, d, s, u) {
  w.RocketChat = function(c) { w.RocketChat._.push(c) }; w.RocketChat._ = []; w.RocketChat.url = u;
  var h = d.getElementsByTagName(s)[0], j = d.createElement(s);
  j.async = true; j.src = '${server}/livechat/rocketchat-livechat.min.js?_=201903270000';
  h.parentNode.insertBefore(j, h);
})(window, document, 'script', '${server}/livechat');
${own}
</script>`;

test('the official snippet works: calls wait, run in order with the API as `this`, and one that throws stops none', async () => {
  const { visitor } = await theatre.stage({
    agentsOnline: true,
    page: (server) => ({
      body: official(
        server,
        `var seen = [];
         RocketChat(function() { seen.push('first'); this.setTheme({ title: 'Acme help', color: '#0a7d5a', position: 'left' }); });
         RocketChat(function() { throw new Error('of the page'); });
         RocketChat(function() { seen.push('third'); this.onChatMaximized(function() { seen.push('opened'); }); });
         RocketChat(function() { this.registerGuest({ name: 'Zoë', email: 'zoe@example.com', department: 'Sales' }); });`,
      ),
    }),
  });
  const { page, launcher, open, dialog, composer } = await visitor();
  await launcher.waitFor();
  expect((await launcher.boundingBox())?.x).toBe(20);
  expect(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
    'rgb(10, 125, 90)',
  );
  await open();
  // The guest is known: no form comes first.
  await composer.waitFor();
  expect(await dialog.getAttribute('aria-label')).toBe('Acme help');
  await expect.poll(() => page.evaluate('seen')).toEqual(['first', 'third', 'opened']);
  expect(await page.evaluate('typeof RocketChat.livechat.setCustomField')).toBe('function');
  expect(await page.evaluate('document.querySelectorAll(".rocketchat-widget").length')).toBe(1);
});

test('a second script tag, and a second snippet, meet the launcher that is there', async () => {
  const { visitor } = await theatre.stage({
    agentsOnline: true,
    page: (server) => ({
      body: `${snippet(server)}${snippet(server)}${official(server, 'RocketChat(function() { this.setTheme({ color: "#123456" }) });')}`,
    }),
  });
  const { page, launcher } = await visitor();
  await expect
    .poll(() => launcher.evaluate((button) => getComputedStyle(button).backgroundColor))
    .toBe('rgb(18, 52, 86)');
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate('document.querySelectorAll(".rocketchat-widget").length')).toBe(1);
});

test('a pop-up that cannot be loaded is told, and the next click tries again', async () => {
  const { visitor } = await theatre.stage({ agentsOnline: true });
  const { page, launcher, dialog, watch } = await visitor();
  await launcher.waitFor();
  await page.route(/porthole-app/, (route) => route.abort());
  await launcher.click();
  await page.getByRole('status').filter({ hasText: 'Please try again' }).waitFor();
  await page.unroute(/porthole-app/);
  await launcher.click();
  await dialog.waitFor();
  expect(await page.getByText('Please try again').count()).toBe(0);
  expect(watch.errors().filter((line) => !/ERR_FAILED/.test(line))).toEqual([]);
});

test('a double click loads one pop-up and leaves it open', async () => {
  const { visitor } = await theatre.stage({ agentsOnline: true });
  const { page, launcher, dialog, watch } = await visitor();
  await launcher.waitFor();
  await launcher.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await dialog.waitFor();
  await page.waitForLoadState('networkidle');
  expect(await dialog.count()).toBe(1);
  expect(watch.requests().filter((line) => line.includes('porthole-app.js'))).toHaveLength(1);
});

test('the pointer over the launcher loads the pop-up and nothing else', async () => {
  const { visitor } = await theatre.stage({ agentsOnline: true });
  const { page, launcher, watch } = await visitor();
  await launcher.waitFor();
  await page.waitForLoadState('networkidle');
  const before = watch.requests().length;
  await launcher.hover();
  await expect.poll(() => watch.requests().slice(before).join()).toMatch(/porthole-app\.js\?v=/);
  await page.waitForLoadState('networkidle');
  expect(watch.requests()).toHaveLength(before + 1);
  expect([watch.sockets(), await watch.stored()]).toEqual([[], []]);
});

test('the page can open, close, hide and show it, and hears of each once', async () => {
  const { visitor } = await theatre.stage({ agentsOnline: true });
  const { page, launcher, dialog } = await visitor();
  await launcher.waitFor();
  await page.evaluate(`
    var heard = [];
    for (const name of ['onChatMaximized', 'onChatMinimized', 'onWidgetShown', 'onWidgetHidden'])
      RocketChat.livechat[name](() => heard.push(name));
    RocketChat.livechat.hideWidget();
    RocketChat.livechat.hideWidget();`);
  expect(await launcher.isVisible()).toBe(false);
  await page.evaluate('RocketChat.livechat.showWidget(); RocketChat.livechat.maximizeWidget()');
  await dialog.waitFor();
  await page.evaluate('RocketChat.livechat.minimizeWidget()');
  await dialog.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate('heard'))
    .toEqual(['onWidgetHidden', 'onWidgetShown', 'onChatMaximized', 'onChatMinimized']);
});

test('a script in the head waits for the body', async () => {
  const { visitor } = await theatre.stage({
    agentsOnline: true,
    page: (server) => ({ head: snippet(server).replace('async ', ''), body: '<main>Shop</main>' }),
  });
  const { launcher, page, watch } = await visitor();
  await launcher.waitFor();
  expect(await page.evaluate('document.body.lastElementChild.className')).toBe('rocketchat-widget');
  expect(watch.errors()).toEqual([]);
});

test('after a reload with an open chat the badge tells what has come', async () => {
  const { visitor, mock } = await theatre.stage({ agentsOnline: true });
  const { page, open, register, say, dialog, launcher, message, unsent } = await visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Hello');
  await message('Hello').waitFor();
  // It shows before the server has it, and a room.
  await expect.poll(unsent).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // Auto selection gave the room to one of them.
  for (const name of ['anna', 'ben']) {
    const agent = await logInAgent(mock.url, name);
    for (const rid of await agent.openRooms()) await agent.say(rid, 'Are you there?');
  }
  await page.reload();
  await expect
    .poll(() => launcher.getAttribute('aria-label'), { timeout: 15_000 })
    .toContain('1 new message');
  expect(await dialog.count()).toBe(0);
});
