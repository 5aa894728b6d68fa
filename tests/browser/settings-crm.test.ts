import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { openSettingsTheatre, type SettingsStage } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** Nothing is set yet. */
const EMPTY = { webhookUrl: '', webhookSecret: '' };
const ANN = { name: 'Ann', email: 'ann@example.com' };

/** A visitor in a chat that anna serves. */
async function startChat({ visitor, agent }: SettingsStage) {
  const anna = await agent('anna');
  await anna.goOnline();
  const ann = await visitor();
  await ann.open();
  await ann.register(ANN);
  await ann.say('Is the mug dishwasher-safe?');
  await anna.select('Ann');
  await anna.message('Is the mug dishwasher-safe?').waitFor();
  return { ann, anna };
}

const typesOf = ({ receiver }: SettingsStage) =>
  receiver.received().map(({ json }) => (json as { type: string }).type);

test('URL and secret set on the page hold for the next offline message of an open widget', async () => {
  const { settings, visitor, receiver } = await theatre.stage(EMPTY);
  const { open, leaveMessage, dialog } = await visitor();
  await open();
  await settings.set('Livechat_webhookUrl', receiver.url);
  await settings.set('Livechat_secret_token', 'set-on-the-page');
  await leaveMessage({ ...ANN, message: 'Do you ship to Iceland?' });
  await dialog
    .getByText(/thank|sent/i)
    .first()
    .waitFor();
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.headers['x-rocketchat-livechat-token']).toBe('set-on-the-page');
  expect(webhook?.json).toMatchObject({ type: 'LivechatOfflineMessage', message: 'Do you ship to Iceland?' });
});

test('the end of a chat is sent while its switch is on, and no more once it is off', async () => {
  const stage = await theatre.stage(EMPTY);
  const { settings, receiver, visitor } = stage;
  await settings.set('Livechat_webhookUrl', receiver.url);
  await settings.set('Livechat_secret_token', 'set-on-the-page');
  const { anna } = await startChat(stage);
  await anna.endChat('Answered', 'care');
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.headers['x-rocketchat-livechat-token']).toBe('set-on-the-page');
  expect(webhook?.json).toMatchObject({ type: 'LivechatSession', tags: ['care'], visitor: ANN });

  await settings.set('Livechat_webhook_on_close', false);
  await anna.remove();
  const bob = await visitor();
  await bob.open();
  await bob.register({ name: 'Bob', email: 'bob@example.com' });
  await bob.say('Hello');
  await anna.select('Bob');
  await anna.endChat('Answered', 'care');
  // Had the end been sent, it would have been before this one.
  await settings.area('CRM Integration').getByRole('button', { name: 'Send a test' }).click();
  await receiver.waitFor(2);
  expect(receiver.received()[1]?.json).toMatchObject({ label: 'title', _id: 'fasd6f5a4sd6f8a4sdf' });
  expect(receiver.received()).toHaveLength(2);
});

test('the test button says in words how the receiver answered, and leads to the log', async () => {
  const { settings, receiver, mock } = await theatre.stage({ ...EMPTY, reactions: [200, 500] });
  const area = settings.area('CRM Integration');
  const button = area.getByRole('button', { name: 'Send a test' });
  await area.getByText('This server sends the two documented webhooks').waitFor();
  await area.getByText('There is no webhook URL yet.').waitFor();
  expect(await button.isDisabled()).toBe(true);

  await settings.set('Livechat_webhookUrl', receiver.url);
  await button.click();
  await area.getByText(/^Answered 200 after \d+ ms\. It said: ok$/).waitFor();
  await button.click();
  await area.getByText('Answered 500; only 200 counts as received. It said: ok').waitFor();
  await settings.set('Livechat_webhookUrl', 'http://127.0.0.1:1/');
  await button.click();
  await area.getByText(/^No answer: .+\.$/).waitFor();
  expect([...mock.store.all('deliveries')].map(({ attempts }) => attempts[0]?.status)).toEqual([
    200,
    500,
    undefined,
  ]);

  await area.getByRole('link', { name: 'Webhooks' }).click();
  await settings.page.getByRole('heading', { name: 'Deliveries' }).waitFor();
});

test('what cannot be is refused in words, and nothing changes', async () => {
  const { settings, mock } = await theatre.stage();
  const admin = await logInAgent(mock.url, 'admin');
  for (const [id, value, why] of [
    ['Livechat_webhookUrl', 'ftp://crm.example.com', /http or https/],
    ['Livechat_webhookUrl', 'crm', /http or https/],
    ['Livechat_secret_token', 'schlüssel 🔑', /HTTP header/],
    ['Livechat_http_timeout', 0, /at least 1/],
    ['Livechat_lead_email_regex', '(', /regular expression: Unterminated group/],
    ['Livechat_lead_phone_regex', '[', /regular expression: Unterminated character class/],
  ] as const) {
    const { value: before } = await admin.call('GET', `settings/${id}`);
    expect(await settings.refused(id, value), id).toMatch(why);
    expect((await admin.call('GET', `settings/${id}`)).value, id).toBe(before);
  }
});

test('as a server of today: what a visitor writes is captured, and pages are in the webhook, once switched on', async () => {
  const stage = await theatre.stage({ webhooks: '8.x' });
  const { settings, receiver } = stage;
  await settings.area('CRM Integration').getByText('This server sends webhooks of kind 8.x').waitFor();
  const { ann, anna } = await startChat(stage);
  await ann.say('Write to other@example.com');
  await settings.set('Livechat_webhook_on_capture', true);
  await ann.say('Or call 98765-4321');
  const [lead] = await receiver.waitFor(1);
  expect(lead?.json).toMatchObject({
    type: 'LeadCapture',
    visitor: {
      email: [{ address: 'ann@example.com' }, { address: 'other@example.com' }],
      phone: [{ phoneNumber: '98765-4321' }],
    },
  });
  await settings.set('Livechat_Visitor_navigation_as_a_message', true);
  await settings.set('Send_visitor_navigation_history_livechat_webhook_request', true);
  await settings.set('Livechat_webhook_on_close', true);
  await ann.page.goto(`${stage.site.url}?mugs`);
  const visited = () =>
    [...stage.mock.store.all('messages')].map(({ navigation }) => navigation?.page.location.href);
  await expect.poll(visited).toContainEqual(expect.stringContaining('?mugs'));
  await anna.endChat('Answered', 'care');
  const session = (await receiver.waitFor(2))[1]?.json as { messages: { navigation?: unknown }[] };
  expect(session.messages.filter(({ navigation }) => navigation)).toMatchObject([
    { navigation: { page: { location: { href: expect.stringContaining('?mugs') } } } },
  ]);
  expect(typesOf(stage)).toEqual(['LeadCapture', 'LivechatSession']);
}, 60_000);
