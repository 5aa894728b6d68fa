import { expect, test } from 'vitest';
import type { Candidate } from '../../../../../mock-server/core/rules/routing/candidates.ts';
import { pickAgent } from '../../../../../mock-server/core/rules/routing/pick-agent.ts';
import { createRules, START } from '../create-rules.ts';

interface Someone {
  name: string;
  chats?: number;
  livechatCount?: number;
  turn?: number;
}

function candidate({ name, chats = 0, livechatCount = 0, turn }: Someone): Candidate {
  const lastRoutingTime = turn === undefined ? {} : { lastRoutingTime: new Date(START.getTime() + turn) };
  return { user: createRules().agent(name, { livechatCount, ...lastRoutingTime }), openChats: chats };
}

test.each<['Auto_Selection' | 'Load_Balancing' | 'Load_Rotation', string, Someone[], string | undefined]>([
  [
    'Auto_Selection',
    'fewest so far',
    [
      { name: 'ann', livechatCount: 2 },
      { name: 'bob', chats: 9, livechatCount: 1 },
    ],
    'bob',
  ],
  [
    'Load_Balancing',
    'fewest now',
    [
      { name: 'ann', chats: 2 },
      { name: 'bob', chats: 1, livechatCount: 9 },
    ],
    'bob',
  ],
  [
    'Load_Balancing',
    'fewest so far, if as many now',
    [
      { name: 'ann', chats: 1, livechatCount: 2 },
      { name: 'bob', chats: 1 },
    ],
    'bob',
  ],
  [
    'Load_Rotation',
    'turn furthest back',
    [
      { name: 'ann', turn: 2 },
      { name: 'bob', turn: 1, chats: 9 },
    ],
    'bob',
  ],
  ['Load_Rotation', 'never had a turn', [{ name: 'ann', turn: 1 }, { name: 'bob' }], 'bob'],
  ['Load_Rotation', 'by user name, if both never had one', [{ name: 'bob' }, { name: 'ann' }], 'ann'],
  ['Load_Balancing', 'nobody is there', [], undefined],
])('%s: %s', (method, _why, people, chosen) => {
  const among = people.map(candidate);
  expect(pickAgent(method, among)?.user.username).toBe(chosen);
  expect(pickAgent(method, among.reverse())?.user.username).toBe(chosen);
});
