import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOfficialTheatre } from './support/official-theatre.ts';
import { QUESTION, startChat } from './support/start-chat.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('the launcher shows, closed, and nothing is refused or wrong', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { box, watch, refused, heard } = await stage.visitor();
  expect(await box.getAttribute('data-state')).toBe('closed');
  await expect.poll(heard).toContainEqual(['onWidgetShown']);
  await expect.poll(() => watch.requests().filter((line) => line.includes('page.visited'))).toHaveLength(2);
  expect(watch.sockets()).toEqual([`${stage.mock.url.replace('http', 'ws')}/websocket`]);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('title, colour, words of the form and of the end come from the settings', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({
    Livechat_title: 'Shop talk',
    Livechat_title_color: '#0a7d32',
    Livechat_registration_form_message: 'Who are you?',
    Livechat_conversation_finished_message: 'Until next time',
    Livechat_conversation_finished_text: 'We liked it',
  });
  const { open, title, frame, colour, register, say, message, choose } = await stage.visitor();
  await expect.poll(colour).toBe('rgb(10, 125, 50)');
  await open();
  await title.getByText('Shop talk').waitFor();
  await frame.getByText('Who are you?').waitFor();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  await choose('Finish this chat');
  await frame.getByText('Until next time').waitFor();
  await frame.getByText('We liked it').waitFor();
});

test('without a registration form a visitor writes at once', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_registration_form: false });
  const { open, say, message, watch, refused } = await stage.visitor();
  await open();
  await say(QUESTION);
  await message(QUESTION).waitFor();
  expect(stage.mock.store.count('rooms')).toBe(1);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('fields that are switched off are not asked for', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_email_field_registration_form: false });
  const { open, field } = await stage.visitor();
  await open();
  await field('name').waitFor();
  expect(await field('email').count()).toBe(0);
});

test('custom fields of the form reach the visitor', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  stage.mock.store.transaction((tx) =>
    tx.put('customFields', {
      _id: 'size',
      label: 'Size',
      scope: 'visitor',
      visibility: 'visible',
      type: 'select',
      options: 'S, M, L',
      regexp: '',
      required: true,
      public: true,
      searchable: false,
      _updatedAt: new Date(),
    }),
  );
  const { open, field, register } = await stage.visitor();
  await open();
  await field('size').selectOption('M');
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await expect.poll(() => [...stage.mock.store.all('visitors')][0]?.livechatData).toEqual({ size: 'M' });
});

test('consent is asked for first', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({
    Livechat_force_accept_data_processing_consent: true,
    Livechat_data_processing_consent_text: 'We keep what you write.',
  });
  const { open, frame, field, button } = await stage.visitor();
  await open();
  await frame.getByText('We keep what you write.').waitFor();
  expect(await field('name').count()).toBe(0);
  await button('I Agree').click();
  await field('name').waitFor();
});

test('a visitor who asks for it is forgotten, with all they wrote', async () => {
  const stage = await theatre.stage();
  await stage.mock.core.writeSettings({
    Livechat_force_accept_data_processing_consent: true,
    Livechat_Allow_collect_and_store_HTTP_header_informations: true,
  });
  await (await stage.agent('anna')).setAvailable(true);
  const { open, button, register, say, message, choose, watch, refused } = await stage.visitor();
  await open();
  await button('I Agree').click();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  await choose('Forget/Remove my data');
  await expect.poll(() => stage.mock.store.count('rooms')).toBe(0);
  expect([...stage.mock.store.all('messages')]).toEqual([]);
  expect(JSON.stringify([...stage.mock.store.all('visitors')])).not.toContain('Zoë');
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('a transcript is offered at the end and asked for', async () => {
  const stage = await theatre.stage();
  await stage.mock.core.writeSettings({
    Livechat_enable_transcript: true,
    Livechat_transcript_message: 'Shall we mail it to you?',
  });
  await (await stage.agent('anna')).setAvailable(true);
  const { open, register, say, message, choose, frame, button, watch, refused } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  await choose('Finish this chat');
  await frame.getByText('Shall we mail it to you?').waitFor();
  await button('Yes').click();
  await frame.getByText('Transcript sent').waitFor();
  expect(watch.requests().filter((line) => line.endsWith('livechat/transcript'))).toHaveLength(1);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('the visitor moves to another department, whose agent goes on', async () => {
  const { stage, agent, rid, button, frame, title, field, watch, refused } = await startChat(theatre);
  const ben = await stage.agent('ben');
  await ben.setAvailable(true);
  await agent.setAvailable(false);
  await button('Options').click();
  await button('Change department').click();
  await field('department').selectOption({ label: 'Support' });
  await button('Start chat').click();
  await button('Yes').click();
  await frame.getByText('Department switched').waitFor();
  await button('OK').click();
  await title.getByText('Ben Okafor').waitFor();
  expect(await ben.openRooms()).toEqual([rid]);
  await ben.say(rid, 'Ben here');
  await frame.getByText('Ben here').waitFor();
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('with the agents kept secret no name and no address show', async () => {
  const stage = await theatre.stage();
  await stage.mock.core.writeSettings({ Livechat_show_agent_info: false });
  const agent = await stage.agent('anna');
  await agent.setAvailable(true);
  const { open, register, say, message, frame } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say(QUESTION);
  await message(QUESTION).waitFor();
  const [rid = ''] = await agent.openRooms();
  await agent.say(rid, 'Yes');
  await message('Yes').waitFor();
  expect(await frame.locator('#app').textContent()).not.toMatch(/Anna|anna@/);
});

test('with the limit on, a longer message is cut by the widget', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({
    Livechat_enable_message_character_limit: true,
    Livechat_message_character_limit: 10,
  });
  const { open, register, frame } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await frame.getByText('0 / 10').waitFor();
});

test('a site that is not on the list of allowed domains gets no widget', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  await stage.mock.core.writeSettings({ Livechat_AllowedDomainsList: 'shop.example.com' });
  const page = await (await theatre.browser.newContext()).newPage();
  const refusal = page.waitForEvent('console', (line) => line.text().includes('frame-ancestors'));
  await page.goto(stage.site.url);
  await refusal;
  expect(await page.frameLocator('#rocketchat-iframe').locator('[class*="screen__"]').count()).toBe(0);

  await stage.mock.core.writeSettings({
    Livechat_AllowedDomainsList: `shop.example.com, ${new URL(stage.site.url).host}`,
  });
  await stage.visitor();
});
