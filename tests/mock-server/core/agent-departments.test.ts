import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SALES, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore();
  admin = await server.as('admin');
});

describe('departments', () => {
  const input = {
    name: 'Billing',
    email: 'billing@example.com',
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: false,
  };

  test('a department is made, changed and removed', async () => {
    const made = (
      await admin.post('livechat/department', { department: input, agents: [{ agentId: ANNA, order: 2 }] })
    ).body;
    const { _id } = made.department as { _id: string };
    expect(made).toMatchObject({
      department: { ...input, _id: expect.stringMatching(/^\w{17}$/), numAgents: 1 },
      agents: [
        { agentId: ANNA, username: 'anna', departmentId: _id, departmentEnabled: true, count: 0, order: 2 },
      ],
      success: true,
    });
    const changed = (
      await admin.put(`livechat/department/${_id}`, {
        department: { ...input, enabled: false },
        agents: [{ agentId: ANNA }, { agentId: BEN }],
      })
    ).body;
    expect(changed).toMatchObject({
      department: { enabled: false, numAgents: 2 },
      agents: [
        { username: 'ben', departmentEnabled: false, order: 0 },
        { username: 'anna', departmentEnabled: false, order: 2 },
      ],
    });
    const { agents, ...rest } = (await admin.get(`livechat/department/${_id}`)).body;
    expect([agents, rest]).toEqual([changed.agents, { department: changed.department, success: true }]);
    expect((await admin.get(`livechat/department/${_id}?includeAgents=false`)).body).not.toHaveProperty(
      'agents',
    );

    expect((await admin.delete(`livechat/department/${_id}`)).body.error).toBe(
      'error-department-removal-disabled',
    );
    await server.set({ Omnichannel_enable_department_removal: true });
    expect((await admin.delete(`livechat/department/${_id}`)).body).toEqual({ success: true });
    expect((await admin.get(`livechat/department/${_id}`)).body).toMatchObject({ department: null });
    expect(server.store.where('departmentAgents', 'departmentId', _id)).toEqual([]);
    expect((await admin.delete(`livechat/department/${_id}`)).body.errorType).toBe(
      'error-department-not-found',
    );
  });

  test('a list of agents replaces the one before', async () => {
    const { body } = await admin.put(`livechat/department/${SUPPORT}`, {
      department: input,
      agents: [{ agentId: BEN, count: 3 }],
    });
    expect(body).toMatchObject({ department: { numAgents: 1 }, agents: [{ username: 'ben', count: 3 }] });
  });

  test('nobody falls back to a department that was removed', async () => {
    await server.set({ Omnichannel_enable_department_removal: true });
    await admin.put(`livechat/department/${SALES}`, {
      department: { ...input, fallbackForwardDepartment: SUPPORT },
    });
    expect(server.store.get('departments', SALES)?.fallbackForwardDepartment).toBe(SUPPORT);
    await admin.delete(`livechat/department/${SUPPORT}`);
    expect(server.store.get('departments', SALES)).not.toHaveProperty('fallbackForwardDepartment');
  });

  test('without a list of agents they stay', async () => {
    const { body } = await admin.put(`livechat/department/${SUPPORT}`, { department: input });
    expect(body).toMatchObject({ department: { name: 'Billing', numAgents: 2 } });
  });

  test('is listed to agents, by filters', async () => {
    const ben = await server.as('ben');
    const names = async (query: string) =>
      ((await ben.get(`livechat/department${query}`)).body.departments as { name: string }[]).map(
        ({ name }) => name,
      );
    await admin.post('livechat/department', { department: { ...input, enabled: false } });
    expect(await names('')).toEqual(['Sales', 'Support', 'Billing']);
    expect(await names('?onlyMyDepartments=true')).toEqual(['Support']);
    expect(await names('?enabled=false')).toEqual(['Billing']);
    expect(await names('?text=S')).toEqual(['Sales', 'Support']);
    expect(await names(`?excludeDepartmentId=${SALES}&count=1`)).toEqual(['Support']);
  });

  test.each([
    [{ department: { ...input, name: ' ' } }, 'error-invalid-department-name'],
    [{ department: input, agents: [{ agentId: 'nobody' }] }, 'error-user-is-not-agent'],
    [{ department: input, agents: [{ agentId: 'adminSeedAccount2' }] }, 'error-user-is-not-agent'],
    [{ department: { ...input, fallbackForwardDepartment: 'none' } }, 'error-fallback-department-not-found'],
    [{ department: { name: 'x' } }, 'invalid-params'],
    [{ department: input, agents: {} }, 'invalid-params'],
    [{}, 'invalid-params'],
  ])('%j is refused', async (body, errorType) => {
    expect(await admin.post('livechat/department', body)).toMatchObject({ status: 400, body: { errorType } });
    expect(server.store.count('departments')).toBe(2);
  });

  test('keys that a department does not have are taken and left', async () => {
    const asked = { ...input, colour: 'red', _id: 'chosen', numAgents: 7 };
    const { status, body } = await admin.post('livechat/department', { department: asked });
    expect(status).toBe(200);
    expect(body.department).toMatchObject({ ...input, numAgents: 0 });
    expect(body.department).not.toHaveProperty('colour');
    expect(server.store.get('departments', 'chosen')).toBeUndefined();
  });

  test('fallbacks never go in a circle', async () => {
    const fall = async (from: string, to: string) =>
      (
        await admin.put(`livechat/department/${from}`, {
          department: { ...input, fallbackForwardDepartment: to },
        })
      ).body.errorType;
    expect(await fall(SALES, SALES)).toBe('error-fallback-department-circular');
    expect(await fall(SALES, SUPPORT)).toBeUndefined();
    expect(await fall(SUPPORT, SALES)).toBe('error-fallback-department-circular');
  });
});
