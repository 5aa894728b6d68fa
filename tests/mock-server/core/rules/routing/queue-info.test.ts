import { expect, test } from 'vitest';
import { queueInfoOf } from '../../../../../mock-server/core/project/queue-info.ts';
import { closeRoom } from '../../../../../mock-server/core/rules/closing.ts';
import { openRoom } from '../../../../../mock-server/core/rules/rooms.ts';
import { estimatedWaitSeconds } from '../../../../../mock-server/core/rules/routing/estimated-wait.ts';
import { createRules } from '../create-rules.ts';

const source = { type: 'api' } as const;

test.each([
  [1, 100, 60, 60],
  [2, 100, 60, 61],
  [3, 1, 60, 180],
  [11, 10, 300, 600],
])('at place %i, from %i chats of %i s each, the wait is %i s', (spot, recent, average, wait) => {
  expect(estimatedWaitSeconds(spot, recent, average)).toBe(wait);
});

/** Chats of a department that lasted so long, seconds, oldest first; then two visitors wait in it. */
function queueOf(chats: number[], settings = {}, department = {}) {
  const rules = createRules({
    Livechat_Routing_Method: 'Load_Balancing',
    Livechat_waiting_queue: true,
    Livechat_accept_chats_with_no_agents: true,
    ...settings,
  });
  const { _id } = rules.department('Sales', [], department);
  const open = (token: string) => {
    const visitor = rules.visitor(token, _id);
    return rules.run((work) => openRoom(work, { visitor, source }))[0];
  };
  chats.forEach((seconds, i) => {
    const room = open(`done${i}`);
    rules.pass(seconds * 1000);
    rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
  });
  const rids = ['t1', 't2'].map((token) => open(token)._id);
  return rids.map((rid) => rules.run((work) => queueInfoOf(work, rid)));
}

test('the wait is estimated from how long the latest chats took', () => {
  expect(queueOf([1000, 10, 20, 30], { Livechat_number_most_recent_chats_estimate_wait_time: 2 })).toEqual([
    { spot: 1, estimatedWaitTimeSeconds: 25 },
    { spot: 2, estimatedWaitTimeSeconds: 38 },
  ]);
});

test('before any chat ended there is a place, and no wait', () => {
  expect(queueOf([])).toEqual([{ spot: 1 }, { spot: 2 }]);
});

test('the text is that of the department, else that of the setting', () => {
  const user = { _id: 'rocket.cat', username: 'rocket.cat' };
  const settings = { Livechat_waiting_queue_message: 'Soon' };
  expect(queueOf([], settings)[0]).toEqual({ spot: 1, message: { text: 'Soon', user } });
  const own = { waitingQueueMessage: 'Sales is busy' };
  expect(queueOf([], settings, own)[0]).toEqual({ spot: 1, message: { text: 'Sales is busy', user } });
});

test.each([
  [
    'without the waiting queue',
    { Livechat_waiting_queue: false, Livechat_Routing_Method: 'Manual_Selection' },
  ],
  ['without statistics', { Omnichannel_calculate_dispatch_service_queue_statistics: false }],
])('%s nobody is told a place', (_when, settings) => {
  expect(queueOf([10], settings)).toEqual([undefined, undefined]);
});
