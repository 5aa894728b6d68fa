import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { openTheatre, type Stage } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** A server that asks for a plan, of three, and an order number; and knows a field that is not asked for. */
async function withFields(): Promise<Stage> {
  const stage = await theatre.stage({ agentsOnline: true });
  const admin = await logInAgent(stage.mock.url, 'admin');
  const save = (customFieldData: object) =>
    admin.call('POST', 'livechat/custom-fields.save', {
      customFieldId: null,
      customFieldData: { scope: 'visitor', visibility: 'visible', public: true, ...customFieldData },
    });
  await save({
    field: 'plan',
    label: 'Your plan',
    type: 'select',
    options: 'Free, Pro, Business',
    required: true,
  });
  await save({ field: 'order', label: 'Order number', type: 'input', regexp: '^(\\d+)+$' });
  await save({ field: 'internal', label: 'Internal', public: false });
  return stage;
}

test('fields of the administrator are asked before the chat, checked, and reach the agent', async () => {
  const stage = await withFields();
  const { dialog, page, open, composer, say, unsent, watch } = await stage.visitor();
  await open();
  const plan = dialog.getByLabel('Your plan', { exact: true });
  const order = dialog.getByLabel('Order number (optional)');
  await order.waitFor();
  expect(await dialog.getByLabel('Internal').count()).toBe(0);
  await dialog.getByLabel('Name', { exact: true }).fill('Grace');
  await dialog.getByLabel('Email', { exact: true }).fill('grace@example.com');
  // The browser's own regular expressions would not come back from this one.
  await order.fill(`${'1'.repeat(60)}x`);
  await dialog.getByRole('button', { name: 'Start chat' }).click();
  await dialog.getByText('Please fill this in').waitFor();
  await dialog.getByText('Please check this').waitFor();
  await expect.poll(() => plan.evaluate((field: HTMLElement) => field.matches(':focus'))).toBe(true);

  // Kept while the pop-up is closed.
  await page.keyboard.press('Escape');
  await open();
  expect(await order.inputValue()).toMatch(/x$/);
  await order.fill('1234');
  await plan.selectOption('Pro');
  await dialog.getByRole('button', { name: 'Start chat' }).click();
  await composer.waitFor();
  await say('Where is it?');
  await expect.poll(unsent).toBe(0);

  const fields: unknown[] = [];
  for (const name of ['anna', 'ben']) {
    const agent = await logInAgent(stage.mock.url, name);
    for (const rid of await agent.openRooms()) {
      const { room } = (await agent.call('GET', `rooms.info?roomId=${rid}`)) as {
        room: { v: { _id: string } };
      };
      const info = await agent.call('GET', `livechat/visitors.info?visitorId=${room.v._id}`);
      fields.push((info.visitor as { livechatData: unknown }).livechatData);
    }
  }
  expect(fields).toEqual([{ plan: 'Pro', order: '1234' }]);
  expect(watch.errors()).toEqual([]);
});

test('a field that the server refuses keeps nobody from the chat', async () => {
  const stage = await withFields();
  stage.proxy.inject(
    /POST .*custom\.field/,
    { kind: 'answer', status: 400, body: { success: false, error: 'invalid-custom-field' } },
    9,
  );
  const { dialog, open, composer, say, unsent } = await stage.visitor();
  await open();
  await dialog.getByLabel('Your plan', { exact: true }).selectOption('Free');
  await dialog.getByLabel('Name', { exact: true }).fill('Grace');
  await dialog.getByLabel('Email', { exact: true }).fill('grace@example.com');
  await dialog.getByRole('button', { name: 'Start chat' }).click();
  await composer.waitFor();
  await say('Hello');
  await expect.poll(unsent).toBe(0);
  await expect.poll(() => stage.proxy.faults()).toBeGreaterThan(0);
});

test('the offline form asks for none: the server takes none there', async () => {
  const stage = await withFields();
  for (const name of ['anna', 'ben']) await (await logInAgent(stage.mock.url, name)).setAvailable(false);
  const { dialog, open } = await stage.visitor();
  await open();
  await dialog.getByLabel('Message', { exact: true }).waitFor();
  expect(await dialog.getByLabel('Your plan').count()).toBe(0);
});
