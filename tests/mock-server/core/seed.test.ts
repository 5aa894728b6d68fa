import { expect, test } from 'vitest';
import { createSeed, seedStore } from '../../../mock-server/core/seed.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';

const now = new Date('2025-01-15T09:00:00.000Z');

test('a fresh server has an admin who is no agent, two agents and two departments', async () => {
  const { users, departments, departmentAgents } = await createSeed({ now });
  expect(
    users.map(({ username, roles, status, statusLivechat }) => [
      username,
      roles.join(),
      status,
      statusLivechat,
    ]),
  ).toEqual([
    ['admin', 'admin,livechat-manager', 'offline', 'not-available'],
    ['anna', 'livechat-agent', 'away', 'not-available'],
    ['ben', 'livechat-agent', 'away', 'not-available'],
  ]);
  expect(departments.map(({ name, numAgents, enabled }) => [name, numAgents, enabled])).toEqual([
    ['Sales', 1, true],
    ['Support', 2, true],
  ]);
  expect(departments.every((one) => one.showOnRegistration && one.showOnOfflineForm)).toBe(true);
  expect(departmentAgents.map(({ username, departmentId }) => [username, departmentId])).toEqual([
    ['anna', 'SaLesSeedDepart22'],
    ['anna', 'supportSeedDept22'],
    ['ben', 'supportSeedDept22'],
  ]);
});

test('ids are 17 letters of the id alphabet and the same in every run', async () => {
  const ids = async () => {
    const { users, departments } = await createSeed({ now });
    return [...users, ...departments].map(({ _id }) => _id);
  };
  const first = await ids();
  expect(first).toHaveLength(5);
  for (const id of first)
    expect(id).toMatch(/^[23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz]{17}$/);
  expect(await ids()).toEqual(first);
});

test('agents start online and available on request', async () => {
  const { users } = await createSeed({ now, agentsOnline: true });
  expect(users.map(({ username, status, statusLivechat }) => [username, status, statusLivechat])).toEqual([
    ['admin', 'offline', 'not-available'],
    ['anna', 'online', 'available'],
    ['ben', 'online', 'available'],
  ]);
});

test('fills an empty store only', async () => {
  const store = createMemoryStore();
  expect(await seedStore(store, { now, adminUser: 'root' })).toBe(true);
  expect(await seedStore(store, { now, adminUser: 'other' })).toBe(false);
  expect([...store.all('users')].map(({ username }) => username)).toEqual(['root', 'anna', 'ben']);
});
