import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const ANN = { name: 'Ann', email: 'ann@example.com' };

test('with token and address set on the page, a visitor is a lead after registration and after the chat', async () => {
  const { settings, visitor, agent, mock } = await theatre.stage();
  const rdStation = await startReceiver();
  onTestFinished(() => rdStation.close());
  const area = settings.area('RD Station');
  await area.getByText('No leads are sent: there is no token and no address.').waitFor();
  const anna = await agent('anna');
  await anna.goOnline();
  const early = await visitor();
  await early.open();
  await early.register({ name: 'Early', email: 'early@example.com' });
  await early.say('Hello');
  await anna.select('Early');

  await settings.set('Porthole_rdstation_url', rdStation.url);
  await area.getByText('No leads are sent: there is no token.').waitFor();
  await settings.set('Livechat_RDStation_Token', 'rd-token');
  await area.getByText('Visitors with an email address are sent as leads.').waitFor();

  const ann = await visitor();
  await ann.open();
  await ann.register(ANN);
  await rdStation.waitFor(1);
  await ann.say('Is the mug dishwasher-safe?');
  await anna.select('Ann');
  await anna.endChat('Answered', 'care, order');
  const leads = (await rdStation.waitFor(2)).map(({ json }) => json as Record<string, unknown>);

  const common = {
    token_rdstation: 'rd-token',
    identificador: 'rocketchat-livechat',
    client_id: expect.any(String),
    email: 'ann@example.com',
    nome: 'Ann',
  };
  expect(leads).toEqual([common, { ...common, tags: ['care', 'order'] }]);
  expect(leads[0]?.client_id).toBe(leads[1]?.client_id);

  // The log of the desk has both, without the token.
  await area.getByRole('link', { name: 'Webhooks' }).click();
  const log = settings.page.getByRole('list', { name: 'Deliveries, newest first' });
  await expect.poll(() => log.getByText('RD Station', { exact: true }).count()).toBe(2);
  await log.getByRole('button', { name: 'RDStationConversion' }).first().click();
  expect(
    await settings.page.getByRole('region', { name: /^Payload of RDStation/ }).textContent(),
  ).not.toContain('rd-token');

  // Switched off again: the end of a chat is no news to anybody.
  await settings.page.getByRole('link', { name: 'Settings', exact: true }).click();
  await settings.set('Livechat_RDStation_Token', '');
  await anna.select('Early');
  await anna.endChat('Answered', '');
  // A lead would have been stored together with the end of the chat.
  const leadsSoFar = [...mock.store.all('deliveries')].filter(({ target }) => target === 'rd-station');
  expect(leadsSoFar).toHaveLength(2);
}, 60_000);

test('the sample RD Station of the demo shows the lead on the desk', async () => {
  const { settings, visitor, agent, demo } = await theatre.stage();
  const area = settings.area('RD Station');
  const token = (await area.locator('.row code').textContent()) ?? '';
  await settings.set('Porthole_rdstation_url', `${demo}/rd-station/conversions`);
  await settings.set('Livechat_RDStation_Token', token);
  await (await agent('anna')).goOnline();
  const ann = await visitor();
  await ann.open();
  await ann.register(ANN);
  await settings.page.getByRole('link', { name: 'Webhooks', exact: true }).first().click();
  const lead = settings.page.getByRole('list', { name: 'Leads, newest first' }).getByRole('listitem');
  await lead.getByText('ann@example.com').waitFor();
  expect(await lead.getByText('1 conversion').count()).toBe(1);
});
