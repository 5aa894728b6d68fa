import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { png } from './support/png.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const file = (name: string) => ({ name, mimeType: 'image/png', buffer: png(120, 80) });

test('files go both ways between the pop-up and the console, as long as the settings let them', async () => {
  const { settings, visitor, agent } = await theatre.stage();
  await settings.set('Livechat_registration_form', false);
  await settings.set('FileUpload_MaxFileSize', 2000);
  const anna = await agent('anna');
  await anna.goOnline();
  const shop = await visitor();
  await shop.open();
  const clip = shop.dialog.getByRole('button', { name: /^Attach/ });
  const choose = async (...files: ReturnType<typeof file>[]): Promise<void> => {
    const chooser = shop.page.waitForEvent('filechooser');
    await clip.click();
    await (await chooser).setFiles(files);
  };
  await choose({ ...file('huge.png'), buffer: Buffer.alloc(5000) }, file('mine.png'));
  await shop.dialog.getByText('This file is too large. Files may have up to 1.95 KB.').waitFor();
  await shop.dialog.getByRole('img', { name: 'mine.png' }).waitFor();

  await anna.page
    .getByRole('region', { name: /^My chats/ })
    .getByRole('button', { name: /guest/i })
    .click();
  const shown = anna.page.getByRole('img', { name: 'mine.png' });
  await shown.waitFor();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120);
  expect(await shown.getAttribute('src')).toMatch(/^blob:/);
  await anna.page.getByLabel('Send files').setInputFiles([file('yours.png')]);
  await shop.dialog.getByRole('img', { name: 'yours.png' }).waitFor();

  await settings.set('Livechat_fileupload_enabled', false);
  await shop.page.keyboard.press('Escape');
  await expect
    .poll(async () => {
      await shop.launcher.click();
      await shop.launcher.click();
      return clip.count();
    })
    .toBe(0);
});
