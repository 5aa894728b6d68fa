import { expect, test } from 'vitest';
import { browserOf, systemOf } from '../../../demo/agent/model/browser-of.ts';
import { type ChatMessage, decodeChatMessage } from '../../../demo/agent/model/chat-message.ts';
import { decodeChatRoom } from '../../../demo/agent/model/chat-room.ts';
import { mayHold } from '../../../demo/agent/model/hold-settings.ts';
import { mergeMessages } from '../../../demo/agent/model/merge-messages.ts';
import { decodeQueuedChat } from '../../../demo/agent/model/queued-chat.ts';
import { systemWords } from '../../../demo/agent/model/system-words.ts';
import { tagsOf } from '../../../demo/agent/model/tags-of.ts';
import { decodePageVisit, decodeVisitorInfo } from '../../../demo/agent/model/visitor-info.ts';

const WIRE = {
  _id: 'm1',
  rid: 'r1',
  msg: 'hello',
  ts: { $date: 1000 },
  u: { _id: 'v1', username: 'guest-1', name: 'Mara' },
};
const CAT = { _id: 'rocket.cat', username: 'rocket.cat', name: 'Rocket.Cat' };

test('reads a message of a stream and of REST alike', () => {
  const message = {
    id: 'm1',
    rid: 'r1',
    text: 'hello',
    at: 1000,
    author: { id: 'v1', username: 'guest-1', name: 'Mara' },
    edited: false,
    state: 'sent',
  };
  expect(decodeChatMessage(WIRE)).toEqual(message);
  expect(decodeChatMessage({ ...WIRE, ts: '1970-01-01T00:00:01.000Z' })).toEqual(message);
});

test.each([
  ['livechat-close', 'closed'],
  ['uj', 'joined'],
  ['livechat_navigation_history', 'page'],
])('shows a message of type %s as %s', (t, system) => {
  expect(decodeChatMessage({ ...WIRE, t })).toMatchObject({ system });
});

test.each([
  ['a command', { ...WIRE, t: 'command' }],
  ['a type that it does not know', { ...WIRE, t: 'videoconf' }],
  ['a message without a date', { ...WIRE, ts: 'yesterday' }],
  ['a message without an author', { ...WIRE, u: {} }],
  ['something else', { a: 1 }],
])('leaves out %s', (_, wire) => {
  expect(decodeChatMessage(wire)).toBeUndefined();
});

const message = (id: string, at: number, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  rid: 'r1',
  text: id,
  at,
  author: { id: 'a', username: 'anna', name: 'Anna' },
  edited: false,
  state: 'sent',
  ...rest,
});

test('puts what comes in into the order of time, once', () => {
  const merged = mergeMessages([message('b', 2)], [message('c', 3), message('a', 1), message('b', 2)]);
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('an edited message replaces the one before', () => {
  expect(mergeMessages([message('a', 1)], [message('a', 1, { text: 'better', edited: true })])).toMatchObject(
    [{ text: 'better', edited: true }],
  );
});

test('a late failure does not hide that the server has the message', () => {
  const stored = [message('a', 1)];
  expect(mergeMessages(stored, [message('a', 1, { state: 'failed' })])).toEqual(stored);
});

test('reads a room', () => {
  const room = {
    _id: 'r1',
    fname: 'Mara',
    v: { _id: 'v1', username: 'guest-1' },
    servedBy: { _id: 'a1', username: 'anna' },
    departmentId: 'd1',
    ts: '1970-01-01T00:00:01.000Z',
    topic: 'Mugs',
    tags: ['care'],
    open: true,
    onHold: true,
    livechatData: { order: '42' },
  };
  expect(decodeChatRoom(room)).toEqual({
    rid: 'r1',
    name: 'Mara',
    visitor: { id: 'v1', username: 'guest-1' },
    channel: '',
    department: 'd1',
    servedBy: 'a1',
    since: 1000,
    topic: 'Mugs',
    tags: ['care'],
    open: true,
    onHold: true,
    fields: [['order', '42']],
    unread: 0,
  });
  expect(decodeChatRoom({ _id: 'c1', name: 'general' })).toBeUndefined();
  const source = { type: 'app', id: 'facebook', label: 'Facebook' };
  expect(decodeChatRoom({ ...room, source })).toMatchObject({ channel: 'Facebook' });
  expect(decodeChatRoom({ ...room, source: { ...source, type: 'widget' } })).toMatchObject({ channel: '' });
});

test('an inquiry that somebody took is not in the queue', () => {
  const inquiry = { _id: 'i1', rid: 'r1', name: 'Mara', status: 'queued', lastMessage: { msg: 'hi' } };
  expect(decodeQueuedChat(inquiry)).toMatchObject({
    inquiryId: 'i1',
    rid: 'r1',
    name: 'Mara',
    lastMessage: 'hi',
  });
  expect(decodeQueuedChat({ ...inquiry, status: 'taken' })).toBeUndefined();
});

test('reads a visitor, and what is not known is empty', () => {
  const visitor = {
    name: 'Mara',
    username: 'guest-1',
    visitorEmails: [{ address: 'mara@example.com' }],
    phone: [{ phoneNumber: '12' }],
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    ip: '10.0.0.9',
    host: 'chat.example',
    status: 'away',
    livechatData: { plan: 'gold', odd: 1 },
  };
  expect(decodeVisitorInfo(visitor)).toEqual({
    name: 'Mara',
    username: 'guest-1',
    email: 'mara@example.com',
    phone: '12',
    status: 'away',
    browser: 'Chrome 126',
    system: 'Linux',
    host: 'chat.example',
    ip: '10.0.0.9',
    fields: [['plan', 'gold']],
  });
  expect(decodeVisitorInfo({})).toMatchObject({ name: '', email: '', phone: '', browser: '', fields: [] });
});

test('reads a page visit, and leaves out messages that are none', () => {
  const page = { title: 'Mugs', change: 'url', location: { href: 'https://shop.example/mugs' } };
  expect(decodePageVisit({ ts: '1970-01-01T00:00:01.000Z', navigation: { page } })).toEqual({
    title: 'Mugs',
    address: 'https://shop.example/mugs',
    at: 1000,
  });
  expect(decodePageVisit(WIRE)).toBeUndefined();
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge 126 on Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari 17 on iOS',
  ],
  ['Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0', 'Firefox 127 on Android'],
  ['curl/8.5', ''],
])('knows browser and system in %s', (userAgent, words) => {
  expect([browserOf(userAgent), systemOf(userAgent)].filter(Boolean).join(' on ')).toBe(words);
});

test.each([
  [{ t: 'livechat-close', msg: 'Bye' }, 'Mara ended the chat: Bye'],
  [{ t: 'livechat-close', msg: 'Too quiet', u: CAT }, 'The chat ended by itself: Too quiet'],
  [{ t: 'omnichannel_placed_chat_on_hold', msg: '', comment: 'nobody answers' }, 'nobody answers'],
  [{ t: 'omnichannel_on_hold_chat_resumed', msg: '' }, 'Goes on'],
])('a line of the system says what happened, and whether somebody did it: %o', (fields, words) => {
  const decoded = decodeChatMessage({ ...WIRE, ...fields });
  expect(decoded && systemWords(decoded)).toBe(words);
});

test.each([
  [{ allowed: true, onlyAnswered: true }, {}, ['visitor', 'agent'], true],
  [{ allowed: true, onlyAnswered: true }, {}, ['agent', 'visitor'], false],
  [{ allowed: true, onlyAnswered: false }, {}, ['visitor'], true],
  [{ allowed: false, onlyAnswered: false }, {}, ['agent'], false],
  [{ allowed: true, onlyAnswered: false }, { onHold: true }, ['agent'], false],
  [{ allowed: true, onlyAnswered: false }, { open: false }, ['agent'], false],
])('with %o and %o a chat written in by %o may be put on hold: %s', (settings, room, authors, may) => {
  const chat = decodeChatRoom({ _id: 'r1', v: { _id: 'v1', username: 'guest-1' }, open: true, ...room });
  const messages = authors.map((who, at) =>
    message(`m${at}`, at, { author: { id: who === 'visitor' ? 'v1' : 'a1', username: who, name: who } }),
  );
  expect(chat && mayHold(settings, chat, messages)).toBe(may);
});

test('tags are what stands between commas, once', () => {
  expect(tagsOf(' care, order ,, care')).toEqual(['care', 'order']);
  expect(tagsOf('  ')).toEqual([]);
});
