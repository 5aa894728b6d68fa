import { expect, test } from 'vitest';
import { joinRoom } from '../../../../../mock-server/core/rules/agent-rooms.ts';
import { closeRoom } from '../../../../../mock-server/core/rules/closing.ts';
import { openRoom } from '../../../../../mock-server/core/rules/rooms.ts';
import {
  hasRoom,
  mostChatsOf,
  openChatsOf,
} from '../../../../../mock-server/core/rules/routing/agent-load.ts';
import { createRules } from '../create-rules.ts';

test.each([
  ['the department, before all', true, 5, 4, 3, 5],
  ['the agent, before the setting', true, 0, 4, 3, 4],
  ['the setting', true, 0, 0, 3, 3],
  ['nobody, where all say 0', true, 0, 0, 0, undefined],
  ['nobody, without the waiting queue', false, 5, 4, 3, undefined],
])('the most chats are said by %s', (_who, waitingQueue, ofDepartment, ofAgent, ofSetting, most) => {
  const rules = createRules({
    Livechat_waiting_queue: waitingQueue,
    Livechat_maximum_chats_per_agent: ofSetting,
  });
  const agent = rules.agent('ann', { livechat: { maxNumberSimultaneousChat: ofAgent } });
  const { _id } = rules.department('Sales', [agent], { maxNumberSimultaneousChat: ofDepartment });
  expect(rules.run((work) => mostChatsOf(work, agent, _id))).toBe(most);
});

test('chats that are open and served count, not those that ended, are on hold or only joined', () => {
  const rules = createRules();
  const ann = rules.agent('ann');
  const rooms = [1, 2, 3].map((i) => {
    const visitor = rules.visitor(`t${i}`);
    return rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }))[0];
  });
  const ben = rules.agent('ben');
  expect(openChatsOf(rules.store, ann._id)).toBe(3);
  rules.run((work) => {
    const [first, second, third] = rooms;
    if (!first || !second || !third) throw new Error('three rooms are needed');
    closeRoom(work, { room: first, closer: { kind: 'visitor' }, comment: '' });
    work.put('rooms', { ...second, onHold: true });
    joinRoom(work, ben, third);
  });
  expect(openChatsOf(rules.store, ann._id)).toBe(1);
  expect(openChatsOf(rules.store, ben._id)).toBe(0);
});

test('a bot that greets everybody has room for one more, whatever the limit', () => {
  const rules = createRules({
    Livechat_waiting_queue: true,
    Livechat_maximum_chats_per_agent: 1,
    Livechat_assign_new_conversation_to_bot: true,
  });
  const bot = rules.agent('robo', { roles: ['bot', 'livechat-agent'] });
  const ann = rules.agent('ann');
  for (const token of ['t1', 't2']) {
    const visitor = rules.visitor(token);
    const [room] = rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }));
    // Past the queue, too.
    expect(room.servedBy?.username).toBe('robo');
  }
  expect(rules.run((work) => [hasRoom(work, bot), hasRoom(work, ann)])).toEqual([true, true]);
});
