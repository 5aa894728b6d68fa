import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOfficialTheatre, SECRET } from './support/official-theatre.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('nobody there: the offline form goes out as a webhook, the visitor is thanked, the page hears of it', async () => {
  const { mock, receiver, visitor } = await theatre.stage();
  await mock.core.writeSettings({
    Livechat_offline_title: 'We are away',
    Livechat_offline_message: 'Back at *nine*',
    Livechat_offline_success_message: 'We write to you',
  });
  const { open, field, button, title, frame, heard, watch, refused } = await visitor();
  await open();
  await title.getByText('We are away').waitFor();
  await frame.locator('strong', { hasText: 'nine' }).waitFor();
  await field('name').fill('Olga');
  await field('email').fill('olga@example.com');
  await field('message').fill('Please call me back');
  await button('Send').click();
  await frame.getByText('We write to you').waitFor();
  await button('OK').click();

  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.headers['x-rocketchat-livechat-token']).toBe(SECRET);
  expect(webhook?.json).toMatchObject({
    type: 'LivechatOfflineMessage',
    visitor: { name: 'Olga', email: 'olga@example.com' },
    message: 'Please call me back',
  });
  await expect
    .poll(heard)
    .toContainEqual([
      'onOfflineFormSubmit',
      expect.objectContaining({ name: 'Olga', email: 'olga@example.com', message: 'Please call me back' }),
    ]);
  expect(await heard()).toContainEqual(['onServiceOffline']);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('departments that the offline form shows can be chosen', async () => {
  const { mock, visitor } = await theatre.stage();
  const [department] = [...mock.store.all('departments')];
  if (!department) throw new Error('the seed has a department');
  mock.store.transaction((tx) => tx.put('departments', { ...department, showOnOfflineForm: true }));
  const { open, field, button } = await visitor();
  await open();
  await field('name').fill('Olga');
  await field('email').fill('olga@example.com');
  await field('department').selectOption({ label: department.name });
  await field('message').fill('Please call me back');
  await button('Send').click();
  await button('OK').click();
  expect([...mock.store.all('offlineMessages')]).toMatchObject([{ department: department._id }]);
});

test('with the offline form switched off only its text is left', async () => {
  const { mock, visitor } = await theatre.stage();
  await mock.core.writeSettings({
    Livechat_display_offline_form: false,
    Livechat_offline_form_unavailable: 'Call 555-1234',
  });
  const { open, field, frame } = await visitor();
  await open();
  await frame.getByText('Call 555-1234').waitFor();
  expect(await field('email').count()).toBe(0);
});
