import type { DomainEvent } from '../../../../mock-server/core/events.ts';
import { newHexId, newId } from '../../../../mock-server/core/ids.ts';
import { registerVisitor } from '../../../../mock-server/core/rules/visitors.ts';
import {
  SETTINGS,
  type SettingId,
  type SettingValues,
} from '../../../../mock-server/core/settings/definitions.ts';
import type { Emission, Work } from '../../../../mock-server/core/work.ts';
import type {
  Department,
  DepartmentAgent,
  SettingValue,
  User,
} from '../../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../../mock-server/store/memory-store.ts';

export const START = new Date(Date.UTC(2025, 0, 15, 9));

/** Rules over an empty store, without doors: what was published and raised is kept for reading. */
export function createRules(settings: Partial<Record<SettingId, SettingValue>> = {}) {
  const store = createMemoryStore();
  const emissions: Emission[] = [];
  const events: DomainEvent[] = [];
  let now = START;

  function run<T>(rule: (work: Work) => T): T {
    return store.transaction((tx) =>
      rule({
        ...tx,
        now,
        newId,
        newHexId,
        setting: <K extends SettingId>(id: K) =>
          (tx.get('settings', id)?.value ?? SETTINGS[id].default) as SettingValues[K],
        publish: (emission) => emissions.push(emission),
        raise: (event) => events.push(event),
      }),
    );
  }

  run((work) => {
    for (const [_id, value] of Object.entries(settings))
      work.put('settings', { _id, value, _updatedAt: now });
  });

  return {
    store,
    emissions,
    events,
    run,
    /** Moves the clock. */
    pass(ms: number): void {
      now = new Date(now.getTime() + ms);
    },
    agent: (username: string, rest: Partial<User> = {}): User =>
      run((work) => {
        const user = newAgent(username, rest);
        work.put('users', user);
        return user;
      }),
    department: (
      name: string,
      agents: readonly User[],
      rest: Partial<Department> = {},
      places: readonly Partial<DepartmentAgent>[] = [],
    ): Department =>
      run((work) => {
        const department = newDepartment(name, rest);
        work.put('departments', department);
        agents.forEach((agent, i) => {
          work.put('departmentAgents', { ...newPlace(department, agent), ...places[i] });
        });
        return department;
      }),
    visitor: (token: string, department?: string) =>
      run((work) => ({
        ...registerVisitor(work, { token, name: 'Vera', department: department ?? null }, {}),
        token,
      })),
  };
}

function newAgent(username: string, rest: Partial<User>): User {
  return {
    _id: `id-of-${username}`,
    username,
    name: username.toUpperCase(),
    emails: [{ address: `${username}@chat.test`, verified: true }],
    roles: ['livechat-agent'],
    active: true,
    status: 'online',
    statusLivechat: 'available',
    livechatCount: 0,
    passwordHash: 'pbkdf2$1$00$00',
    createdAt: START,
    _updatedAt: START,
    ...rest,
  };
}

function newDepartment(name: string, rest: Partial<Department>): Department {
  return {
    _id: `id-of-${name}`,
    name,
    email: `${name}@chat.test`,
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: true,
    numAgents: 1,
    _updatedAt: START,
    ...rest,
  };
}

function newPlace(department: Department, agent: User): DepartmentAgent {
  return {
    _id: `${department._id}/${agent._id}`,
    agentId: agent._id,
    username: agent.username,
    departmentId: department._id,
    departmentEnabled: department.enabled,
    count: 0,
    order: 0,
  };
}
