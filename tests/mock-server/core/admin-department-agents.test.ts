import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SALES, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
});

const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);
const usernames = (list: unknown) => (list as { username: string }[]).map(({ username }) => username);

describe('archived departments', () => {
  test('are not shown, not listed, not routed to, and not switched on', async () => {
    expect((await admin.post(`livechat/department/${SALES}/archive`)).body).toEqual({ success: true });
    expect(server.store.get('departments', SALES)).toMatchObject({ archived: true, enabled: false });
    expect(names((await admin.get('livechat/department')).body.departments)).toEqual(['Support']);
    expect(names((await admin.get('livechat/department?showArchived=true')).body.departments)).toEqual([
      'Sales',
      'Support',
    ]);
    expect(names((await admin.get('livechat/departments/archived')).body.departments)).toEqual(['Sales']);
    const { config } = (await server.get(`livechat/config?department=${SALES}`)).body as {
      config: { departments: unknown; online: boolean };
    };
    expect([names(config.departments), config.online]).toEqual([['Support'], false]);
    await expect(server.visit(SALES)).rejects.toThrow('no-agent-online');
    const department = {
      name: 'Sales',
      email: 's@example.com',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
    };
    expect((await admin.put(`livechat/department/${SALES}`, { department })).body).toEqual({
      success: false,
      error: 'Archived departments cant be enabled [error-archived-department-cant-be-enabled]',
      errorType: 'error-archived-department-cant-be-enabled',
    });
  });

  test('are taken back, off until somebody switches them on', async () => {
    await admin.post(`livechat/department/${SALES}/archive`);
    expect((await admin.post(`livechat/department/${SALES}/unarchive`)).body).toEqual({ success: true });
    expect(server.store.get('departments', SALES)).not.toHaveProperty('archived');
    const department = {
      name: 'Sales',
      email: 's@example.com',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
    };
    await admin.put(`livechat/department/${SALES}`, { department });
    expect((await server.visit(SALES)).rid).toMatch(/^\w{17}$/);
  });

  test('that are not there are refused', async () => {
    expect((await admin.post('livechat/department/none/archive')).body).toEqual({
      success: false,
      error: 'department-not-found',
    });
    expect((await admin.post('livechat/department/none/unarchive')).body).toEqual({
      success: false,
      error: '[department-not-found]',
      errorType: 'department-not-found',
    });
  });
});

test('a department that is switched off gets no chats, even through its agents of another', async () => {
  const department = {
    name: 'Sales',
    email: 's@example.com',
    enabled: false,
    showOnRegistration: true,
    showOnOfflineForm: true,
  };
  await admin.put(`livechat/department/${SALES}`, { department, agents: [{ agentId: BEN }] });
  await expect(server.visit(SALES)).rejects.toThrow('no-agent-online');
  const { rid } = await server.visit(SUPPORT);
  expect((await admin.post('livechat/room.forward', { roomId: rid, departmentId: SALES })).body.error).toBe(
    'error-invalid-department',
  );
});

describe('agents of a department', () => {
  test('are listed, added, changed and taken out', async () => {
    const path = `livechat/department/${SALES}/agents`;
    const upsert = [{ agentId: BEN, username: 'ben', count: 3, order: 1 }];
    const remove = [{ agentId: ANNA, username: 'anna' }];
    expect((await admin.post(path, { upsert, remove })).body).toEqual({ success: true });
    expect((await admin.get(path)).body).toMatchObject({
      agents: [{ username: 'ben', count: 3, order: 1, departmentEnabled: true }],
      total: 1,
    });
    expect(server.store.get('departments', SALES)?.numAgents).toBe(1);
    await admin.post(path, { upsert: [{ agentId: BEN, username: 'ben', order: 2 }], remove: [] });
    expect((await admin.get(path)).body.agents).toMatchObject([{ count: 3, order: 2 }]);
    // Nobody who is no agent, without a word, as on a real server.
    await admin.post(path, { upsert: [{ agentId: 'adminSeedAccount2', username: 'admin' }], remove: [] });
    expect(usernames((await admin.get(path)).body.agents)).toEqual(['ben']);
    expect((await admin.post('livechat/department/none/agents', { upsert, remove })).body.errorType).toBe(
      'error-department-not-found',
    );
  });

  test('agents.saveInfo sets the departments of one', async () => {
    const save = (agentId: string, agentDepartments: string[]) =>
      admin.post('livechat/agents.saveInfo', { agentId, agentData: {}, agentDepartments });
    expect((await save(ANNA, [SUPPORT, 'none'])).body).toEqual({ success: true });
    const ofAnna = `livechat/agents/${ANNA}/departments`;
    expect((await admin.get(ofAnna)).body.departments).toMatchObject([
      { departmentId: SUPPORT, departmentName: 'Support' },
    ]);
    expect(server.store.get('departments', SALES)?.numAgents).toBe(0);
    expect((await save('adminSeedAccount2', [])).body).toEqual({
      success: false,
      error: 'error-user-is-not-agent',
    });
    await admin.post(`livechat/department/${SUPPORT}/archive`);
    expect((await admin.get(`${ofAnna}?enabledDepartmentsOnly=true`)).body.departments).toEqual([]);
  });
});

describe('suggestions', () => {
  const complete = async (selector: object, query = 'onlyMyDepartments=false') => {
    const path = `livechat/department.autocomplete?selector=${encodeURIComponent(JSON.stringify(selector))}`;
    return (await admin.get(`${path}&${query}`)).body;
  };

  test('are departments by a part of their name', async () => {
    expect(await complete({ term: 's' })).toEqual({
      items: [
        { _id: SALES, name: 'Sales' },
        { _id: SUPPORT, name: 'Support' },
      ],
      success: true,
    });
    expect(names((await complete({ term: 's', exceptions: [SALES] })).items)).toEqual(['Support']);
    expect((await complete({}, 'onlyMyDepartments=true')).items).toEqual([]);
    const bad = 'livechat/department.autocomplete?selector=x&onlyMyDepartments=false';
    expect((await admin.get(bad)).status).toBe(400);
  });

  test('department.listByIds takes a list', async () => {
    const list = async (query: string) => (await admin.get(`livechat/department.listByIds${query}`)).body;
    expect(names((await list(`?ids[]=${SALES}&ids[]=none`)).departments)).toEqual(['Sales']);
    expect(names((await list(`?ids[]=${SUPPORT}`)).departments)).toEqual(['Support']);
    expect(await list('')).toEqual({ success: false, error: "The 'ids' param is required" });
    expect(await list('?ids=x')).toEqual({ success: false, error: "The 'ids' param must be an array" });
  });

  test('one more department is always welcome', async () => {
    expect((await admin.get('livechat/department/isDepartmentCreationAvailable')).body).toEqual({
      isDepartmentCreationAvailable: true,
      success: true,
    });
  });
});
