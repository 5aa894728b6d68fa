import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { officialSnippet } from '../clients/official-widget/support/official-snippet.ts';
import { type FrontDoor, startFrontDoor } from './support/front-door.ts';
import { porthole } from './support/page-object.ts';
import { type PageWatch, watchPage } from './support/page-watch.ts';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre, type Stage, type StageOptions } from './support/stage.ts';

const PATH = '/chat';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
const doors: FrontDoor[] = [];
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
  await theatre.clear();
});
afterAll(() => theatre.close());

/** A shop, and a chat server below `/chat` of the shop's own origin. Other sites are not allowed to ask. */
async function shop(body: string, options: StageOptions = {}): Promise<{ stage: Stage; door: FrontDoor }> {
  const behind = { site: '', server: '' };
  const door = await startFrontDoor(PATH, () => behind);
  doors.push(door);
  const stage = await theatre.stage({
    siteUrl: `${door.url}${PATH}`,
    cors: 'strict',
    page: () => ({ body }),
    ...options,
  });
  [behind.site, behind.server] = [stage.site.url, stage.mock.url];
  return { stage, door };
}

async function visit(url: string) {
  const context = await theatre.browser.newContext();
  const page = await context.newPage();
  const watch = await watchPage(page);
  await page.goto(url);
  return { page, watch, ...porthole(page) };
}

/** Requests that went beside the path, to where a server at the root would be; the page, its picture and its files are the site's. */
const astray = (watch: PageWatch): string[] =>
  [...watch.requests(), ...watch.sockets().map((url) => `WEBSOCKET ${url}`)].filter(
    (line) => /\/(?:api|avatar|websocket|livechat|sounds|porthole)/.test(line) && !line.includes(`${PATH}/`),
  );

/** The script from below the path; nothing says where the server is but the script's own address. */
const OWN_PATH = `<script async src="${PATH}/porthole.js"></script>`;

test('below a path of the site, an offline message arrives', async () => {
  const { stage, door } = await shop(OWN_PATH);
  const { open, leaveMessage, dialog, watch } = await visit(door.url);
  await open();
  await leaveMessage({ name: 'Zoë', email: 'zoe@example.com', message: 'Hello' });
  const [webhook] = await stage.receiver.waitFor(1);
  await dialog
    .getByText(/thank|sent/i)
    .first()
    .waitFor();
  expect(webhook?.json).toMatchObject({ type: 'LivechatOfflineMessage', message: 'Hello' });
  expect([astray(watch), watch.errors()]).toEqual([[], []]);
});

test('below a path of the site, visitor and agent chat, and a reload brings the chat back', async () => {
  const { stage, door } = await shop(OWN_PATH, { agentsOnline: true });
  const anna = await logInAgent(`${door.url}${PATH}`, 'anna');
  const ben = await logInAgent(`${door.url}${PATH}`, 'ben');
  await ben.setAvailable(false);
  const { page, watch, open, register, say, message, texts, dialog } = await visit(door.url);
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Is the blue vase still there?');
  await expect.poll(() => anna.openRooms()).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  // The room is there before its first message.
  await expect.poll(() => anna.messages(rid)).toEqual(['Is the blue vase still there?']);
  await anna.say(rid, 'Yes, two of them');
  await message('Yes, two of them').waitFor();

  const picture = dialog.locator('img[src*="/avatar/anna"]').first();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);

  await page.reload();
  await message('Yes, two of them').waitFor();
  expect(await texts()).toEqual(['Is the blue vase still there?', 'Yes, two of them']);
  await anna.say(rid, 'Shall I wrap one?');
  await message('Shall I wrap one?').waitFor();

  expect(door.toServer().filter((line) => line.startsWith('WEBSOCKET'))).toEqual([
    `WEBSOCKET ${PATH}/websocket`,
    `WEBSOCKET ${PATH}/websocket`,
  ]);
  expect([astray(watch), watch.errors()]).toEqual([[], []]);
  expect(stage.mock.store.count('rooms')).toBe(1);
});

test.each([
  ['the script tag', (server: string) => snippet(server)],
  ['the official snippet', (server: string) => officialSnippet(server)],
])('%s of another site finds a server below a path', async (_what, tag) => {
  const { stage, door } = await shop('', { agentsOnline: true, cors: 'open' });
  stage.site.setPage('/', { body: tag(`${door.url}${PATH}`) });
  const anna = await logInAgent(`${door.url}${PATH}`, 'anna');
  const { watch, open, register, say } = await visit(stage.site.url);
  await open();
  await register({ name: 'Max', email: 'max@example.com' });
  await say('From elsewhere');
  await expect.poll(() => anna.openRooms()).toHaveLength(1);
  expect([astray(watch), watch.errors()]).toEqual([[], []]);
});
