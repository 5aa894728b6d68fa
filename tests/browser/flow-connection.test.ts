import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { porthole } from './support/page-object.ts';
import { logInAgent, type RestAgent } from './support/rest-agent.ts';
import { openTheatre, type Stage, type Visitor } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** A visitor who chats with Anna: one message each way. */
async function chat(stage: Stage): Promise<{ visitor: Visitor; anna: RestAgent; rid: string }> {
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(true);
  const visitor = await stage.visitor();
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say('Hello?');
  await expect.poll(() => anna.openRooms(), { timeout: 15_000 }).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  // The room is there before its first message.
  await seen(() => anna.messages(rid)).toEqual(['Hello?']);
  await anna.say(rid, 'Hello Zoë');
  await visitor.message('Hello Zoë').waitFor();
  return { visitor, anna, rid };
}

const seen = (read: () => Promise<string[]>) => expect.poll(read, { timeout: 20_000 });

/** Both sides may look right for a moment and be wrong afterwards: this waits until nothing is on its way. */
const allSent = ({ unsent }: Pick<Visitor, 'unsent'>) => expect.poll(unsent, { timeout: 30_000 }).toBe(0);

test('a reload in the middle brings the chat back, open, with the draft', async () => {
  const { visitor, anna, rid } = await chat(await theatre.stage());
  await visitor.composer.fill('Half a thou');
  await visitor.page.reload();
  await visitor.message('Hello Zoë').waitFor();

  expect(await visitor.texts()).toEqual(['Hello?', 'Hello Zoë']);
  expect(await visitor.composer.inputValue()).toBe('Half a thou');
  await anna.say(rid, 'Still there?');
  await visitor.message('Still there?').waitFor();
  await visitor.say('Yes');
  await seen(() => anna.messages(rid)).toEqual(['Hello?', 'Hello Zoë', 'Still there?', 'Yes']);
  expect(await visitor.texts()).toEqual(['Hello?', 'Hello Zoë', 'Still there?', 'Yes']);
});

test('what was written on both sides while the connection was gone arrives once, in order', async () => {
  const stage = await theatre.stage();
  const { visitor, anna, rid } = await chat(stage);
  stage.proxy.setDown(true);
  await visitor.say('One');
  await visitor.say('Two');
  await anna.say(rid, 'Are you there?');
  await visitor.dialog
    .getByText(/reconnect|connection|offline/i)
    .first()
    .waitFor();
  stage.proxy.setDown(false);
  await allSent(visitor);

  await seen(() => anna.messages(rid)).toEqual(['Hello?', 'Hello Zoë', 'Are you there?', 'One', 'Two']);
  await seen(() => visitor.texts()).toHaveLength(5);
  expect(new Set(await visitor.texts())).toEqual(new Set(await anna.messages(rid)));
});

test('an answer that got lost does not double the message', async () => {
  const stage = await theatre.stage();
  const { visitor, anna, rid } = await chat(stage);
  stage.proxy.inject(/^POST \/api\/v1\/livechat\/message/, { kind: 'lose-answer' }, 2);
  await visitor.say('Only once');
  await visitor.say('And this');
  await allSent(visitor);

  await seen(() => anna.messages(rid)).toEqual(['Hello?', 'Hello Zoë', 'Only once', 'And this']);
  await seen(() => visitor.texts()).toEqual(['Hello?', 'Hello Zoë', 'Only once', 'And this']);
  expect(stage.proxy.faults()).toBe(2);
});

test('a cut socket comes back by itself and hears of what it missed', async () => {
  const stage = await theatre.stage();
  const { visitor, anna, rid } = await chat(stage);
  expect(stage.proxy.openSockets()).toBe(1);
  stage.proxy.cutSockets();
  await anna.say(rid, 'While you were out');
  await visitor.message('While you were out').waitFor();
  await expect.poll(() => stage.proxy.openSockets(), { timeout: 20_000 }).toBe(1);
  await anna.say(rid, 'And after');
  await visitor.message('And after').waitFor();
  expect(await visitor.texts()).toEqual(['Hello?', 'Hello Zoë', 'While you were out', 'And after']);
});

test('an unsent message survives a reload', async () => {
  const stage = await theatre.stage();
  const { visitor, anna, rid } = await chat(stage);
  stage.proxy.inject(/^POST \/api\/v1\/livechat\/message/, { kind: 'cut' }, 1_000);
  await visitor.say('Written in a tunnel');
  await visitor.message('Written in a tunnel').waitFor();
  await expect.poll(() => stage.proxy.faults()).toBeGreaterThan(0);
  await visitor.page.reload();
  await visitor.message('Written in a tunnel').waitFor();
  expect(await anna.messages(rid)).toEqual(['Hello?', 'Hello Zoë']);
  stage.proxy.clearFaults();
  await allSent(visitor);

  await seen(() => anna.messages(rid)).toEqual(['Hello?', 'Hello Zoë', 'Written in a tunnel']);
  await seen(() => visitor.texts()).toEqual(['Hello?', 'Hello Zoë', 'Written in a tunnel']);
});

test('two tabs of a visitor show one chat, and what was written in a tunnel is sent by one of them', async () => {
  const stage = await theatre.stage();
  const { visitor, anna, rid } = await chat(stage);
  const tab = await visitor.page.context().newPage();
  await tab.goto(stage.site.url);
  const second = porthole(tab);
  await second.message('Hello Zoë').waitFor();

  stage.proxy.inject(/^POST \/api\/v1\/livechat\/message/, { kind: 'cut' }, 1_000);
  await visitor.say('From the first tab');
  await second.message('From the first tab').waitFor();
  await second.say('From the second tab');
  await visitor.message('From the second tab').waitFor();
  stage.proxy.clearFaults();
  await allSent(visitor);
  await allSent(second);

  const all = ['Hello?', 'Hello Zoë', 'From the first tab', 'From the second tab'];
  await seen(() => anna.messages(rid)).toEqual(all);
  await seen(() => visitor.texts()).toEqual(all);
  await seen(() => second.texts()).toEqual(all);
});
