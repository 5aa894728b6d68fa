import { expect, test } from 'vitest';
import { decodeAgentLoad } from '../../../demo/agent/model/agent-load.ts';
import { decodePassTarget } from '../../../demo/agent/model/pass-target.ts';
import { queuePlaces } from '../../../demo/agent/model/queue-places.ts';
import { decodeQueueSettings } from '../../../demo/agent/model/queue-settings.ts';
import { decodeQueuedChat } from '../../../demo/agent/model/queued-chat.ts';

test('places count in each department for itself', () => {
  const queue = ['a', undefined, 'a', undefined, 'b'].flatMap((department, i) => {
    const chat = decodeQueuedChat({ _id: `i${i}`, rid: `r${i}`, ...(department ? { department } : {}) });
    return chat ? [chat] : [];
  });
  expect(queuePlaces(queue).map(({ place }) => place)).toEqual([1, 1, 2, 2, 1]);
});

test.each([
  ['queue', { to: 'queue' }],
  ['department:d1', { to: 'department', id: 'd1' }],
  ['agent:a1', { to: 'agent', id: 'a1' }],
  ['agent:', undefined],
  ['visitor:v1', undefined],
  ['', undefined],
])('a chat passed on to %j goes to %j', (text, target) => {
  expect(decodePassTarget(text)).toEqual(target);
});

const setting = (most: unknown, link: unknown) => ({
  settings: [
    { _id: 'Livechat_guest_pool_max_number_incoming_livechats_displayed', value: most },
    { _id: 'Livechat_show_queue_list_link', value: link },
  ],
});

test.each([
  [setting(3, true), true, { mostShown: 3, showsLoads: true }],
  [setting(0, true), false, { mostShown: 0, showsLoads: false }],
  [setting(-1, false), true, { mostShown: 0, showsLoads: false }],
  [{}, true, { mostShown: 0, showsLoads: false }],
])('settings %j, linked %j, show %j', (body, linked, shown) => {
  expect(decodeQueueSettings(body, linked)).toEqual(shown);
});

test('a row of the loads is read with and without a department', () => {
  const user = { _id: 'u', username: 'anna', status: 'online' };
  const load = { id: 'u/d', username: 'anna', status: 'online', department: 'Sales', chats: 2 };
  expect(decodeAgentLoad({ _id: 'u/d', user, department: { _id: 'd', name: 'Sales' }, chats: 2 })).toEqual(
    load,
  );
  expect(decodeAgentLoad({ _id: 'u/d', user, chats: 2 })).toEqual({ ...load, department: '' });
  expect(decodeAgentLoad({ _id: 'u/d', chats: 2 })).toBeUndefined();
});
