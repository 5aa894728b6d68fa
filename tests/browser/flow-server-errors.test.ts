import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const TOO_MANY = {
  kind: 'answer',
  status: 429,
  body: {
    success: false,
    error:
      'Error, too many requests. Please slow down. You must wait 1 seconds before trying this endpoint again. [error-too-many-requests]',
    errorType: 'error-too-many-requests',
  },
} as const;

test('a server that does not answer shows words and a way to try again', async () => {
  const { proxy, visitor } = await theatre.stage();
  proxy.inject(/livechat\/config/, { kind: 'cut' }, 1_000);
  const { open, dialog } = await visitor();
  await open();
  const retry = dialog.getByRole('button', { name: /try again/i });
  await retry.waitFor();
  proxy.clearFaults();
  await retry.click();
  await dialog.getByLabel(/email/i).waitFor();
});

test('a server that fails with an error page shows words, not the page', async () => {
  const { proxy, visitor } = await theatre.stage();
  proxy.inject(/livechat\/config/, { kind: 'answer', status: 502, body: {} }, 1_000);
  const { open, dialog } = await visitor();
  await open();
  await dialog.getByRole('button', { name: /try again/i }).waitFor();
  expect(await dialog.textContent()).not.toMatch(/undefined|null|\[object|NaN/);
});

test('a server that does not allow the site is told apart, and the setting is named', async () => {
  const { proxy, visitor } = await theatre.stage();
  proxy.inject(/\/api\//, { kind: 'no-cors' }, 1_000);
  const { open, dialog } = await visitor();
  await open();
  await dialog.getByText(/API_Enable_CORS/).waitFor();
});

test.each([
  ['with CORS switched off', {}],
  ['that lists other sites only', { API_Enable_CORS: true, API_CORS_Origin: 'https://blog.example.com' }],
])('a server as strict as a real one, %s, is told apart until it allows the site', async (_how, settings) => {
  const { mock, site, receiver, visitor } = await theatre.stage({ cors: 'strict' });
  await mock.core.writeSettings(settings);
  const { open, leaveMessage, dialog } = await visitor();
  await open();
  await dialog.getByText(/API_Enable_CORS/).waitFor();

  await mock.core.writeSettings({
    API_Enable_CORS: true,
    API_CORS_Origin: `https://blog.example.com, ${site.url}`,
  });
  await dialog.getByRole('button', { name: /try again/i }).click();
  await leaveMessage({ name: 'Zoë', email: 'zoe@example.com', message: 'Let in' });
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.json).toMatchObject({ message: 'Let in' });
});

test('a message that meets "too many requests" is sent later, once', async () => {
  const stage = await theatre.stage();
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(true);
  const { open, register, say, message, texts, unsent } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  stage.proxy.inject(/^POST \/api\/v1\/livechat\/message/, TOO_MANY, 2);
  await say('Patience');
  await message('Patience').waitFor();

  await expect.poll(() => anna.openRooms(), { timeout: 15_000 }).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  await expect.poll(() => anna.messages(rid), { timeout: 30_000 }).toEqual(['Patience']);
  await expect.poll(unsent).toBe(0);
  expect(stage.proxy.faults()).toBe(2);
  expect(await texts()).toEqual(['Patience']);
});

test('an offline message that is refused stays in the form with the reason, and goes out on the second try', async () => {
  const { proxy, receiver, visitor } = await theatre.stage();
  proxy.inject(/^POST \/api\/v1\/livechat\/offline.message/, {
    kind: 'answer',
    status: 400,
    body: {
      success: false,
      error: 'The mailbox is being painted [error-painting]',
      errorType: 'error-painting',
    },
  });
  const { open, leaveMessage, dialog } = await visitor();
  await open();
  const fields = { name: 'Zoë', email: 'zoe@example.com', message: 'Hello' };
  await leaveMessage(fields);
  await dialog.getByText(/The mailbox is being painted/).waitFor();
  expect(await dialog.getByLabel(/message/i).inputValue()).toBe('Hello');
  expect(receiver.received()).toEqual([]);

  await dialog.getByRole('button', { name: /send/i }).click();
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.json).toMatchObject({ message: 'Hello' });
});
