import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CustomField, Visitor } from '../../../mock-server/store/documents.ts';
import { type OfficialStage, openOfficialTheatre } from './support/official-theatre.ts';
import { QUESTION, startChat } from './support/start-chat.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const visitors = ({ mock }: OfficialStage): Visitor[] => [...mock.store.all('visitors')];
const idOf = ({ mock }: OfficialStage, name: string): string =>
  mock.store.where('departments', 'name', name)[0]?._id ?? '';

function addField({ mock }: OfficialStage, id: string, scope: CustomField['scope']): void {
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

test('calls that wait in the queue of the snippet are done once the widget is there', async () => {
  const stage = await theatre.stage({
    agentsOnline: true,
    queued: "this.setTheme({ color: '#1868db', title: 'Ask the shop' }); this.setLanguage('fr');",
  });
  const { open, title, field, colour } = await stage.visitor();
  await open();
  await title.getByText('Ask the shop').waitFor();
  await expect.poll(colour).toBe('rgb(24, 104, 219)');
  await expect.poll(() => field('name').getAttribute('placeholder')).toMatch(/^Entrez votre/);
});

test('registerGuest registers without the form', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { open, call, composer, say, message, watch, refused } = await stage.visitor();
  await call('registerGuest', {
    token: 'shop-customer-1',
    name: 'Zoë',
    email: 'zoe@example.com',
    department: idOf(stage, 'Support'),
  });
  await expect
    .poll(() => visitors(stage))
    .toMatchObject([
      {
        token: 'shop-customer-1',
        name: 'Zoë',
        visitorEmails: [{ address: 'zoe@example.com' }],
        department: idOf(stage, 'Support'),
      },
    ]);
  await open();
  await composer.waitFor();
  await say(QUESTION);
  await message(QUESTION).waitFor();
  expect([...stage.mock.store.all('rooms')]).toMatchObject([
    { v: { token: 'shop-customer-1' }, departmentId: idOf(stage, 'Support') },
  ]);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('setGuestName and setGuestEmail change a visitor who is known; the agent sees the new name', async () => {
  const { stage, call, rid, watch, refused } = await startChat(theatre);
  await call('setGuestName', 'Zoë Ångström');
  await call('setGuestEmail', 'angstrom@example.com');
  await expect
    .poll(() => visitors(stage))
    .toMatchObject([{ name: 'Zoë Ångström', visitorEmails: [{ address: 'angstrom@example.com' }] }]);
  expect(stage.mock.store.get('rooms', rid)).toMatchObject({ fname: 'Zoë Ångström' });
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('custom fields are set at once, or kept until there is a visitor', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  addField(stage, 'plan', 'visitor');
  addField(stage, 'order', 'visitor');
  const { open, register, call, refused } = await stage.visitor();
  await call('setCustomField', 'plan', 'gold');
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com' });
  await expect.poll(() => visitors(stage)[0]?.livechatData).toEqual({ plan: 'gold' });
  await call('setCustomField', 'order', '4711');
  await expect.poll(() => visitors(stage)[0]?.livechatData).toEqual({ plan: 'gold', order: '4711' });
  await call('setCustomField', 'plan', 'silver', false);
  await call('setCustomField', 'order', '4712', true);
  await expect.poll(() => visitors(stage)[0]?.livechatData).toEqual({ plan: 'gold', order: '4712' });
  expect(refused()).toEqual([]);
});

test('setDepartment of a known visitor decides who gets the chat', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { open, register, call, say, message } = await stage.visitor();
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com', department: 'Sales' });
  await call('setDepartment', 'Support');
  await expect.poll(() => visitors(stage)[0]?.department).toBe(idOf(stage, 'Support'));
  await say(QUESTION);
  await message(QUESTION).waitFor();
  expect([...stage.mock.store.all('rooms')]).toMatchObject([{ departmentId: idOf(stage, 'Support') }]);
});

test('setAgent decides who gets the chat', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const ben = stage.mock.store.where('users', 'username', 'ben')[0];
  const { open, register, call, say, title } = await stage.visitor();
  await call('setAgent', { _id: ben?._id, username: 'ben', name: ben?.name, status: 'online' });
  await open();
  await register({ name: 'Zoë', email: 'zoe@example.com', department: 'Support' });
  await say(QUESTION);
  await title.getByText(ben?.name ?? '').waitFor();
  expect([...stage.mock.store.all('rooms')]).toMatchObject([{ servedBy: { username: 'ben' } }]);
});

test('setGuestToken takes up the chat of that visitor', async () => {
  const { stage } = await startChat(theatre);
  const [zoe] = visitors(stage);
  const elsewhere = await stage.visitor();
  await elsewhere.call('setGuestToken', zoe?.token);
  await elsewhere.open();
  await elsewhere.message(QUESTION).waitFor();
});

test('opening, closing, hiding and showing by the page is heard by the page', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { box, frame, button, call, heard } = await stage.visitor();
  const iframe = box.locator('#rocketchat-iframe');
  await call('maximizeWidget');
  await expect.poll(() => box.getAttribute('data-state')).toBe('opened');
  await frame.getByText('Start chat').waitFor();
  await call('minimizeWidget');
  await frame.getByText('Start chat').waitFor({ state: 'hidden' });
  // `minimizeWidget` leaves the box as it is and tells nobody; the button in the header does better.
  await call('maximizeWidget');
  await button('Minimize chat').click();
  await expect.poll(() => box.getAttribute('data-state')).toBe('closed');
  await call('hideWidget');
  await iframe.waitFor({ state: 'hidden' });
  await call('showWidget');
  await iframe.waitFor();
  const names = (await heard()).map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['onChatMaximized', 'onChatMinimized', 'onWidgetHidden', 'onWidgetShown']),
  );
});

test('setLanguage changes the words at once', async () => {
  const stage = await theatre.stage({ agentsOnline: true });
  const { open, call, field } = await stage.visitor();
  await call('setLanguage', 'de');
  await open();
  await expect.poll(() => field('email').getAttribute('placeholder')).toMatch(/E-Mail/);
  await expect.poll(() => field('name').getAttribute('placeholder')).not.toMatch(/Insert/);
});

test('pages that a visitor looks at are kept with the room', async () => {
  const { stage, page, rid } = await startChat(theatre);
  const seen = (): string[] =>
    stage.mock.store
      .where('messages', 'rid', rid)
      .flatMap(({ navigation }) => (navigation ? [new URL(navigation.page.location.href).pathname] : []));
  // The loader looks at the address every 800 ms and never sees one that is gone by then. What it saw before the widget has made a
  // token for the visitor is refused, as by a real server: the first page is there or not, by how soon the form was sent.
  for (const [path, title] of [
    ['/bowls', 'Bowls'],
    ['/vases', 'Vases'],
  ]) {
    await page.evaluate(
      ([path, title]) => {
        history.pushState({}, '', path);
        document.title = `${title}`;
      },
      [path, title],
    );
    await expect.poll(seen).toContain(path);
  }
  expect(seen().filter((path) => path !== '/')).toEqual(['/bowls', '/vases']);
});

test('chats of known visitors start with what initialize says', async () => {
  const stage = await theatre.stage({
    agentsOnline: true,
    queued: `this.initialize({ theme: { title: 'Ask us', color: '#0a7d32' }, department: 'Sales',
      registerGuest: { token: 'shop-customer-2', name: 'Max', email: 'max@example.com' }, language: 'en' });`,
  });
  const { open, composer, title } = await stage.visitor();
  await expect.poll(() => visitors(stage)).toMatchObject([{ name: 'Max', token: 'shop-customer-2' }]);
  await open();
  await composer.waitFor();
  await title.getByText('Ask us').waitFor();
});
