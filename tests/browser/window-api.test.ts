import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CustomField } from '../../mock-server/store/documents.ts';
import { apiDoes, apiVisitor, WHEN } from './support/api-visitor.ts';
import { openTheatre, type Stage } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const visitors = ({ mock }: Stage) => [...mock.store.all('visitors')];
const rooms = ({ mock }: Stage) => [...mock.store.all('rooms')];
const departmentOf = ({ mock }: Stage, name: string) => mock.store.where('departments', 'name', name)[0]?._id;
const userOf = ({ mock }: Stage, username: string) => mock.store.where('users', 'username', username)[0]?._id;

function addField({ mock }: Stage, id: string, scope: CustomField['scope']): void {
  mock.store.transaction((tx) =>
    tx.put('customFields', {
      _id: id,
      label: id,
      scope,
      visibility: 'visible',
      type: 'input',
      regexp: '',
      required: false,
      public: false,
      searchable: true,
      _updatedAt: new Date(),
    }),
  );
}

test.each(WHEN)('what the page knows of a visitor is in the form: %s', async (when) => {
  const stage = await theatre.stage();
  const { dialog, warned } = await apiDoes(
    stage,
    when,
    `this.setGuestName('Zoë'); this.setGuestEmail('zoe@example.com'); this.setDepartment('Support');`,
  );
  const value = (label: string) => dialog.getByLabel(label, { exact: true }).inputValue();
  await expect.poll(() => value('Name')).toBe('Zoë');
  expect(await value('Email')).toBe('zoe@example.com');
  await expect.poll(() => value('Department')).toBe(departmentOf(stage, 'Support'));
  expect(warned()).toEqual([]);
});

test('clearDepartment leaves the choice to the visitor', async () => {
  const { call, dialog, open } = await apiVisitor(await theatre.stage(), `this.setDepartment('Support');`);
  await open();
  const chosen = () => dialog.getByLabel('Department', { exact: true }).inputValue();
  await expect.poll(chosen).not.toBe('');
  await call('clearDepartment');
  await expect.poll(chosen).toBe('');
});

test.each(WHEN)(
  'registerGuest registers without the form; the chat is as the page wants it: %s',
  async (when) => {
    const stage = await theatre.stage({ agentsOnline: true });
    addField(stage, 'plan', 'visitor');
    addField(stage, 'order', 'room');
    const known = { token: 'shop-customer-1', name: 'Zoë', email: 'zoe@example.com', department: 'Support' };
    const { composer, say, message, dialog, warned, watch } = await apiDoes(
      stage,
      when,
      `this.registerGuest(${JSON.stringify({ ...known, phone: '555' })});
     this.setAgent({ _id: '${userOf(stage, 'ben')}', username: 'ben' });
     this.setHiddenSystemMessages(['livechat-started', 'uj']);
     this.setCustomField('plan', 'gold');
     this.setCustomField('order', '42', false);`,
    );
    await composer.waitFor();
    await expect.poll(() => visitors(stage)).toHaveLength(1);
    await say('Hello');
    await message('Hello').waitFor();
    await dialog.getByRole('heading', { name: 'Ben' }).waitFor();
    await expect
      .poll(() => visitors(stage))
      .toMatchObject([
        {
          token: 'shop-customer-1',
          name: 'Zoë',
          visitorEmails: [{ address: 'zoe@example.com' }],
          phone: [{ phoneNumber: '555' }],
          department: departmentOf(stage, 'Support'),
          livechatData: { plan: 'gold' },
        },
      ]);
    await expect
      .poll(() => rooms(stage))
      .toMatchObject([
        {
          departmentId: departmentOf(stage, 'Support'),
          servedBy: { username: 'ben' },
          livechatData: { order: '42' },
        },
      ]);
    // "Chat started" and "Ben joined" are hidden.
    expect(
      await dialog
        .getByRole('log')
        .getByText(/started|joined/)
        .count(),
    ).toBe(0);
    expect([warned(), watch.errors()]).toEqual([[], []]);
  },
);

test('registerGuest registers before anything is opened, and the token it makes is kept', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { page, watch } = await apiVisitor(stage, `this.registerGuest({ name: 'Zoë' });`);
  await expect.poll(() => visitors(stage)).toMatchObject([{ name: 'Zoë' }]);
  await expect.poll(() => watch.stored()).toHaveLength(1);
  const answered = page.waitForResponse(/livechat\/config\?token=/);
  await page.reload();
  await answered;
  await expect
    .poll(() => watch.requests().filter((line) => line.endsWith('livechat/visitor')))
    .toHaveLength(2);
  expect(visitors(stage)).toHaveLength(1);
});

test.each(WHEN)('setGuestToken takes up the chat of that visitor: %s', async (when) => {
  const stage = await theatre.stage({ agentsOnline: true });
  const first = await apiVisitor(stage);
  await first.open();
  await first.register({ name: 'Zoë', email: 'zoe@example.com' });
  await first.say('Hello');
  await first.message('Hello').waitFor();
  await expect.poll(() => rooms(stage)).toHaveLength(1);
  const [zoe] = visitors(stage);
  const elsewhere = await apiDoes(stage, when, `this.setGuestToken('${zoe?.token}');`);
  await elsewhere.message('Hello').waitFor();
  expect((await elsewhere.heard()).map(([name]) => name)).not.toContain('onChatStarted');
  expect([visitors(stage).length, rooms(stage).length]).toEqual([1, 1]);
});

test.each(WHEN)('the business unit goes along with the question for the config: %s', async (when) => {
  const { call, watch } = await apiDoes(await theatre.stage(), when, `this.setBusinessUnit('north');`);
  const asked = () => watch.requests().filter((line) => line.includes('/config'));
  await expect.poll(() => asked().at(-1)).toContain('businessUnit=north');
  await call('clearBusinessUnit');
  await expect.poll(() => asked().at(-1)).not.toContain('businessUnit');
});

test('transferChat moves the open chat to another department', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { open, register, say, message, call, warned } = await apiVisitor(stage);
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Hello');
  await message('Hello').waitFor();
  await expect.poll(() => rooms(stage)).toHaveLength(1);
  const moves = async (...args: (string | undefined)[]) => {
    await call('transferChat', ...args);
    await expect.poll(() => rooms(stage)[0]?.departmentId).toBe(departmentOf(stage, args.at(-1) ?? ''));
  };
  await moves('Support');
  await moves(rooms(stage)[0]?._id, 'Sales');
  expect(warned()).toEqual([]);
  await call('transferChat', 'Nowhere');
  await expect.poll(warned).toEqual([expect.stringContaining('no department "Nowhere"')]);
});

test('pageVisited tells the agent which page the visitor is on', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { open, register, say, message, call, page } = await apiVisitor(stage);
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await say('Hello');
  await message('Hello').waitFor();
  await expect.poll(() => rooms(stage)).toHaveLength(1);
  await page.evaluate("history.pushState({}, '', '/vases'); document.title = 'Vases'");
  await call('pageVisited', 'url');
  const seen = () =>
    [...stage.mock.store.all('messages')].flatMap(({ navigation }) => (navigation ? [navigation.page] : []));
  await expect
    .poll(seen)
    .toContainEqual(
      expect.objectContaining({ title: 'Vases', location: { href: `${stage.site.url}/vases` } }),
    );
});

test.each(WHEN)('initialize says several things at once: %s', async (when) => {
  const stage = await theatre.stage({ agentsOnline: true });
  addField(stage, 'plan', 'visitor');
  addField(stage, 'size', 'visitor');
  addField(stage, 'order', 'room');
  const { dialog, say, message, composer, warned, watch } = await apiDoes(
    stage,
    when,
    `this.initialize({
       theme: { title: 'Ask the shop' }, businessUnit: 'north', department: 'Support', language: 'en',
       registerGuest: { name: 'Zoë', email: 'zoe@example.com' }, agent: { _id: '${userOf(stage, 'ben')}', username: 'ben' },
       customField: { key: 'plan', value: 'gold', overwrite: true }, setCustomFields: [['size', 'xl'], { key: 'order', value: '42' }],
       parentUrl: 'https://shop.example/', setGuestMetadata: { cart: 3 }, hiddenSystemMessages: ['uj'],
     });`,
  );
  await composer.waitFor();
  await dialog.getByRole('heading', { name: 'Ask the shop' }).waitFor();
  await say('Hello');
  await message('Hello').waitFor();
  await expect
    .poll(() => rooms(stage))
    .toMatchObject([{ servedBy: { username: 'ben' }, livechatData: { order: '42' } }]);
  expect(visitors(stage)).toMatchObject([{ name: 'Zoë', livechatData: { plan: 'gold', size: 'xl' } }]);
  expect([warned(), watch.errors()]).toEqual([[], []]);
});
