import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSettingsTheatre } from './support/settings-theatre.ts';

const KEY = 'Omnichannel_External_Frame_Encryption_JWK';
const URL_ID = 'Omnichannel_External_Frame_URL';
const ENABLED = 'Omnichannel_External_Frame_Enabled';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('a page of the company’s own stands beside the chat and shows the visitor, whose agent’s token nobody else can read', async () => {
  const { settings, agent, visitor } = await theatre.stage();
  const anna = await agent('anna');
  const { page } = anna;
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await anna.goOnline();
  const shopper = await visitor();
  await shopper.open();
  await shopper.register({ name: 'Vera Moss', email: 'vera@example.com' });
  await shopper.say('Hello');
  await anna.select('Vera Moss');
  const tab = page.getByRole('tab', { name: 'Frame' });
  expect(await tab.count()).toBe(0);

  const area = settings.area('External Frame');
  await area.getByRole('button', { name: 'Generate a key' }).click();
  await expect.poll(() => settings.value(KEY)).toContain('"A256GCM"');
  const key = String(await settings.value(KEY));
  await settings.set(ENABLED, true);
  await tab.click();
  await page.getByText('No page yet').waitFor();

  await area.getByRole('button', { name: 'Use the sample page' }).click();
  // The console's policy is as old as the console.
  await page.getByRole('button', { name: 'Reload the console' }).click();
  await anna.select('Vera Moss');
  await tab.click();
  const frame = page.frameLocator('iframe[title="External frame"]');
  await frame.getByLabel('Key').fill(key);
  await frame.getByRole('button', { name: 'Use this key' }).click();
  await frame.getByRole('heading', { name: 'Vera Moss' }).waitFor();
  await frame.getByText('vera@example.com').waitFor();
  await frame.getByText('Looked up for Anna Keller').waitFor();

  const { authToken } = await page.evaluate(() =>
    JSON.parse(sessionStorage.getItem('porthole-demo-agent') ?? '{}'),
  );
  expect(authToken).toMatch(/^\S{20,}$/);
  const told = addresses.filter((address) => address.includes('/frame/?'));
  expect(told[0]).toMatch(/uid=[^&]+&rid=[^&]+&t=[^&]+$/);
  expect(addresses.map(decodeURIComponent).join('\n')).not.toContain(authToken);

  await settings.set(ENABLED, false);
  await tab.waitFor({ state: 'detached' });
  await page.getByRole('complementary', { name: 'Details' }).getByText('vera@example.com').waitFor();
});

test('addresses and keys that cannot be used are refused, and change nothing', async () => {
  const { settings } = await theatre.stage();
  expect(await settings.refused(URL_ID, 'javascript:alert(1)')).toContain('an http or https address');
  expect(await settings.refused(KEY, 'my password')).toContain('AES-GCM key of 256 bits');
  await settings.page.reload();
  expect([await settings.value(URL_ID), await settings.value(KEY)]).toEqual(['', '']);
});
