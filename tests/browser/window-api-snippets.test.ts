import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTheatre, type Stage, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const QUEUED = "RocketChat(function () { this.setTheme({ title: 'Ask us', offlineTitle: 'Ask us' }); });";

/** The official snippet as it is found on pages: with another path of the script, or something of the page's own added. */
const snippet = (server: string, script: string, added = ''): string => `<script type="text/javascript">
(function(w, d, s, u) {
	w.RocketChat = function(c) { w.RocketChat._.push(c) }; w.RocketChat._ = []; w.RocketChat.url = u;
	var h = d.getElementsByTagName(s)[0], j = d.createElement(s);
	j.async = true; j.src = '${server}${script}';
	${added}
	h.parentNode.insertBefore(j, h);
})(window, document, 'script', '${server}/livechat');
${QUEUED}
</script>`;

/** The pop-up opens, and what the page had queued is done. */
async function opens({ open, dialog }: Visitor): Promise<void> {
  await open();
  await dialog.getByRole('heading', { name: 'Ask us' }).waitFor();
}

async function visits(
  body: (server: string) => string,
  head?: (server: string) => string,
): Promise<Visitor & { stage: Stage }> {
  const stage = await theatre.stage({
    page: (server) => ({ body: body(server), ...(head && { head: head(server) }) }),
  });
  return { ...(await stage.visitor()), stage };
}

test.each([
  '/livechat/rocketchat-livechat.min.js?_=201903270000',
  '/livechat/rocketchat-livechat.min.js?version=1.0.0',
  '/livechat/1.0.0/rocketchat-livechat.min.js',
  '/packages/rocketchat_livechat/assets/rocketchat-livechat.min.js?_=201702160944',
])('the snippet with the script at %s', async (script) => {
  const visitor = await visits((server) => snippet(server, script));
  await opens(visitor);
  expect(visitor.watch.errors()).toEqual([]);
});

test('the oldest snippet, which knows only an address, works and is warned about', async () => {
  const stage = await theatre.stage({
    page: (server) => ({
      body: `<script type="text/javascript">
(function(w, d, s, f, u) {
	w[f] = w[f] || [];
	w[f].push(u);
	var h = d.getElementsByTagName(s)[0], j = d.createElement(s);
	j.async = true;
	j.src = '${server}/packages/rocketchat_livechat/assets/rocket-livechat.js';
	h.parentNode.insertBefore(j, h);
})(window, document, 'script', 'initRocket', '${server}/livechat?version=1.0.0');
</script>`,
    }),
  });
  const { page, open, dialog, watch } = await stage.visitor();
  const warned: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'warning') warned.push(line.text());
  });
  await page.reload();
  await open();
  await dialog.getByLabel('Message', { exact: true }).waitFor();
  await page.evaluate("RocketChat(function () { this.setGuestName('Zoë'); })");
  await expect.poll(() => dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Zoë');
  expect(warned).toEqual([expect.stringContaining('initRocket')]);
  expect(watch.errors()).toEqual([]);
});

test('a page that waits for the load of the script uses the API then', async () => {
  const visitor = await visits((server) =>
    snippet(
      server,
      '/livechat/rocketchat-livechat.min.js',
      "j.onload = function () { window.loaded = typeof RocketChat.livechat.setTheme; RocketChat.livechat.setTheme({ position: 'left' }); };",
    ),
  );
  await opens(visitor);
  expect(await visitor.page.evaluate('loaded')).toBe('function');
  // The pointer is on the button, which makes it a little larger.
  expect((await visitor.launcher.boundingBox())?.x).toBeLessThan(21);
});

test('a script in the head, which runs before there is a body', async () => {
  const { page, stage, dialog, watch } = await visits(
    () => '',
    (server) =>
      `<script>RocketChat = function (c) { RocketChat._.push(c) }; RocketChat._ = []; RocketChat.url = '${server}/livechat';
       ${QUEUED} RocketChat(function () { this.maximizeWidget(); });</script>
       <script src="${server}/livechat/rocketchat-livechat.min.js"></script>
       <script src="/slow.js"></script>`,
  );
  stage.site.setFile('/slow.js', 'text/javascript', 'window.bodyBefore = !!document.body;');
  // Safari has none, and timers do not wait for the parser.
  await page.addInitScript('self.requestIdleCallback = undefined');
  await page.route('**/slow.js', async (route) => {
    await page.waitForTimeout(500);
    await route.continue();
  });
  await page.reload();
  expect(await page.evaluate('bodyBefore')).toBe(false);
  await dialog.getByRole('heading', { name: 'Ask us' }).waitFor();
  expect(await page.evaluate("document.querySelector('.rocketchat-widget').parentNode.nodeName")).toBe(
    'BODY',
  );
  expect(watch.errors()).toEqual([
    'Failed to load resource: the server responded with a status of 404 (Not Found)',
  ]);
});

test('an empty address brings no widget, and calls still harm nobody', async () => {
  const { page, watch } = await visits(
    (
      server,
    ) => `<script>RocketChat = function (c) { RocketChat._.push(c) }; RocketChat._ = []; RocketChat.url = ' ';
      RocketChat(function () { this.setTheme({}); });</script><script src="${server}/livechat/rocketchat-livechat.min.js"></script>`,
  );
  await page.evaluate('RocketChat(function () {})');
  expect(await page.locator('.rocketchat-widget').count()).toBe(0);
  expect(watch.errors()).toEqual([]);
});

test('a promise resolves to the API', async () => {
  const { page } = await visits((server) => snippet(server, '/livechat/rocketchat-livechat.min.js'));
  const same =
    'new Promise((resolve) => RocketChat(function () { resolve(this); })).then((api) => api === RocketChat.livechat)';
  expect(await page.evaluate(same)).toBe(true);
});
