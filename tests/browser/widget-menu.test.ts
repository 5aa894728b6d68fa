import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre, type StageOptions, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const strictly = (server: string): string =>
  `default-src 'none'; script-src ${server}; img-src data: ${server}; connect-src ${server} ${server.replace(/^http/, 'ws')}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** A chat with both agents there, everything in the menu switched on, on a page with a strict policy. */
async function chatting(options: StageOptions = {}) {
  const stage = await theatre.stage({
    agentsOnline: true,
    page: (server) => ({ body: snippet(server), csp: strictly(server) }),
    ...options,
  });
  await stage.mock.core.writeSettings({
    Livechat_registration_form: false,
    Livechat_enable_transcript: true,
    Livechat_transcript_message: 'A copy for *you*?',
    Livechat_allow_switching_departments: true,
    Livechat_force_accept_data_processing_consent: true,
  });
  const shop = await stage.visitor();
  await shop.open();
  await shop.page.getByRole('button', { name: 'I agree' }).click();
  await shop.say('hello');
  await expect.poll(shop.unsent).toBe(0);
  return { ...stage, shop };
}
const choose = async ({ page }: Visitor, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const faultless = async ({ watch }: Visitor): Promise<void> => {
  expect(watch.errors()).toEqual([]);
  expect(await watch.violations()).toEqual([]);
};

test('the menu is worked by keys alone, and the focus goes where it belongs', async () => {
  const { shop } = await chatting();
  const { page } = shop;
  const focused = () =>
    page.evaluate(() => document.querySelector('.rocketchat-widget')?.shadowRoot?.activeElement?.textContent);
  await page.getByRole('button', { name: 'More' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('Sound for new messages');
  await page.keyboard.press('End');
  expect(await focused()).toBe('Remove my data');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Remove all your data?' }).waitFor();
  // Of a question that deletes, the way back.
  await expect.poll(focused).toBe('Cancel');
  await page.keyboard.press('Escape');
  await expect
    .poll(() =>
      page.evaluate(() => document.querySelector('.rocketchat-widget')?.shadowRoot?.activeElement?.ariaLabel),
    )
    .toBe('More');
  expect(await shop.dialog.count()).toBe(1);
  await faultless(shop);
});

test('a copy by e-mail is asked for in the words of the server, during the chat and after', async () => {
  const { shop, mock } = await chatting();
  const { page } = shop;
  await choose(shop, 'Email me this chat');
  const sheet = page.getByRole('dialog', { name: 'Email this chat' });
  await sheet.getByText('A copy for *you*?').waitFor();
  await sheet.getByLabel('Email').fill('ann@shop.example');
  await sheet.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'The chat is on its way to ann@shop.example' }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('button', { name: 'Email me this chat' }).click();
  await sheet.getByLabel('Email').fill('ann@shop.example');
  await sheet.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: /on its way/ }).waitFor();
  const messages = (await (await fetch(`${mock.url}/db/messages`)).json()) as { t?: string }[];
  expect(messages.filter(({ t }) => t === 'livechat_transcript_history')).toHaveLength(2);
  await faultless(shop);
});

test('the chat is passed on to another department; where nobody is there, it stays and that is said', async () => {
  const { shop, mock } = await chatting();
  const { page } = shop;
  const ben = await logInAgent(mock.url, 'ben');
  const anna = await logInAgent(mock.url, 'anna');
  const departments = (await (await fetch(`${mock.url}/db/departments`)).json()) as { name: string }[];
  const names = departments.map(({ name }) => name);
  expect(names).toContain('Support');
  await choose(shop, 'Change department');
  const sheet = page.getByRole('dialog', { name: 'Change department' });
  await sheet.getByLabel('Department').selectOption('Support');
  await sheet.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('heading', { name: 'You are now with Support' }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await shop.dialog.getByText('You are being passed on').waitFor();

  await anna.setAvailable(false);
  await ben.setAvailable(false);
  await choose(shop, 'Change department');
  await sheet.getByLabel('Department').selectOption('Sales');
  await sheet.getByRole('button', { name: 'Change' }).click();
  await sheet.getByText('Nobody is there in that department right now. You stay where you are.').waitFor();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await shop.say('still here');
  await expect.poll(shop.unsent).toBe(0);
});

test('an agent’s message rings while the pop-up is closed, once, and not when that is switched off', async () => {
  const { shop, mock } = await chatting();
  const { page } = shop;
  await page.evaluate(() => {
    const window_ = window as unknown as { rung: number };
    window_.rung = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...when) {
      window_.rung++;
      start.apply(this, when);
    };
  });
  const rung = () => page.evaluate(() => (window as unknown as { rung: number }).rung);
  const agents = [await logInAgent(mock.url, 'anna'), await logInAgent(mock.url, 'ben')];
  const rooms = await Promise.all(agents.map((agent) => agent.openRooms()));
  const serving = rooms.findIndex((own) => own.length > 0);
  const [agent, rid] = [agents[serving], rooms[serving]?.[0] ?? ''];

  await agent?.say(rid, 'seen');
  await shop.message('seen').waitFor();
  expect(await rung()).toBe(0);
  await shop.launcher.click();
  await agent?.say(rid, 'unseen');
  // Two tones.
  await expect.poll(rung).toBe(2);
  await shop.launcher.click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Sound for new messages' }).click();
  await page.keyboard.press('Escape');
  await shop.launcher.click();
  await agent?.say(rid, 'unseen and unheard');
  await expect.poll(() => shop.launcher.getAttribute('data-unread')).toBe('1');
  await page.waitForTimeout(200);
  expect(await rung()).toBe(2);
  await faultless(shop);
});
