import { beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, ANNA, type Caller, SALES, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
});

const CLEO = { username: 'cleo', name: 'Cleo', email: 'cleo@example.com', password: 'pw' };

describe('users', () => {
  test('are made, log in, become agents and serve', async () => {
    const { body } = await admin.post('users.create', { ...CLEO, verified: true });
    expect(body).toMatchObject({
      user: { username: 'cleo', roles: ['user'], active: true, emails: [{ verified: true }] },
      success: true,
    });
    expect(JSON.stringify(body)).not.toContain('pbkdf2');
    await admin.post('livechat/users/agent', { username: 'cleo' });
    const cleo = await server.as('cleo', 'pw');
    expect((await cleo.get('livechat/inquiries.queuedForUser')).status).toBe(200);
    expect((await cleo.get('users.list')).status).toBe(200);
  });

  test('with the roles that are asked for', async () => {
    await admin.post('users.create', { ...CLEO, roles: ['livechat-manager'] });
    expect((await (await server.as('cleo', 'pw')).get('livechat/rooms')).status).toBe(200);
  });

  test.each([
    [{ username: 'anna' }, 'anna is already in use :( [error-field-unavailable]'],
    [{ email: 'ANNA@example.com' }, 'anna@example.com is already in use :( [error-field-unavailable]'],
    [{ email: 'nowhere' }, 'Invalid email nowhere [error-invalid-email]'],
    [{ username: 'a b' }, 'a b is not a valid username [input-invalid-username]'],
    [{ roles: ['king'] }, 'The field Roles consist Invalid role id [error-action-not-allowed]'],
    [{ password: undefined }, "must have required property 'password'"],
    [{ crown: true }, 'must NOT have additional properties'],
  ])('%j is refused', async (change, error) => {
    const { status, body } = await admin.post('users.create', { ...CLEO, ...change });
    expect([status, body.error]).toEqual([400, error]);
    expect(server.store.count('users')).toBe(3);
  });

  test('who is switched off has no login, serves nobody and is not logged in again', async () => {
    const { rid } = await server.visit(SALES);
    const anna = await server.as('anna');
    expect((await admin.post('users.setActiveStatus', { userId: ANNA, activeStatus: false })).body).toEqual({
      user: { _id: ANNA, active: false },
      success: true,
    });
    expect((await anna.get('me')).status).toBe(401);
    expect((await server.post('login', { user: 'anna', password: 'anna' })).status).toBe(401);
    expect(server.store.get('rooms', rid)).toMatchObject({ closer: 'user', closedBy: { _id: ANNA } });
    await expect(server.visit(SALES)).rejects.toThrow('no-agent-online');
    await admin.post('users.setActiveStatus', { userId: ANNA, activeStatus: true });
    expect((await server.post('login', { user: 'anna', password: 'anna' })).status).toBe(200);
    // The login of before stays ended.
    expect((await anna.get('me')).status).toBe(401);
  });

  test('who is deleted leaves the departments; what they wrote stays', async () => {
    const { rid } = await server.visit(SALES);
    await (await server.as('anna')).post('chat.sendMessage', { message: { rid, msg: 'Hello' } });
    expect((await admin.post('users.delete', { userId: ANNA })).body).toEqual({ success: true });
    expect(server.store.where('departmentAgents', 'agentId', ANNA)).toEqual([]);
    expect(server.store.where('messages', 'rid', rid).some(({ msg }) => msg === 'Hello')).toBe(true);
    expect((await admin.post('users.delete', { userId: ANNA })).body.errorType).toBe('error-invalid-user');
  });

  test('the last admin stays', async () => {
    for (const [path, more] of [
      ['users.delete', {}],
      ['users.setActiveStatus', { activeStatus: false }],
    ] as const) {
      expect((await admin.post(path, { userId: ADMIN, ...more })).body).toMatchObject({
        error: 'Leaving the app without admins is not allowed [error-action-not-allowed]',
      });
    }
    expect((await admin.get('me')).status).toBe(200);
  });

  test('are looked up; others do not see addresses', async () => {
    const anna = await server.as('anna');
    const info = async (by: Caller, query: string) => (await by.get(`users.info?${query}`)).body;
    expect(await info(admin, 'username=ben')).toMatchObject({
      user: { username: 'ben', emails: [{ address: 'ben@example.com' }], roles: ['livechat-agent'] },
    });
    expect((await info(anna, 'email=ben@example.com')).user).not.toHaveProperty('emails');
    expect((await info(anna, `userId=${ANNA}`)).user).toHaveProperty('emails');
    expect(await info(admin, 'username=nobody')).toEqual({ success: false, error: 'User not found.' });
    expect((await admin.get('users.info')).status).toBe(400);
    expect((await admin.get('users.list?email=ben@example.com')).body).toMatchObject({ total: 1 });
    expect((await anna.get('users.list')).status).toBe(403);
  });

  test.each(['users.create', 'users.delete', 'users.setActiveStatus'])('%s is for admins', async (path) => {
    expect((await (await server.as('anna')).post(path, CLEO)).status).toBe(403);
    expect((await server.post(path, CLEO)).status).toBe(401);
  });
});

describe('permissions', () => {
  const update = (...permissions: object[]) => admin.post('permissions.update', { permissions });

  test('what is written counts at once, in place of the default', async () => {
    const anna = await server.as('anna');
    expect((await anna.get('livechat/rooms')).status).toBe(403);
    const { body } = await update({ _id: 'view-livechat-rooms', roles: ['livechat-agent'] });
    expect(body.permissions).toContainEqual({
      _id: 'view-livechat-rooms',
      roles: ['livechat-agent'],
      _updatedAt: '2025-01-15T09:00:00.000Z',
    });
    expect((await anna.get('livechat/rooms')).status).toBe(200);
    expect((await admin.get('livechat/rooms')).status).toBe(403);
    await update({ _id: 'view-livechat-rooms', roles: [] });
    expect((await anna.get('livechat/rooms')).status).toBe(403);
  });

  test('those that changed since a time are listed alone', async () => {
    const list = async (query = '') => (await admin.get(`permissions.listAll${query}`)).body;
    const all = (await list()).update as unknown[];
    expect(all.length).toBeGreaterThan(20);
    await update({ _id: 'view-l-room', roles: ['admin'] });
    expect((await list('?updatedSince=2025-01-01T00:00:00Z')).update).toMatchObject([
      { _id: 'view-l-room', roles: ['admin'] },
    ]);
    expect((await list('?updatedSince=soon')).errorType).toBe('error-roomId-param-invalid');
  });

  test.each([
    [
      { _id: 'fly', roles: [] },
      { error: 'Invalid permission', errorType: 'error-invalid-permission' },
    ],
    [
      { _id: 'view-l-room', roles: ['king'] },
      { error: 'Invalid role', errorType: 'error-invalid-role' },
    ],
    [
      { _id: 'view-l-room', roles: ['admin', 'admin'] },
      {
        error: 'must NOT have duplicate items (items ## 1 and 0 are identical)',
        errorType: 'invalid-params',
      },
    ],
  ])('%j is refused, and what stands before it too', async (permission, refusal) => {
    const first = { _id: 'view-livechat-manager', roles: [] };
    expect(await update(first, permission)).toEqual({ status: 400, body: { success: false, ...refusal } });
    expect(server.store.count('permissions')).toBe(0);
  });

  test('are written by admins', async () => {
    const anna = await server.as('anna');
    expect((await anna.post('permissions.update', { permissions: [] })).status).toBe(403);
    expect((await anna.get('permissions.listAll')).status).toBe(200);
  });
});
