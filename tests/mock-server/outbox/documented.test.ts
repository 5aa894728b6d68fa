import { expect, test } from 'vitest';
import { toDocumentedWebhook } from '../../../mock-server/outbox/dialects/documented.ts';
import { SAMPLE_SESSION } from '../../../mock-server/outbox/dialects/sample-session.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../mock-server/store/store.ts';
import { OFFLINE_MESSAGE, putSession, ROOM, VISITOR } from './support/documents.ts';

const BOTH_ON = { onClose: true, onOfflineMessage: true };
const CLOSED = { type: 'session-closed', rid: ROOM._id } as const;
const OFFLINE = { type: 'offline-message-received', offlineMessageId: OFFLINE_MESSAGE._id } as const;

function startStore(): Store {
  const store = createMemoryStore();
  store.transaction((tx) => {
    putSession(tx);
    tx.put('offlineMessages', { ...OFFLINE_MESSAGE });
  });
  return store;
}

/** Every key of a value with its path, in order, e.g. `visitor.email`; of lists, those of each element. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [`${path}.${key}`, ...keysOf(one, `${path}.${key}`)]);
}

test('the end of a session is the documented JSON, letter by letter', () => {
  const webhook = toDocumentedWebhook(startStore(), CLOSED, BOTH_ON);
  expect(webhook?.rid).toBe('RoomOfAnnExample2');
  expect(JSON.stringify(webhook?.payload, undefined, 4)).toBe(`{
    "type": "LivechatSession",
    "_id": "RoomOfAnnExample2",
    "label": "Ann Example",
    "topic": "A cup that leaks",
    "code": 42,
    "createdAt": "2025-01-15T09:00:30.000Z",
    "lastMessageAt": "2025-01-15T09:03:00.250Z",
    "tags": [
        "returns",
        "cups"
    ],
    "customFields": {
        "productId": "123456"
    },
    "visitor": {
        "_id": "65f0c0ffee0123456789abcd",
        "name": "Ann Example",
        "username": "guest-7",
        "department": "Sales",
        "email": "ann@example.com",
        "phone": "+49 30 1234567",
        "ip": "203.0.113.7",
        "browser": "Chrome",
        "os": "Linux",
        "customFields": {
            "customerId": "4711"
        }
    },
    "agent": {
        "_id": "annaSeedAccount22",
        "username": "anna",
        "name": "Anna Agent",
        "email": "anna@example.com"
    },
    "messages": [
        {
            "username": "guest-7",
            "msg": "My cup leaks 😢",
            "ts": "2025-01-15T09:02:00.000Z"
        },
        {
            "username": "anna",
            "agentId": "annaSeedAccount22",
            "msg": "Send it back, please.",
            "ts": "2025-01-15T09:03:00.000Z"
        },
        {
            "username": "guest-7",
            "msg": "I will.",
            "ts": "2025-01-15T09:03:00.000Z"
        }
    ]
}`);
});

test('an offline message is the documented JSON, letter by letter', () => {
  const webhook = toDocumentedWebhook(startStore(), OFFLINE, BOTH_ON);
  expect(JSON.stringify(webhook?.payload, undefined, 4)).toBe(`{
    "type": "LivechatOfflineMessage",
    "sentAt": "2025-01-15T09:10:00.867Z",
    "visitor": {
        "name": "Bob Example",
        "email": "bob@example.com"
    },
    "message": "Do you ship to \\"Mars\\"?\\nBob"
}`);
});

test('a session has the keys of the documented sample, in their order', () => {
  const payload = toDocumentedWebhook(startStore(), CLOSED, BOTH_ON)?.payload;
  const own = (key: string): boolean => !key.includes('customFields.') && !key.startsWith('.messages[]');
  expect(keysOf(payload).filter(own)).toEqual(keysOf(SAMPLE_SESSION).filter(own));
  expect(new Set(keysOf(payload).filter((key) => key.startsWith('.messages[]')))).toEqual(
    new Set(keysOf(SAMPLE_SESSION).filter((key) => key.startsWith('.messages[]'))),
  );
});

test('no secret of the visitor leaves with a session', () => {
  const payload = toDocumentedWebhook(startStore(), CLOSED, BOTH_ON)?.payload;
  expect(JSON.stringify(payload)).not.toContain('secret-of-the-visitor');
});

test('what is not known is an empty text, list or object; without an agent there is no agent', () => {
  const store = startStore();
  const { departmentId: _, servedBy: __, topic: ___, tags: ____, livechatData: _____, ...bare } = ROOM;
  store.transaction((tx) => {
    tx.put('rooms', bare);
    for (const { _id } of tx.where('messages', 'rid', ROOM._id)) tx.remove('messages', _id);
    tx.put('visitors', {
      _id: VISITOR._id,
      token: 't',
      username: 'guest-7',
      status: 'offline',
      ts: VISITOR.ts,
      _updatedAt: VISITOR.ts,
    });
  });
  const payload = toDocumentedWebhook(store, CLOSED, BOTH_ON)?.payload;
  expect(payload).toEqual({
    type: 'LivechatSession',
    _id: 'RoomOfAnnExample2',
    label: 'Ann Example',
    topic: '',
    code: 42,
    createdAt: '2025-01-15T09:00:30.000Z',
    lastMessageAt: '2025-01-15T09:03:00.250Z',
    tags: [],
    customFields: {},
    visitor: {
      _id: '65f0c0ffee0123456789abcd',
      name: 'Ann Example',
      username: 'guest-7',
      department: '',
      email: '',
      phone: '',
      ip: '',
      browser: '',
      os: '',
      customFields: {},
    },
    messages: [],
  });
});

test("the visitor's department is named when the room has none", () => {
  const store = startStore();
  const { departmentId: _, ...room } = ROOM;
  store.transaction((tx) => tx.put('rooms', room));
  const payload = toDocumentedWebhook(store, CLOSED, BOTH_ON)?.payload;
  expect(payload?.visitor).toMatchObject({ department: 'Other' });
});

test.each([
  ['session-closed', CLOSED, { onClose: false, onOfflineMessage: true }],
  ['offline-message-received', OFFLINE, { onClose: true, onOfflineMessage: false }],
])('%s makes no webhook while its switch is off', (_name, event, switches) => {
  expect(toDocumentedWebhook(startStore(), event, switches)).toBeUndefined();
});

test.each([
  { type: 'session-started', rid: ROOM._id },
  { type: 'session-queued', rid: ROOM._id },
  { type: 'session-taken', rid: ROOM._id },
  { type: 'message-stored', rid: ROOM._id, messageId: 'messageNumber2' },
  { type: 'session-closed', rid: 'gone' },
  { type: 'offline-message-received', offlineMessageId: 'gone' },
] as const)('$type of $rid makes none', (event) => {
  expect(toDocumentedWebhook(startStore(), event, BOTH_ON)).toBeUndefined();
});
