import { expect, test } from 'vitest';
import { DIALECT_8X } from '../../../mock-server/outbox/dialects/8x.ts';
import type { OutboxEvent } from '../../../mock-server/outbox/outbox-event.ts';
import type { OutboxSettings } from '../../../mock-server/outbox/outbox-options.ts';
import type { Tx } from '../../../mock-server/store/store.ts';
import { AGENT, MESSAGES, ROOM, VISITOR } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

const ON = {
  onStart: true,
  onQueued: true,
  onTaken: true,
  onForward: true,
  onVisitorMessage: true,
  onAgentMessage: true,
  onCapture: true,
};
const rid = ROOM._id;

/** What is sent for an event, as JSON. */
async function sent(
  event: OutboxEvent,
  change: (tx: Tx) => void = () => {},
  settings: Partial<OutboxSettings> = {},
): Promise<unknown> {
  const { record, deliveries, store } = await startOutbox({
    dialect: DIALECT_8X,
    settings: { ...ON, ...settings },
    started: false,
  });
  store.transaction(change);
  record(event);
  return JSON.parse(deliveries()[0]?.body ?? 'null');
}

const BASE = {
  _id: 'RoomOfAnnExample2',
  label: 'Ann Example',
  topic: 'A cup that leaks',
  createdAt: '2025-01-15T09:00:30.000Z',
  lastMessageAt: '2025-01-15T09:03:00.250Z',
  tags: ['returns', 'cups'],
  customFields: { productId: '123456' },
  visitor: {
    _id: '65f0c0ffee0123456789abcd',
    token: 'secret-of-the-visitor',
    name: 'Ann Example',
    username: 'guest-7',
    department: 'oTherDepartment22',
    ip: '203.0.113.7',
    os: 'Linux x86_64',
    browser: 'Chrome 126.0.0.0',
    customFields: { customerId: '4711' },
    email: [{ address: 'ann@example.com' }, { address: 'ann@example.org' }],
    phone: [{ phoneNumber: '+49 30 1234567' }],
  },
};
const WITH_AGENT = {
  agent: { _id: 'annaSeedAccount22', username: 'anna', name: 'Anna Agent', email: 'anna@example.com' },
};
const shared = { rid, _updatedAt: '2025-01-15T09:30:00.000Z' };
const byVisitor = { u: { _id: VISITOR._id, username: 'guest-7' }, username: 'guest-7', ...shared };
const byAgent = {
  u: { _id: AGENT._id, username: 'anna', name: 'Anna Agent' },
  username: 'anna',
  agentId: AGENT._id,
  ...shared,
};
const TALK = [
  { ...byVisitor, _id: 'messageNumber2', msg: 'My cup leaks 😢', ts: '2025-01-15T09:02:00.000Z' },
  { ...byAgent, _id: 'messageNumber3', msg: 'Send it back, please.', ts: '2025-01-15T09:03:00.000Z' },
  { ...byVisitor, _id: 'messageNumber4', msg: 'I will.', ts: '2025-01-15T09:03:00.000Z' },
  {
    ...byAgent,
    _id: 'messageNumber7',
    msg: 'Solved.',
    ts: '2025-01-15T09:04:00.000Z',
    closingMessage: true,
  },
];
const servedBy = { _id: AGENT._id, username: 'anna', ts: '2025-01-15T09:01:00.000Z' };
const departmentId = 'SaLesSeedDepart22';

test('LivechatSession', async () => {
  expect(await sent({ type: 'session-closed', rid })).toEqual({
    type: 'LivechatSession',
    ...BASE,
    ...WITH_AGENT,
    messages: TALK,
    departmentId,
    servedBy,
    closedAt: '2025-01-15T09:04:00.000Z',
    closedBy: { _id: AGENT._id, username: 'anna' },
    closer: 'user',
  });
});

test('LivechatSessionStart names no agent and has no messages, since it is sent before there are any', async () => {
  expect(await sent({ type: 'session-started', rid })).toEqual({
    type: 'LivechatSessionStart',
    ...BASE,
    messages: [],
    departmentId,
  });
});

test('LivechatSessionQueued', async () => {
  expect(await sent({ type: 'session-queued', rid })).toEqual({
    type: 'LivechatSessionQueued',
    ...BASE,
    messages: TALK,
    departmentId,
  });
});

test('LivechatSessionTaken', async () => {
  expect(await sent({ type: 'session-taken', rid })).toEqual({
    type: 'LivechatSessionTaken',
    ...BASE,
    ...WITH_AGENT,
    messages: TALK,
    departmentId,
    servedBy,
  });
});

test.each([
  ['department', { oldDepartmentId: 'oTherDepartment22' }, { oldDepartmentId: 'oTherDepartment22' }],
  [
    'agent',
    { oldServedBy: { _id: 'ben', username: 'ben', ts: new Date('2025-01-15T09:00:40Z') } },
    { oldServedBy: { _id: 'ben', username: 'ben', ts: '2025-01-15T09:00:40.000Z' } },
  ],
])('LivechatSessionForwarded from another %s', async (_what, from, old) => {
  expect(await sent({ type: 'session-forwarded', rid, ...from })).toEqual({
    type: 'LivechatSessionForwarded',
    ...BASE,
    ...WITH_AGENT,
    messages: TALK,
    departmentId,
    servedBy,
    ...old,
  });
});

test('LivechatEdit and LeadCapture are the base, the first with messages', async () => {
  const base = { ...BASE, ...WITH_AGENT };
  expect(await sent({ type: 'closed-session-edited', rid })).toEqual({
    type: 'LivechatEdit',
    ...base,
    messages: TALK,
  });
  expect(await sent({ type: 'lead-captured', rid })).toEqual({ type: 'LeadCapture', ...base, messages: [] });
});

test('Message is the base with the one message', async () => {
  const event: OutboxEvent = { type: 'message-stored', rid, messageId: 'messageNumber3' };
  expect(await sent(event)).toEqual({ type: 'Message', ...BASE, ...WITH_AGENT, messages: [TALK[1]] });
});

test('a message with a file says where the file is', async () => {
  const file = { _id: 'F', name: 'a.png', type: 'image/png', size: 123 };
  const attachment = {
    type: 'file' as const,
    title: 'a.png',
    title_link: '/file-upload/F/a.png',
    title_link_download: true as const,
  };
  const put = (tx: Tx): void => {
    const [, , message] = MESSAGES;
    if (message) tx.put('messages', { ...message, msg: '', file, files: [file], attachments: [attachment] });
  };
  const payload = await sent({ type: 'message-stored', rid, messageId: 'messageNumber2' }, put, {
    siteUrl: 'https://chat.example.com',
  });
  const { msg: _none, ...expected } = TALK[0] ?? {};
  expect(payload).toMatchObject({ messages: { length: 1 } });
  expect((payload as { messages: unknown[] }).messages[0]).toEqual({
    ...expected,
    file,
    attachments: [attachment],
    fileUpload: {
      publicFilePath: 'https://chat.example.com/file-upload/F/a.png',
      type: 'image/png',
      size: 123,
    },
  });
});

test('page visits are sent where both settings say so, an edited message with the time', async () => {
  const page = { change: 'url', title: 'Mugs', location: { href: 'https://shop.example/' } };
  const put = (tx: Tx): void => {
    tx.put('messages', {
      _id: 'visit',
      rid,
      msg: 'Mugs - https://shop.example/',
      t: 'livechat_navigation_history',
      navigation: { page, token: 'secret-of-the-visitor' },
      u: { _id: 'rocket.cat', username: 'rocket.cat' },
      ts: new Date('2025-01-15T09:00:10Z'),
      seq: 0,
      _updatedAt: new Date('2025-01-15T09:00:10Z'),
    });
    const [, , message] = MESSAGES;
    if (message) tx.put('messages', { ...message, editedAt: new Date('2025-01-15T09:02:30Z') });
  };
  const closed: OutboxEvent = { type: 'session-closed', rid };
  expect(await sent(closed, put, { withNavigation: true })).toMatchObject({
    messages: [
      { _id: 'visit', agentId: 'rocket.cat', navigation: { page } },
      { _id: 'messageNumber2', editedAt: '2025-01-15T09:02:30.000Z' },
      {},
      {},
      {},
    ],
  });
  expect(await sent(closed, put)).toMatchObject({ messages: { length: 4 } });
});

test('what is not known is left out', async () => {
  const put = (tx: Tx): void => {
    const { topic: _topic, tags: _tags, livechatData: _data, servedBy: _served, ...room } = ROOM;
    tx.put('rooms', room);
    const { _id, token, username, ts, _updatedAt } = VISITOR;
    tx.put('visitors', {
      _id,
      token: token ?? '',
      username: username ?? '',
      status: 'offline',
      ts,
      _updatedAt,
    });
  };
  expect(await sent({ type: 'lead-captured', rid }, put)).toEqual({
    type: 'LeadCapture',
    _id: rid,
    label: 'Ann Example',
    createdAt: BASE.createdAt,
    lastMessageAt: BASE.lastMessageAt,
    visitor: { _id: VISITOR._id, token: 'secret-of-the-visitor', username: 'guest-7' },
    messages: [],
  });
});
