import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { png } from './support/png.ts';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre, type Stage, type StageOptions, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const CAT = { name: 'a cat.png', mimeType: 'image/png', buffer: png(300, 200) };
const NOTES = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('remember the milk') };

/** A visitor whose pop-up is open at the composer. */
async function chatting(options: StageOptions = {}): Promise<{ stage: Stage; shop: Visitor }> {
  const stage = await theatre.stage({ agentsOnline: true, ...options });
  await stage.mock.core.writeSettings({ Livechat_registration_form: false });
  const shop = await stage.visitor();
  await shop.open();
  return { stage, shop };
}

async function choose({ page, dialog }: Visitor, ...files: (typeof CAT)[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: /^Attach/ }).click();
  await (await chooser).setFiles(files);
}

/** The files of the visitor's one room, as an agent gets them. */
async function received({ mock }: Stage): Promise<string[]> {
  const names: string[] = [];
  for (const name of ['anna', 'ben']) {
    const agent = await logInAgent(mock.url, name);
    for (const rid of await agent.openRooms()) {
      const { messages } = (await agent.call('GET', `livechat/${rid}/messages?count=50`)) as {
        messages: { ts: string; files?: { name: string }[] }[];
      };
      messages.sort((a, b) => a.ts.localeCompare(b.ts));
      names.push(...messages.flatMap(({ files = [] }) => files.map((file) => file.name)));
    }
  }
  return names;
}

test('several files open a room and arrive in order; a picture shows, the page holds no token', async () => {
  const { stage, shop } = await chatting({
    page: (server) => ({
      body: snippet(server),
      csp: `default-src 'none'; script-src ${server}; connect-src ${server} ${server.replace('http', 'ws')}; img-src data: blob: ${server}; require-trusted-types-for 'script'; trusted-types 'none'`,
    }),
  });
  await shop.composer.fill('half a sentence');
  await choose(shop, CAT, NOTES);
  const picture = shop.dialog.getByRole('img', { name: 'a cat.png' });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
  await shop.dialog.getByRole('button', { name: 'Save notes.txt, 17 B' }).waitFor();
  expect(await received(stage)).toEqual(['a cat.png', 'notes.txt']);
  expect(await shop.composer.inputValue()).toBe('half a sentence');
  await expect.poll(() => shop.dialog.getByRole('progressbar').count()).toBe(0);

  const { visit } = JSON.parse(
    (await shop.page.evaluate(() => Object.values(localStorage)[0] as string | undefined)) ?? '',
  ) as { visit: { token: string } };
  const html = await shop.page
    .locator('.rocketchat-widget')
    .evaluate((element) => element.shadowRoot?.innerHTML);
  expect(html).toContain('blob:');
  expect(html).not.toContain(visit.token);
  expect(await picture.locator('..').getAttribute('rel')).toBe('noopener noreferrer');
  expect(await shop.watch.violations()).toEqual([]);
  expect(shop.watch.errors()).toEqual([]);
});

test('what an agent sends can be saved under its name', async () => {
  const { stage, shop } = await chatting();
  await shop.say('Hello');
  await expect.poll(shop.unsent).toBe(0);
  const agents = await Promise.all(['anna', 'ben'].map((name) => logInAgent(stage.mock.url, name)));
  for (const agent of agents)
    for (const rid of await agent.openRooms()) {
      const { data } = (await agent.call('POST', 'login', {
        user: agent.username,
        password: agent.username,
      })) as { data: { userId: string; authToken: string } };
      const form = new FormData();
      form.append(
        'file',
        new File([NOTES.buffer], '"><img src=x onerror=alert(1)>.txt', { type: 'text/html' }),
      );
      const sent = await fetch(`${stage.mock.url}/api/v1/rooms.upload/${rid}`, {
        method: 'POST',
        headers: { 'X-User-Id': data.userId, 'X-Auth-Token': data.authToken },
        body: form,
      });
      expect(sent.status).toBe(200);
    }
  const file = shop.dialog.getByRole('button', { name: /^Save .*onerror=alert\(1\)>\.txt/ });
  const download = shop.page.waitForEvent('download');
  await file.click();
  expect((await download).suggestedFilename()).toMatch(/\.txt$/);
  expect(shop.watch.errors()).toEqual([]);
});

test('pictures are pasted, and files dropped on the pop-up, whether or not what sends them is there already', async () => {
  const { stage, shop } = await chatting();
  await shop.dialog.getByRole('button', { name: /^Attach/ }).waitFor();
  const bytes = [...CAT.buffer];
  const happen = (type: string, name: string): Promise<void> =>
    shop.composer.evaluate(
      (field, [type, name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
        const options = { bubbles: true, composed: true, cancelable: true };
        field.dispatchEvent(
          type === 'paste'
            ? new ClipboardEvent(type, { ...options, clipboardData: data })
            : new DragEvent(type, { ...options, dataTransfer: data }),
        );
      },
      [type, name, bytes] as const,
    );
  const hint = shop.dialog.getByText('Drop files here to send them');

  await happen('paste', 'pasted.png');
  await shop.dialog.getByRole('img', { name: 'pasted.png' }).waitFor();
  await shop.page.reload();
  await shop.composer.waitFor();
  await happen('dragenter', 'dropped.png');
  // As long as something is dragged, the browser says so again and again.
  await expect
    .poll(async () => {
      await happen('dragover', 'dropped.png');
      return hint.isVisible();
    })
    .toBe(true);
  await happen('drop', 'dropped.png');
  await shop.dialog.getByRole('img', { name: 'dropped.png' }).waitFor();
  expect(await hint.count()).toBe(0);
  expect(await received(stage)).toEqual(['pasted.png', 'dropped.png']);
});

test('what the server does not take is said in words, and keeps nothing else from being sent', async () => {
  const { stage, shop } = await chatting();
  await stage.mock.core.writeSettings({
    FileUpload_MediaTypeBlackList: 'text/plain',
    FileUpload_MaxFileSize: 1024,
  });
  const large = { ...CAT, name: 'large.png', buffer: Buffer.alloc(3000) };
  await choose(shop, NOTES, large, { ...CAT, buffer: png(4, 4) });
  await shop.dialog.getByText('Files of this kind are not accepted.').waitFor();
  await shop.dialog.getByText('This file is too large. Files may have up to 1 KB.').waitFor();
  await shop.dialog.getByRole('img', { name: 'a cat.png' }).waitFor();
  await stage.mock.core.writeSettings({ FileUpload_MaxFileSize: 5000 });
  await shop.dialog.getByRole('button', { name: 'Send large.png again' }).click();
  await shop.dialog.getByRole('button', { name: 'Do not send notes.txt' }).click();
  await expect.poll(() => received(stage)).toEqual(['a cat.png', 'large.png']);
  await expect.poll(() => shop.dialog.locator('.composer li').count()).toBe(0);
});

test('a file whose answer was lost is not sent twice; one that never arrived is', async () => {
  const { stage, shop } = await chatting();
  await shop.say('Hello');
  await expect.poll(shop.unsent).toBe(0);
  stage.proxy.inject(/POST .*\/upload\//, { kind: 'lose-answer' });
  await choose(shop, CAT);
  await shop.dialog.getByRole('button', { name: 'Send a cat.png again' }).click();
  await expect.poll(() => shop.dialog.locator('.composer li').count()).toBe(0);
  // Browsers themselves try again on another connection.
  stage.proxy.inject(/POST .*\/upload\//, { kind: 'cut' }, 9);
  await choose(shop, NOTES);
  await shop.dialog.getByText('Not sent. Please try again.').waitFor();
  stage.proxy.clearFaults();
  await shop.dialog.getByRole('button', { name: 'Send notes.txt again' }).click();
  await expect.poll(() => received(stage)).toEqual(['a cat.png', 'notes.txt']);
});

test('where a policy forbids fetched pictures, a picture can still be saved', async () => {
  const { shop } = await chatting({
    page: (server) => ({
      body: snippet(server),
      csp: `default-src 'none'; script-src ${server}; connect-src ${server} ${server.replace('http', 'ws')}; img-src data: ${server}`,
    }),
  });
  await choose(shop, CAT);
  await shop.dialog.getByRole('button', { name: 'Save a cat.png' }).waitFor();
});

test('there is no button for files where the server takes none', async () => {
  const { stage, shop } = await chatting();
  await shop.dialog.getByRole('button', { name: /^Attach/ }).waitFor();
  await stage.mock.core.writeSettings({ Livechat_fileupload_enabled: false });
  await shop.page.reload();
  await shop.composer.waitFor();
  expect(await shop.dialog.getByRole('button', { name: /^Attach/ }).count()).toBe(0);
});
