import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore();
  admin = await server.as('admin');
});

describe('agents and managers', () => {
  const usernames = async (path: string) =>
    ((await admin.get(path)).body.users as { username: string }[]).map(({ username }) => username);

  test('are listed by role, without password hashes', async () => {
    expect(await usernames('livechat/users/agent')).toEqual(['anna', 'ben']);
    expect(await usernames('livechat/users/agent?text=OKA')).toEqual(['ben']);
    expect(await usernames(`livechat/users/agent?excludeId=${ANNA}`)).toEqual(['ben']);
    expect(await usernames('livechat/users/agent?onlyAvailable=true')).toEqual([]);
    expect(await usernames('livechat/users/manager')).toEqual(['admin']);
    const { body } = await admin.get('livechat/users/agent');
    expect(body).toMatchObject({ count: 2, offset: 0, total: 2, success: true });
    expect(JSON.stringify(body)).not.toMatch(/passwordHash|pbkdf2/);
  });

  test('a user becomes an agent, available at once, and stops being one', async () => {
    expect((await admin.post('livechat/users/agent', { username: 'admin' })).body).toMatchObject({
      user: { username: 'admin', statusLivechat: 'available' },
      success: true,
    });
    expect((await server.get('livechat/config')).body.config).toMatchObject({ online: true });
    expect((await admin.delete(`livechat/users/agent/adminSeedAccount2`)).body).toEqual({ success: true });
    expect((await server.get('livechat/config')).body.config).toMatchObject({ online: false });
  });

  test('who is no agent any more leaves the departments', async () => {
    await admin.delete(`livechat/users/agent/${ANNA}`);
    expect(server.store.where('departmentAgents', 'agentId', ANNA)).toEqual([]);
    expect(server.store.get('departments', SUPPORT)?.numAgents).toBe(1);
    expect((await admin.get(`livechat/users/agent/${ANNA}`)).body).toEqual({ user: null, success: true });
    expect((await admin.get(`livechat/users/agent/${BEN}`)).body.user).toMatchObject({ username: 'ben' });
  });

  test('unknown users and types are refused', async () => {
    expect((await admin.post('livechat/users/agent', { username: 'nobody' })).body.error).toBe(
      'error-invalid-user',
    );
    expect((await admin.delete('livechat/users/agent/none')).body.errorType).toBe('error-invalid-user');
    expect((await admin.delete(`livechat/users/manager/${ANNA}`)).status).toBe(400);
    expect((await admin.get('livechat/users/robot')).body).toEqual({ success: false, error: 'Invalid type' });
    expect((await admin.post('livechat/users/agent', { username: 'anna', role: 'admin' })).status).toBe(400);
  });
});
