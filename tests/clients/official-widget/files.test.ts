import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOfficialTheatre } from './support/official-theatre.ts';
import { startChat } from './support/start-chat.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** A red dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture is sent, shows to the visitor, before and after a reload, and to the agent', async () => {
  const { page, stage, agent, rid, frame, launcher, open, watch, refused } = await startChat(theatre);
  const file = { name: 'red dot.png', mimeType: 'image/png', buffer: PNG };
  await frame.locator('input[type=file]').setInputFiles(file);
  const picture = frame.locator('[class*="message-bubble"] img[src*="/file-upload/"]');
  await picture.waitFor();
  const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(width).toBe(5);

  await page.reload();
  await launcher.waitFor();
  await open();
  await picture.waitFor();
  await expect.poll(width).toBe(5);
  expect([watch.errors(), refused()]).toEqual([[], []]);

  const { messages } = (await agent.call('GET', `livechat/${rid}/messages`)) as {
    messages: { attachments?: { image_url: string }[] }[];
  };
  const url = messages.flatMap(({ attachments = [] }) => attachments)[0]?.image_url ?? '';
  const { data } = (await agent.call('POST', 'login', { user: 'anna', password: 'anna' })) as {
    data: { userId: string; authToken: string };
  };
  const answer = await fetch(`${stage.mock.url}${url}?rc_uid=${data.userId}&rc_token=${data.authToken}`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
  expect((await fetch(`${stage.mock.url}${url}`)).status).toBe(403);
});

test('any other file is offered as a download', async () => {
  const { frame } = await startChat(theatre);
  const file = { name: 'order.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await frame.locator('input[type=file]').setInputFiles(file);
  await frame.getByText('order.pdf').first().waitFor();
  const link = frame.locator('a[href*="/file-upload/"]');
  expect(await link.first().getAttribute('href')).toContain('order.pdf');
});

test.each([
  [
    'a type that is not allowed',
    { name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    'Media Types Not Accepted.',
  ],
  [
    'a file that is too large',
    { name: 'a.bin', mimeType: 'application/zip', buffer: Buffer.alloc(11 * 1024 * 1024) },
    'File exceeds allowed size of 10 MB.',
  ],
])('%s is refused in words', async (_what, file, words) => {
  const { stage, frame, alert } = await startChat(theatre);
  await frame.locator('input[type=file]').setInputFiles(file);
  await alert.getByText(words).waitFor();
  expect(stage.mock.store.count('files')).toBe(0);
});

test('with uploads switched off no file can be chosen', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_fileupload_enabled: false });
  const { open, register, frame } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await frame.locator('[class*="composer__actions"]').first().waitFor();
  // Only the emoji button is left of the two.
  await expect.poll(() => frame.locator('[class*="composer__action__"]').count()).toBe(1);
});
