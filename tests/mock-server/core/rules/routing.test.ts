import { expect, test } from 'vitest';
import { openRoom } from '../../../../mock-server/core/rules/rooms.ts';
import { nextAgent } from '../../../../mock-server/core/rules/routing/next-agent.ts';
import { assignAgent } from '../../../../mock-server/core/rules/routing.ts';
import { transferToDepartment } from '../../../../mock-server/core/rules/routing-transfer.ts';
import { createRules } from './create-rules.ts';

const source = { type: 'api' } as const;

test.each<[string, { name: string; count: number }[], string[]]>([
  [
    'the least busy',
    [
      { name: 'ann', count: 2 },
      { name: 'bob', count: 1 },
    ],
    ['bob', 'ann', 'bob'],
  ],
  [
    'by user name when equally busy',
    [
      { name: 'bob', count: 0 },
      { name: 'ann', count: 0 },
    ],
    ['ann', 'bob', 'ann'],
  ],
  [
    'a capital letter before a small one',
    [
      { name: 'ann', count: 0 },
      { name: 'Zoe', count: 0 },
    ],
    ['Zoe', 'ann'],
  ],
])('gives turns to %s', (_what, agents, turns) => {
  const rules = createRules();
  for (const { name, count } of agents) rules.agent(name, { livechatCount: count });
  expect(turns.map(() => rules.run((work) => nextAgent(work))?.username)).toEqual(turns);
});

test('in a department the count there decides, then the order, then the user name', () => {
  const rules = createRules();
  const [ann, bob, cem] = [rules.agent('ann'), rules.agent('bob', { livechatCount: 9 }), rules.agent('cem')];
  const { _id } = rules.department('Sales', [ann, bob, cem], {}, [{ order: 2 }, { order: 1 }, { count: 1 }]);
  const turns = [1, 2, 3, 4].map(() => rules.run((work) => nextAgent(work, _id))?.username);
  expect(turns).toEqual(['bob', 'ann', 'cem', 'bob']);
  expect(rules.store.get('users', bob._id)?.livechatCount).toBe(9);
});

test('nobody gets a turn in a department that is switched off', () => {
  const rules = createRules();
  const { _id } = rules.department('Sales', [rules.agent('ann')], { enabled: false });
  expect(rules.run((work) => nextAgent(work, _id))).toBeUndefined();
});

test('auto selection gives a new room to an agent and tells everybody, in this order', () => {
  const rules = createRules();
  const ann = rules.agent('ann');
  const visitor = rules.visitor('t1');
  rules.events.length = 0;
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  expect(room.servedBy?.username).toBe('ann');
  expect(room).toMatchObject({ code: 1, fname: 'Vera', usersCount: 2, msgs: 3, open: true });
  const [inquiry] = rules.store.where('inquiries', 'rid', room._id);
  expect(inquiry).toMatchObject({ status: 'taken', takenAt: expect.any(Date) });
  expect(rules.store.where('subscriptions', 'rid', room._id)[0]?.u._id).toBe(ann._id);
  const told = rules.emissions.map(({ stream, event, args }) => [
    stream.replace('stream-', ''),
    event.replace(room._id, 'RID').replace(inquiry?._id ?? '', 'INQ'),
    (args[0] as { type?: string }).type ?? (args[0] as { t?: string }).t ?? args[0],
  ]);
  expect(told).toEqual([
    ['livechat-inquiry-queue-observer', 'public', 'added'],
    ['livechat-inquiry-queue-observer', 'INQ', 'added'],
    ['room-messages', 'RID', 'livechat-started'],
    ['notify-user', `${ann._id}/subscriptions-changed`, 'inserted'],
    ['room-messages', 'RID', 'command'],
    ['room-messages', 'RID', 'uj'],
    ['livechat-room', 'RID', 'agentData'],
    ['livechat-inquiry-queue-observer', 'public', 'changed'],
    ['livechat-inquiry-queue-observer', 'INQ', 'changed'],
  ]);
  expect(rules.events.map(({ type }) => type)).toEqual([
    'session-started',
    'message-stored',
    'message-stored',
    'message-stored',
    'session-taken',
  ]);
});

test('agents are told of an inquiry without the token of the visitor', () => {
  const rules = createRules({ Livechat_Routing_Method: 'Manual_Selection' });
  rules.agent('ann');
  const visitor = rules.visitor('secret-token');
  rules.run((work) => openRoom(work, { visitor, source }));
  const queue = rules.emissions.filter(({ stream }) => stream === 'stream-livechat-inquiry-queue-observer');
  expect(queue.length).toBeGreaterThan(0);
  expect(JSON.stringify(queue)).not.toContain('secret-token');
});

test('manual selection queues a new room', () => {
  const rules = createRules({ Livechat_Routing_Method: 'Manual_Selection' });
  rules.agent('ann');
  const visitor = rules.visitor('t1');
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  expect(room.servedBy).toBeUndefined();
  expect(rules.store.where('inquiries', 'status', 'queued')).toHaveLength(1);
  expect(rules.events.map(({ type }) => type)).toContain('session-queued');
});

test('a room without an agent waits as ready when chats are accepted anyway', () => {
  const rules = createRules({ Livechat_accept_chats_with_no_agents: true });
  const visitor = rules.visitor('t1');
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  expect(room.servedBy).toBeUndefined();
  expect(rules.store.where('inquiries', 'status', 'ready')).toHaveLength(1);
});

test('the agent a visitor asks for comes first, but only when online', () => {
  const rules = createRules();
  rules.agent('ann');
  const bob = rules.agent('bob', { livechatCount: 5 });
  const away = rules.agent('cem', { statusLivechat: 'not-available' });
  const [one, two] = [rules.visitor('t1'), rules.visitor('t2')];
  const [asked] = rules.run((work) => openRoom(work, { visitor: one, source, wanted: bob }));
  const [passedOver] = rules.run((work) => openRoom(work, { visitor: two, source, wanted: away }));
  expect([asked.servedBy?.username, passedOver.servedBy?.username]).toEqual(['bob', 'ann']);
});

test('a department without an online agent hands a new room to the one it falls back to', () => {
  const rules = createRules();
  const support = rules.department('Support', [rules.agent('ann')]);
  const away = rules.agent('bob', { statusLivechat: 'not-available' });
  const sales = rules.department('Sales', [away], { fallbackForwardDepartment: support._id });
  const visitor = rules.visitor('t1', sales._id);
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  expect([room.departmentId, room.servedBy?.username]).toEqual([support._id, 'ann']);
});

test('an inquiry is taken once', () => {
  const rules = createRules();
  const ann = rules.agent('ann');
  const visitor = rules.visitor('t1');
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  const [inquiry] = rules.store.where('inquiries', 'rid', room._id);
  expect(() => rules.run((work) => inquiry && assignAgent(work, inquiry, ann))).toThrow(
    'Inquiry already taken',
  );
  expect(rules.store.where('subscriptions', 'rid', room._id)).toHaveLength(1);
});

test('a transfer takes the room from its agent and gives it to the other department', () => {
  const rules = createRules();
  const sales = rules.department('Sales', [rules.agent('ann')]);
  const support = rules.department('Support', [rules.agent('bob')]);
  const visitor = rules.visitor('t1', sales._id);
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  const moved = rules.run((work) => transferToDepartment(work, room, support.name));
  expect(moved).toMatchObject({ departmentId: support._id, servedBy: { username: 'bob' }, usersCount: 2 });
  const agents = rules.store.where('subscriptions', 'rid', room._id).map(({ u }) => u.username);
  expect(agents).toEqual(['bob']);
  const types = rules.store.where('messages', 'rid', room._id).map(({ t }) => t);
  expect(types).toEqual([
    'livechat-started',
    'command',
    'uj',
    'livechat_transfer_history',
    'ul',
    'command',
    'uj',
  ]);
  const queue = rules.emissions.filter(({ event }) => event.startsWith('department/'));
  expect(queue.map(({ event, args }) => [event, (args[0] as { type: string }).type]).slice(-3)).toEqual([
    [`department/${sales._id}`, 'removed'],
    [`department/${support._id}`, 'added'],
    [`department/${support._id}`, 'changed'],
  ]);
});

test.each([
  ['an unknown one', 'Nowhere', 'error-invalid-department'],
  ['its own', 'Sales', 'error-forwarding-chat-same-department'],
  ['one where nobody is', 'Empty', 'error-no-agents-online-in-department'],
  ['one that is switched off', 'Closed', 'error-invalid-department'],
])('a transfer to %s is refused and changes nothing', (_what, name, text) => {
  const rules = createRules();
  const sales = rules.department('Sales', [rules.agent('ann')]);
  rules.department('Empty', []);
  rules.department('Closed', [rules.agent('bob')], { enabled: false });
  const visitor = rules.visitor('t1', sales._id);
  const [room] = rules.run((work) => openRoom(work, { visitor, source }));
  expect(() => rules.run((work) => transferToDepartment(work, room, name))).toThrow(text);
  expect(rules.store.get('rooms', room._id)).toEqual(room);
});
