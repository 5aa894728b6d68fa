/**
 * What a fresh server starts with: an admin, two agents, two departments. Agents start away and not available, so that nobody is there
 * until someone goes online.
 */
import type { BusinessHour, Department, DepartmentAgent, User } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { hashPassword } from './auth/password.ts';
import { sha256Hex } from './auth/sha256-hex.ts';
import { DEFAULT_BUSINESS_HOUR } from './project/default-business-hour.ts';
import { SEED_DEPARTMENTS } from './seed/seed-departments.ts';
import { SEED_ADMIN, SEED_AGENTS } from './seed/seed-people.ts';

export interface SeedOptions {
  /** @default 'admin' */
  adminUser?: string;
  /** @default 'admin' */
  adminPassword?: string;
  /** Whether the agents start online and available. @default false */
  agentsOnline?: boolean;
  /** Creation time of every document. */
  now: Date;
}

export interface Seed {
  users: User[];
  departments: Department[];
  departmentAgents: DepartmentAgent[];
  businessHours: BusinessHour[];
}

/** Builds the documents; a `db.json` of the seed is this object. */
export async function createSeed(options: SeedOptions): Promise<Seed> {
  const { adminUser = 'admin', adminPassword = 'admin', agentsOnline = false, now } = options;
  const user = async (
    who: { _id: string; username: string; name: string; email: string },
    password: string,
    rest: Pick<User, 'roles' | 'status' | 'statusLivechat'>,
  ): Promise<User> => ({
    _id: who._id,
    username: who.username,
    name: who.name,
    emails: [{ address: who.email, verified: true }],
    active: true,
    ...rest,
    livechatCount: 0,
    passwordHash: await hashPassword(await sha256Hex(password)),
    createdAt: now,
    _updatedAt: now,
  });
  const users = await Promise.all([
    user({ ...SEED_ADMIN, username: adminUser }, adminPassword, {
      // Not an agent: the admin is never given a chat.
      roles: ['admin', 'livechat-manager'],
      status: 'offline',
      statusLivechat: 'not-available',
    }),
    ...SEED_AGENTS.map((agent) =>
      user(agent, agent.username, {
        roles: ['livechat-agent'],
        status: agentsOnline ? 'online' : 'away',
        statusLivechat: agentsOnline ? 'available' : 'not-available',
      }),
    ),
  ]);
  const departments = SEED_DEPARTMENTS.map(
    ({ agents, ...department }): Department => ({
      ...department,
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
      numAgents: agents.length,
      _updatedAt: now,
    }),
  );
  const departmentAgents = SEED_DEPARTMENTS.flatMap(({ _id: departmentId, agents }) =>
    SEED_AGENTS.filter(({ username }) => agents.some((name) => name === username)).map(
      ({ _id: agentId, username }): DepartmentAgent => ({
        _id: `${departmentId}-${agentId}`,
        agentId,
        username,
        departmentId,
        departmentEnabled: true,
        count: 0,
        order: 0,
      }),
    ),
  );
  return { users, departments, departmentAgents, businessHours: [DEFAULT_BUSINESS_HOUR] };
}

/**
 * Seeds a store that has no users; a store with users stays as it is (one of an earlier version has no business hours: the rules then
 * know the default ones).
 * @returns whether it was seeded
 * @throws StoreUnavailable
 */
export async function seedStore(store: Store, options: SeedOptions): Promise<boolean> {
  if (store.count('users') > 0) return false;
  const seed = await createSeed(options);
  store.transaction((tx) => {
    for (const user of seed.users) tx.put('users', user);
    for (const department of seed.departments) tx.put('departments', department);
    for (const place of seed.departmentAgents) tx.put('departmentAgents', place);
    for (const hours of seed.businessHours) tx.put('businessHours', hours);
  });
  await store.settled();
  return true;
}
