import { expect, test } from 'vitest';
import { isOnline } from '../../../../mock-server/core/rules/online.ts';
import type { SettingId } from '../../../../mock-server/core/settings/definitions.ts';
import type { SettingValue, User } from '../../../../mock-server/store/documents.ts';
import { createRules } from './create-rules.ts';

test.each<[string, Partial<User>, Partial<Record<SettingId, SettingValue>>, boolean]>([
  ['online and available', {}, {}, true],
  ['away and available', { status: 'away' }, {}, true],
  [
    'away where idle agents do not count',
    { status: 'away' },
    { Livechat_enabled_when_agent_idle: false },
    false,
  ],
  ['busy and available', { status: 'busy' }, { Livechat_enabled_when_agent_idle: false }, true],
  ['offline', { status: 'offline' }, {}, false],
  ['a bot, which needs no connection', { roles: ['bot', 'livechat-agent'], status: 'offline' }, {}, true],
  ['not available', { statusLivechat: 'not-available' }, {}, false],
  ['switched off', { active: false }, {}, false],
  ['available where livechat is off', {}, { Livechat_enabled: false }, false],
  ['no agent', { roles: ['admin', 'livechat-manager'] }, {}, false],
  [
    'offline where chats are accepted anyway',
    { status: 'offline' },
    { Livechat_accept_chats_with_no_agents: true },
    true,
  ],
])('one user who is %s → online %#', (_what, user, settings, expected) => {
  const rules = createRules(settings);
  rules.agent('ann', user);
  expect(rules.run((work) => isOnline(work))).toBe(expected);
});

test('a department is online by its own agents only', () => {
  const rules = createRules();
  const sales = rules.department('Sales', [rules.agent('ann')]);
  const support = rules.department('Support', [rules.agent('bob', { status: 'offline' })]);
  const online = [sales._id, support._id, 'unknown'].map((id) => rules.run((work) => isOnline(work, id)));
  expect(online).toEqual([true, false, false]);
});

test('departments that fall back to each other in a ring end the question', () => {
  const rules = createRules();
  const one = rules.department('One', [], { fallbackForwardDepartment: 'id-of-Two' });
  rules.department('Two', [], { fallbackForwardDepartment: one._id });
  expect(rules.run((work) => isOnline(work, one._id))).toBe(false);
});

test('a department is online through the one it falls back to', () => {
  const rules = createRules();
  const two = rules.department('Two', [rules.agent('ann')]);
  const one = rules.department('One', [], { fallbackForwardDepartment: two._id });
  expect(rules.run((work) => isOnline(work, one._id))).toBe(true);
});
