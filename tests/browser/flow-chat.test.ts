import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../../demo/server/start-demo.ts';
import { type AgentConsole, agentConsole } from './support/agent-console.ts';
import { openTheatre, SECRET, type Stage } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
const servers: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(async () => {
  await theatre.clear();
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => theatre.close());

/** The demo's console in a browser profile of its own. */
async function openConsole({ mock }: Stage): Promise<AgentConsole> {
  const demo = await startDemo({
    pages: fileURLToPath(new URL('../../dist/demo', import.meta.url)),
    port: 0,
    host: '127.0.0.1',
    timeScale: 1,
    admin: { user: 'admin', password: 'admin' },
    // There is one already, which the stage takes down.
    startMock: async () => ({ url: mock.url, close: async () => {} }),
  });
  servers.push(demo);
  const page = await (await theatre.browser.newContext()).newPage();
  await page.goto(`${demo.url}/agent/`);
  return agentConsole(page);
}

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test('a visitor and an agent chat, and the webhook tells the whole session', async () => {
  const stage = await theatre.stage();
  const agent = await openConsole(stage);
  await agent.logIn('anna');
  await agent.goOnline();

  const visitor = await stage.visitor();
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say('Is the blue vase still there?');
  await agent.select('Zoë');
  await agent.message('Is the blue vase still there?').waitFor();

  await visitor.composer.pressSequentially('And how');
  await agent.typing.waitFor();
  await agent.composer.pressSequentially('Yes');
  await visitor.dialog.getByText('Anna Keller is typing').waitFor({ state: 'attached' });
  await agent.say('Yes, two of them 👍');
  await visitor.message('Yes, two of them 👍').waitFor();
  await visitor.dialog.getByText('Anna Keller').first().waitFor();

  await agent.endChat('Sold one vase', 'vase, sold');
  const [webhook] = await stage.receiver.waitFor(1);
  await visitor.dialog.getByRole('button', { name: /new chat/i }).waitFor();
  expect(await visitor.composer.count()).toBe(0);

  expect(webhook?.headers['x-rocketchat-livechat-token']).toBe(SECRET);
  expect(webhook?.json).toEqual({
    type: 'LivechatSession',
    _id: expect.stringMatching(/^\w{17}$/),
    label: 'Zoë',
    topic: '',
    code: expect.any(Number),
    createdAt: ISO,
    lastMessageAt: ISO,
    tags: ['vase', 'sold'],
    customFields: {},
    visitor: {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Zoë',
      username: expect.stringMatching(/^guest-\d+$/),
      department: expect.any(String),
      email: 'zoe@example.com',
      phone: '',
      ip: expect.any(String),
      browser: expect.stringContaining('Chrom'),
      os: expect.stringMatching(/\w/),
      customFields: {},
    },
    agent: { _id: expect.any(String), username: 'anna', name: 'Anna Keller', email: 'anna@example.com' },
    messages: [
      { username: expect.stringMatching(/^guest-\d+$/), msg: 'Is the blue vase still there?', ts: ISO },
      { username: 'anna', agentId: expect.any(String), msg: 'Yes, two of them 👍', ts: ISO },
    ],
  });
  expect(visitor.watch.errors()).toEqual([]);
});

test('after the end a new chat begins empty, in a room of its own', async () => {
  const stage = await theatre.stage();
  const agent = await openConsole(stage);
  await agent.logIn('ben');
  await agent.goOnline();
  const visitor = await stage.visitor();
  await visitor.open();
  await visitor.register({ name: 'Max', email: 'max@example.com' });
  await visitor.say('First question');
  await agent.select('Max');
  await agent.endChat('Done', '');
  await visitor.dialog.getByRole('button', { name: /new chat/i }).click();
  await visitor.composer.waitFor();
  expect(await visitor.texts()).toEqual([]);

  await visitor.say('Second question');
  await visitor.message('Second question').waitFor();
  await expect.poll(() => roomsOf(stage)).toHaveLength(2);
  expect(stage.receiver.received()).toHaveLength(1);
});

async function roomsOf({ mock }: Stage): Promise<unknown> {
  return (await fetch(`${mock.url}/db/rooms`)).json();
}
