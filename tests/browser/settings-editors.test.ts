import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSettingsTheatre } from './support/settings-theatre.ts';

let theatre: Awaited<ReturnType<typeof openSettingsTheatre>>;
beforeAll(async () => {
  theatre = await openSettingsTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const fill = async (form: Locator, values: Record<string, string>): Promise<void> => {
  for (const [label, value] of Object.entries(values)) {
    await form.getByLabel(label, { exact: true }).fill(value);
  }
};
const save = (form: Locator): Promise<void> =>
  form.getByRole('button', { name: 'Save', exact: true }).click();

test('a department is made with its agents, offered on an open form, archived, and deleted once that is allowed', async () => {
  const { settings, visitor } = await theatre.stage({ agentsOnline: true });
  const shopper = await visitor();
  await shopper.open();
  const departments = settings.area('Livechat').getByRole('region', { name: 'Departments' });
  await departments.getByRole('button', { name: 'Add a department' }).click();
  const form = departments.getByRole('form', { name: 'New department' });
  await save(form);
  await form.getByText('A department needs a name.').waitFor();
  await fill(form, { Name: 'Kilns', 'Email address': 'kilns@example.com' });
  await form.getByLabel('anna', { exact: true }).check();
  await form.getByLabel('Order of anna').fill('2');
  await save(form);
  await departments.getByText('enabled · anna · on the registration form and the offline form').waitFor();

  const choice = shopper.dialog.getByLabel('Department');
  const options = async (): Promise<string[]> => {
    await shopper.page.evaluate(() => dispatchEvent(new Event('online')));
    return choice.getByRole('option').allInnerTexts();
  };
  await expect.poll(options).toContain('Kilns');

  await departments.getByRole('button', { name: 'Delete Kilns' }).click();
  const confirm = settings.page.getByRole('dialog', { name: 'Delete Kilns?' });
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await departments.getByText('Departments may not be deleted').waitFor();
  await departments.getByRole('button', { name: 'Archive Kilns' }).click();
  await expect.poll(options).not.toContain('Kilns');

  await settings.set('Omnichannel_enable_department_removal', true);
  await departments.getByRole('button', { name: 'Delete Kilns' }).click();
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await departments.getByText('Kilns').waitFor({ state: 'detached' });
});

test('a custom field is refused with words that leave what was typed, and asked of visitors once it is right', async () => {
  const { settings, visitor } = await theatre.stage({ agentsOnline: true });
  const shopper = await visitor();
  await shopper.open();
  const fields = settings.area('Livechat').getByRole('region', { name: 'Custom fields' });
  await fields.getByRole('button', { name: 'Add a custom field' }).click();
  const form = fields.getByRole('form', { name: 'New custom field' });
  await fill(form, { Key: 'order', Label: 'Order number', 'Regular expression': '[0-9' });
  await form.getByLabel('Required').check();
  await save(form);
  await form.getByText('Invalid regular expression').waitFor();
  expect(await form.getByLabel('Label', { exact: true }).inputValue()).toBe('Order number');
  await fill(form, { 'Regular expression': '^[0-9]+$' });
  await save(form);
  await fields.getByText('order · of the visitor · input · required · public').waitFor();
  await expect
    .poll(async () => {
      await shopper.page.evaluate(() => dispatchEvent(new Event('online')));
      return shopper.dialog.getByLabel('Order number').isVisible();
    })
    .toBe(true);
});

test('a trigger that is made on the page speaks to a visitor who comes', async () => {
  const { settings, visitor } = await theatre.stage({ agentsOnline: true });
  const triggers = settings.area('Livechat').getByRole('region', { name: 'Triggers' });
  await triggers.getByRole('button', { name: 'Add a trigger' }).click();
  const form = triggers.getByRole('form', { name: 'New trigger' });
  await fill(form, { Name: 'Greeting' });
  await save(form);
  await form.getByText('The message is empty.').waitFor();
  await form.getByLabel('Condition').selectOption('page-url');
  await fill(form, { 'Regular expression': '127', Message: 'May I help you?' });
  await form.getByLabel('Said by').selectOption('custom');
  await fill(form, { 'Name of who says it': 'Robin' });
  await save(form);
  await triggers.getByText('enabled · page-url 127 · “May I help you?” · once').waitFor();
  const shopper = await visitor();
  await shopper.page.getByText('May I help you?').waitFor();

  await triggers.getByRole('button', { name: 'Delete Greeting' }).click();
  await settings.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await triggers.getByText('There is none yet.').waitFor();
});
