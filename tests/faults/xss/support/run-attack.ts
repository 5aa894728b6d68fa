import type { BrowserContext, Page } from 'playwright-core';
import { porthole } from '../../../browser/support/page-object.ts';
import { type Site, snippet, startSite } from '../../../browser/support/site.ts';
import { RID, type Screen, TOKEN, titleOf } from './hostile-config.ts';
import { hostileMessages } from './hostile-messages.ts';
import { type HostileServer, startHostileServer } from './hostile-server.ts';
import { type Findings, type Lookout, lookout } from './lookout.ts';

export interface AttackOptions {
  payloads: readonly string[];
  /** Payloads that each get a page load of their own, with everything made of it. */
  alone: readonly string[];
  /** Told what is done. */
  tell?(line: string): void;
}

export interface AttackResult extends Findings {
  payloads: number;
  /** Payload × field. */
  placed: number;
  /** Elements touched and looked at. */
  elements: number;
}

/** Only Trusted Types: a policy that also forbade inline scripts would hide what would have run on other sites. */
const POLICY = "require-trusted-types-for 'script'; trusted-types 'none'";
const BATCH = 40;
/** Fields of `hostileConfig` that one of its screens shows, colours and position included. */
const FIELDS_OF_CONFIG: Record<Screen, number> = {
  register: 11,
  offline: 6,
  'offline-unavailable': 4,
  chat: 4,
};
/** Texts and files of `hostileMessages`, the header's agent, the queue, who types. */
const FIELDS_OF_CHAT = 18;

/** Puts each payload into every text that the other side decides, and looks at what the pop-up makes of it. */
export async function runAttack(
  context: BrowserContext,
  { payloads, alone, tell = () => {} }: AttackOptions,
): Promise<AttackResult> {
  const server = await startHostileServer();
  const site = await startSite({ body: snippet(server.url), csp: POLICY });
  const page = await context.newPage();
  const watch = await lookout(page, [site.url, server.url]);
  const count = { placed: 0, elements: 0 };
  const look = async (placed: number): Promise<void> => {
    count.placed += placed;
    count.elements += await watch.look();
  };
  try {
    await openOn(page, site);
    tell(`${payloads.length} payloads in the forms, the notices and their titles`);
    await attackForms(page, server, payloads, look);
    tell('… in refusals and in what is said after sending');
    await attackAnswers(page, server, payloads, look);
    tell('… in messages, names, typing and the queue of a chat, live');
    await attackChat(page, server, payloads, look);
    tell('… in messages and names of the history');
    await attackHistory(page, site, server, payloads, look, watch);
    tell(`${alone.length} alone, each with a page load of its own`);
    await attackAlone(page, server, alone, look);
  } catch (error) {
    // What broke the pop-up is in the findings too.
    watch.findings.errors.push(`the attack could not go on: ${error}`);
  } finally {
    await page.close();
    await site.close();
    await server.close();
  }
  return { payloads: new Set([...payloads, ...alone]).size, ...count, ...watch.findings };
}

type Look = (placed: number) => Promise<void>;

async function openOn(page: Page, site: Site): Promise<void> {
  await page.goto(site.url);
  await porthole(page).open();
}

/** Waits inside of the page until `selector` in the pop-up has exactly this text. */
async function shows(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([where, what]) =>
      [...(document.querySelector('.rocketchat-widget')?.shadowRoot?.querySelectorAll(where) ?? [])].some(
        (element) => element.textContent === what,
      ),
    [selector, text] as const,
    { polling: 4 },
  );
}

/** The page hears that the network is back, and asks the config anew. */
const nudge = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));

async function attackForms(
  page: Page,
  server: HostileServer,
  payloads: readonly string[],
  look: Look,
): Promise<void> {
  for (const payload of payloads)
    for (const screen of ['register', 'offline', 'offline-unavailable'] as const) {
      Object.assign(server, { payload, screen });
      await nudge(page);
      await shows(page, 'h2', titleOf(payload, screen));
      await look(FIELDS_OF_CONFIG[screen]);
    }
}

async function attackAnswers(
  page: Page,
  server: HostileServer,
  payloads: readonly string[],
  look: Look,
): Promise<void> {
  const pop = porthole(page);
  Object.assign(server, { payload: 'harmless', screen: 'register' });
  await nudge(page);
  await shows(page, 'h2', titleOf('harmless', 'register'));
  await pop.dialog.getByLabel('Name', { exact: true }).fill('Zoe');
  await pop.dialog.getByLabel('Email', { exact: true }).fill('zoe@example.com');
  for (const payload of payloads) {
    server.refusal = payload;
    const answered = page.waitForResponse(
      (response) => response.url().endsWith('/visitor') && response.request().method() === 'POST',
    );
    await pop.dialog
      .getByRole('button', { name: 'Start chat' })
      .evaluate((button: HTMLElement) => button.click());
    await answered;
    await pop.dialog.getByRole('alert').waitFor();
    await look(1);
  }
  server.refusal = undefined;

  Object.assign(server, { payload: 'harmless', screen: 'offline' });
  await nudge(page);
  await shows(page, 'h2', titleOf('harmless', 'offline'));
  await pop.leaveMessage({ name: 'Zoe', email: 'zoe@example.com', message: 'Hello' });
  await pop.dialog.getByRole('button', { name: 'Send another' }).waitFor();
  for (const payload of payloads) {
    server.payload = payload;
    await nudge(page);
    await shows(page, 'h2', titleOf(payload, 'offline'));
    await look(2);
  }
  await pop.dialog.getByRole('button', { name: 'Send another' }).click();
}

async function attackChat(
  page: Page,
  server: HostileServer,
  payloads: readonly string[],
  look: Look,
): Promise<void> {
  Object.assign(server, { payload: 'harmless', screen: 'chat', history: [] });
  await nudge(page);
  await shows(page, 'h2', titleOf('harmless', 'chat'));
  const pop = porthole(page);
  await pop.say('Hello');
  await pop.message('Hello').waitFor();
  while (server.subscriptions() < 4) await page.waitForTimeout(5);
  const notify = (event: string, ...args: unknown[]) =>
    server.push('stream-notify-room', `${RID}/${event}`, ...args);
  const room = (event: object) => server.push('stream-livechat-room', RID, event);
  for (let from = 0; from < payloads.length; from += BATCH) {
    const batch = payloads.slice(from, from + BATCH);
    const ids: string[] = [];
    for (const payload of batch) {
      room({
        type: 'queueData',
        data: { spot: 1, estimatedWaitTimeSeconds: 60, message: { text: payload } },
      });
      room({ type: 'visitorData', visitor: { token: TOKEN, name: payload } });
      notify('user-activity', payload, ['user-typing'], {});
      for (const message of hostileMessages(payload)) {
        ids.push(message._id);
        server.push('stream-room-messages', RID, message);
      }
      room({ type: 'agentData', data: { _id: payload, username: payload, name: payload, status: payload } });
    }
    const last = `end of ${from}`;
    room({ type: 'agentData', data: { username: last, name: last } });
    await shows(page, 'h2', last);
    await look(batch.length * FIELDS_OF_CHAT);
    for (const _id of ids) notify('deleteMessage', { _id });
    room({ type: 'agentData', data: undefined });
  }
}

async function attackHistory(
  page: Page,
  site: Site,
  server: HostileServer,
  payloads: readonly string[],
  look: Look,
  { findings }: Lookout,
): Promise<void> {
  const before = findings.errors.length;
  const closed = { t: 'livechat-close', u: { _id: 'a', username: 'anna', name: 'Anna' } };
  for (let from = 0; from < payloads.length; from += 2 * BATCH) {
    const batch = payloads.slice(from, from + 2 * BATCH);
    const messages = batch.flatMap(hostileMessages);
    const end = from + 2 * BATCH >= payloads.length ? [{ ...messages.at(-1), ...closed, _id: 'end' }] : [];
    server.history = [...messages, ...end].reverse();
    await page.goto(site.url);
    await porthole(page).dialog.locator('.bubble').nth(batch.length).waitFor();
    await look(batch.length * (FIELDS_OF_CHAT - 3));
  }
  if (findings.errors.length > before) findings.errors.push('the history broke something');
}

/** The room has ended: what is said at the end stands there, with everything else. */
async function attackAlone(
  page: Page,
  server: HostileServer,
  payloads: readonly string[],
  look: Look,
): Promise<void> {
  const closed = { t: 'livechat-close' };
  for (const payload of payloads) {
    const messages = hostileMessages(payload);
    Object.assign(server, {
      payload,
      screen: 'chat',
      history: [...messages, { ...messages.at(-1), ...closed, _id: 'end' }].reverse(),
    });
    await page.reload();
    await porthole(page).dialog.getByRole('button', { name: 'New chat' }).waitFor();
    await shows(page, 'h2', titleOf(payload, 'chat'));
    await look(FIELDS_OF_CHAT + FIELDS_OF_CONFIG.chat + 2);
  }
}
