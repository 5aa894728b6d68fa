import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { conversationOf, type Office, startOffice, texts } from './start-office.ts';

let office: Office;
beforeEach(async () => {
  office = await startOffice();
});
afterEach(() => office.close());

test('what was seen is not unread, and the server knows it', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await mara.say('hello');
  await expect.poll(() => anna.unread.value).toBe(1);
  conversationOf(anna, mara.rid).seen();
  expect(anna.unread.value).toBe(0);
  await expect.poll(() => office.mock.store.where('subscriptions', 'rid', mara.rid)[0]?.unread).toBe(0);
});

test('messages go both ways, each once', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  conversation.draft.value = '  Good morning ';
  conversation.send();
  expect(conversation.draft.value).toBe('');
  expect(texts(anna, mara.rid)).toEqual(['Good morning (sending)']);
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['Good morning (sent)']);
  await mara.say('Hi!');
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['Good morning (sent)', 'Hi! (sent)']);
  const stored = office.mock.store.where('messages', 'rid', mara.rid).filter(({ t }) => !t);
  expect(stored.map(({ msg }) => msg)).toEqual(['Good morning', 'Hi!']);
  expect(office.heard).toHaveBeenCalledOnce();
});

test('several chats at once stay apart', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const [mara, jonas] = [await office.guest('mara'), await office.guest('jonas')];
  await mara.say('from mara');
  await jonas.say('from jonas');
  await expect.poll(() => anna.unread.value).toBe(2);
  await expect
    .poll(() => [texts(anna, mara.rid), texts(anna, jonas.rid)])
    .toEqual([['from mara (sent)'], ['from jonas (sent)']]);
});

test('typing is seen from both sides', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  const socket = new WebSocket(`${office.mock.url.replace('http', 'ws')}/websocket`);
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(data.toString()));
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  const event = `${mara.rid}/user-activity`;
  send({ msg: 'connect', version: '1', support: ['1'] });
  send({
    msg: 'sub',
    id: '1',
    name: 'stream-notify-room',
    params: [event, { args: [{ token: mara.token }] }],
  });
  await expect.poll(() => frames.join()).toContain('"ready"');

  const typing = (activities: string[]): void =>
    send({
      msg: 'method',
      id: '2',
      method: 'stream-notify-room',
      params: [event, mara.username, activities, { token: mara.token }],
    });
  typing(['user-typing']);
  await expect.poll(() => conversation.visitorTypes.value).toBe(true);
  typing([]);
  await expect.poll(() => conversation.visitorTypes.value).toBe(false);

  conversation.draft.value = 'H';
  conversation.typed();
  await expect.poll(() => frames.join()).toContain('"args":["anna",["user-typing"]]');
  conversation.send();
  await expect.poll(() => frames.join()).toContain('"args":["anna",[]]');
  socket.close();
});

test('topic and tags are saved, and go into the end of the chat', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  expect(await conversation.saveInfo({ topic: 'Mugs', tags: ['care'] })).toBe(true);
  expect(await conversation.close('Solved', ['care', 'order'])).toBe(true);
  expect(office.mock.store.get('rooms', mara.rid)).toMatchObject({
    topic: 'Mugs',
    tags: ['care', 'order'],
    closer: 'user',
  });
  expect(conversation.room.value.open).toBe(false);
  await expect
    .poll(() => conversation.messages.value.at(-1))
    .toMatchObject({ system: 'closed', text: 'Solved' });
});

test('a comment is asked for, in words, when the chat is to end without one', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  expect(await conversation.close('', [])).toBe(false);
  expect(conversation.problem.value).toMatchObject({ code: 'error-comment-is-required' });
  expect(conversation.room.value.open).toBe(true);
});

test('a message that the server refuses says why and can be sent again', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  const conversation = conversationOf(anna, mara.rid);
  conversation.draft.value = 'x'.repeat(6000);
  conversation.send();
  await expect
    .poll(() => conversation.messages.value.at(-1))
    .toMatchObject({
      state: 'failed',
      problem: { code: 'error-message-size-exceeded' },
    });
  await office.mock.core.writeSettings({ Message_MaxAllowedSize: 10_000 });
  conversation.retry(conversation.messages.value.at(-1)?.id ?? '');
  await expect.poll(() => conversation.messages.value.at(-1)?.state).toBe('sent');
});
