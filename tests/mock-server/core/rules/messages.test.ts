import { beforeEach, expect, test } from 'vitest';
import { closeRoom } from '../../../../mock-server/core/rules/closing.ts';
import { sendMessage, storeMessage, visitorAuthor } from '../../../../mock-server/core/rules/messages.ts';
import { historyOf } from '../../../../mock-server/core/rules/messages-change.ts';
import { openRoom } from '../../../../mock-server/core/rules/rooms.ts';
import type { KnownVisitor } from '../../../../mock-server/core/rules/visitors.ts';
import type { Room, User } from '../../../../mock-server/store/documents.ts';
import { createRules, START } from './create-rules.ts';

let rules: ReturnType<typeof createRules>;
let ann: User;
let visitor: KnownVisitor;
let room: Room;

beforeEach(() => {
  rules = createRules();
  ann = rules.agent('ann');
  visitor = rules.visitor('t1');
  [room] = rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }));
  rules.emissions.length = 0;
  rules.events.length = 0;
});

const current = () => rules.store.get('rooms', room._id);
const say = (from: User | KnownVisitor, msg: string, _id?: string) =>
  rules.run((work) => sendMessage(work, room, from, { msg, ...(_id === undefined ? {} : { _id }) }));

test("the visitor's message counts, waits for an answer and shows as unread to the agent", () => {
  rules.pass(5000);
  const message = say(visitor, 'Hello');
  expect(message).toMatchObject({
    msg: 'Hello',
    token: 't1',
    alias: 'Vera',
    seq: 4,
    u: { username: 'guest-1' },
  });
  const at = new Date(START.getTime() + 5000);
  expect(current()).toMatchObject({ msgs: 4, lm: at, waitingResponse: true, v: { lastMessageTs: at } });
  expect(rules.store.where('subscriptions', 'rid', room._id)[0]?.unread).toBe(1);
  expect(rules.emissions.map(({ stream }) => stream)).toContain('stream-room-messages');
  expect(rules.events).toEqual([{ type: 'message-stored', rid: room._id, messageId: message._id }]);
});

test("the agent's answer ends the wait, notes the first response once and counts nothing as unread", () => {
  say(visitor, 'Hello');
  rules.pass(3000);
  say(ann, 'Hi');
  rules.pass(3000);
  say(ann, 'How can I help?');
  expect(current()).toMatchObject({
    waitingResponse: false,
    responseBy: {
      username: 'ann',
      firstResponseTs: new Date(START.getTime() + 3000),
      lastMessageTs: new Date(START.getTime() + 6000),
    },
  });
  expect(rules.store.where('subscriptions', 'rid', room._id)[0]?.unread).toBe(0);
});

test('a message repeated under the same id is stored, sent and counted once', () => {
  const first = say(visitor, 'Hello', 'mine-1');
  const told = rules.emissions.length;
  const second = say(visitor, 'Hello', 'mine-1');
  expect(second).toEqual(first);
  expect(rules.emissions).toHaveLength(told);
  expect(rules.events).toHaveLength(1);
  expect(current()?.msgs).toBe(4);
});

test('a repeat after the room has closed still answers the stored message', () => {
  const first = say(visitor, 'Hello', 'mine-1');
  room = rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: 'bye' }));
  expect(say(visitor, 'Hello', 'mine-1')).toEqual(first);
  expect(() => say(visitor, 'More', 'mine-2')).toThrow(/^room-closed$/);
});

test.each(['', 'a b', 'x'.repeat(65), '../a', 'ü', '$where'])('the id %j is refused', (id) => {
  expect(() => say(visitor, 'Hello', id)).toThrow(
    'This message id cannot be used [error-invalid-message-id]',
  );
});

test('an id of somebody else is refused in the same words as a bad one', () => {
  say(ann, 'Hi', 'taken');
  const stranger = rules.visitor('t2');
  const [other] = rules.run((work) => openRoom(work, { visitor: stranger, source: { type: 'api' } }));
  const write = (where: Room, who: KnownVisitor) => () =>
    rules.run((work) => sendMessage(work, where, who, { msg: 'x', _id: 'taken' }));
  expect(write(room, visitor)).toThrow('This message id cannot be used [error-invalid-message-id]');
  expect(write(other, stranger)).toThrow('This message id cannot be used [error-invalid-message-id]');
});

test('an id used in an earlier room of the same visitor is refused', () => {
  say(visitor, 'Hello', 'mine-1');
  rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
  [room] = rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }));
  expect(() => say(visitor, 'Hello', 'mine-1')).toThrow('[error-invalid-message-id]');
});

test('storing under an id that is stored answers the first and changes nothing', () => {
  const store = (msg: string) =>
    rules.run((work) => storeMessage(work, room, { ...visitorAuthor(room), msg, _id: 'mine-1' }));
  const first = store('one');
  expect(store('two')).toEqual(first);
  expect(rules.store.get('messages', 'mine-1')?.msg).toBe('one');
});

test('an id of a system message of the same author is refused', () => {
  const [started] = rules.store.where('messages', 'rid', room._id);
  expect(() => say(visitor, 'Hello', started?._id)).toThrow('[error-invalid-message-id]');
});

test.each([
  ['a visitor at most Message_MaxAllowedSize', {}, 5000, /^message-length-exceeds-character-limit$/],
  [
    'a visitor at most the limit of livechat',
    { Livechat_enable_message_character_limit: true, Livechat_message_character_limit: 10 },
    10,
    /^message-length-exceeds-character-limit$/,
  ],
  [
    'a visitor at most Message_MaxAllowedSize where the limit of livechat is 0',
    { Livechat_enable_message_character_limit: true, Message_MaxAllowedSize: 20 },
    20,
    /^message-length-exceeds-character-limit$/,
  ],
])('%s', (_what, settings, longest, text) => {
  rules.run((work) => {
    for (const [_id, value] of Object.entries(settings))
      work.put('settings', { _id, value, _updatedAt: START });
  });
  expect(say(visitor, 'x'.repeat(longest)).msg).toHaveLength(longest);
  expect(() => say(visitor, 'x'.repeat(longest + 1))).toThrow(text);
});

test('an agent hears of their own limit in other words', () => {
  expect(() => say(ann, 'x'.repeat(5001))).toThrow(
    'Message size exceeds Message_MaxAllowedSize [error-message-size-exceeded]',
  );
});

test('what is hidden is stored but neither sent nor shown', () => {
  rules.run((work) =>
    storeMessage(work, room, { ...visitorAuthor(room), msg: 'x', t: 'test', _hidden: true }),
  );
  expect(rules.emissions.filter(({ stream }) => stream === 'stream-room-messages')).toEqual([]);
  expect(rules.run((work) => historyOf(work, room, {})).map(({ t }) => t)).not.toContain('test');
});

test('types in Hide_System_Messages are neither sent nor shown', () => {
  rules.run((work) =>
    work.put('settings', { _id: 'Hide_System_Messages', value: ['uj'], _updatedAt: START }),
  );
  rules.run((work) => storeMessage(work, room, { ...visitorAuthor(room), msg: '', t: 'uj' }));
  expect(rules.emissions.filter(({ stream }) => stream === 'stream-room-messages')).toEqual([]);
  expect(rules.run((work) => historyOf(work, room, {})).map(({ t }) => t)).toEqual([
    'command',
    'livechat-started',
  ]);
});

test('messages of the same millisecond keep their order', () => {
  for (const msg of ['1', '2', '3']) say(visitor, msg);
  const texts = rules.run((work) => historyOf(work, room, { limit: 3 })).map(({ msg }) => msg);
  expect(texts).toEqual(['3', '2', '1']);
});

test('closing ends everything of the room, in this order', () => {
  rules.pass(90_500);
  rules.run((work) => work.put('rooms', { ...room, tags: ['c'] }));
  const closing = {
    room,
    closer: { kind: 'user', user: ann },
    comment: 'Solved',
    tags: ['b', 'a', 'b'],
  } as const;
  const closed = rules.run((work) => closeRoom(work, closing));
  expect(closed).toMatchObject({
    closer: 'user',
    closedBy: { _id: ann._id, username: 'ann' },
    closedAt: new Date(START.getTime() + 90_500),
    tags: ['c', 'b', 'a'],
    metrics: { chatDuration: 90.5 },
    v: { status: 'offline' },
  });
  expect(closed).not.toHaveProperty('open');
  expect(rules.store.count('inquiries') + rules.store.count('subscriptions')).toBe(0);
  const last = rules.store.where('messages', 'rid', room._id).at(-1);
  expect(last).toMatchObject({
    t: 'livechat-close',
    msg: 'Solved',
    u: { username: 'ann' },
    groupable: false,
  });
  expect(
    rules.emissions.map(({ stream, args }) => [stream, (args[0] as { type?: string }).type ?? '']),
  ).toEqual([
    ['stream-livechat-inquiry-queue-observer', 'removed'],
    ['stream-livechat-inquiry-queue-observer', 'removed'],
    ['stream-notify-user', ''],
    ['stream-room-messages', ''],
  ]);
  expect(rules.events.at(-1)).toEqual({ type: 'session-closed', rid: room._id });
});

test('a transcript is offered after the close where it is switched on and not always sent', () => {
  rules.run((work) =>
    work.put('settings', { _id: 'Livechat_enable_transcript', value: true, _updatedAt: START }),
  );
  rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
  const last = rules.store.where('messages', 'rid', room._id).at(-1);
  expect([last?.t, last?.msg]).toEqual(['command', 'promptTranscript']);
});

test('a room closes once', () => {
  rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
  const again = (closer: { kind: 'visitor' } | { kind: 'user'; user: User }) => () =>
    rules.run((work) => closeRoom(work, { room, closer, comment: '' }));
  expect(again({ kind: 'visitor' })).toThrow(/^room-closed$/);
  expect(again({ kind: 'user', user: ann })).toThrow('[error-room-already-closed]');
  expect(rules.events.filter(({ type }) => type === 'session-closed')).toHaveLength(1);
});
