import { beforeEach, describe, expect, test } from 'vitest';
import { can } from '../../../mock-server/core/auth/permissions.ts';
import { ANNA, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
beforeEach(async () => {
  server = await startCore();
});

const SIGNED_IN_ONLY = [
  'POST logout',
  'GET me',
  'POST users.setStatus',
  'POST livechat/agent.status',
  'GET livechat/config/routing',
  'POST chat.sendMessage',
  'POST chat.postMessage',
  'GET chat.getMessage',
  'GET rooms.info',
  'GET channels.info',
  'GET subscriptions.get',
  'GET subscriptions.getOne',
  'POST subscriptions.read',
  'POST method.call/sendMessage',
];
const FOR_AGENTS = [
  'GET livechat/inquiries.queuedForUser',
  'GET livechat/inquiries.getOne',
  'POST livechat/inquiries.take',
  'POST livechat/inquiries.returnAsInquiry',
  'GET livechat/room.join',
  'GET livechat/R/messages',
  'POST livechat/room.closeByUser',
  'POST livechat/room.saveInfo',
  'GET livechat/visitors.info',
  'GET livechat/visitors.pagesVisited/R',
  'GET livechat/custom-fields',
  'GET livechat/custom-fields/x',
  'GET livechat/department',
  'GET livechat/department/x',
];
const FOR_MANAGERS = [
  'GET livechat/inquiries.list',
  'GET livechat/rooms',
  'GET livechat/integrations.settings',
  'POST omnichannel/integrations',
  'POST livechat/webhook.test',
  'POST livechat/department',
  'PUT livechat/department/x',
  'DELETE livechat/department/x',
  'GET livechat/users/agent',
  'GET livechat/users/manager',
  'POST livechat/users/agent',
  'GET livechat/users/agent/x',
  'DELETE livechat/users/manager/x',
  'GET settings',
  'GET settings/Livechat_enabled',
  'POST settings/Livechat_enabled',
];

function ask(caller: Pick<TestCore, 'get' | 'post' | 'put' | 'delete'>, route: string) {
  const [method = '', path = ''] = route.split(' ');
  return caller[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path);
}

describe('without a login', () => {
  test.each(SIGNED_IN_ONLY)('%s is 401', async (route) => {
    expect(await ask(server, route)).toEqual({
      status: 401,
      body: { success: false, error: 'You must be logged in to do this.' },
    });
  });

  test.each([...FOR_AGENTS, ...FOR_MANAGERS])('%s is 401', async (route) => {
    expect(await ask(server, route)).toEqual({
      status: 401,
      body: {
        success: false,
        error: 'You must be logged in to do this [error-unauthorized]',
        errorType: 'error-unauthorized',
      },
    });
  });
});

describe('without the permission', () => {
  test('what is for managers is 403 for an agent', async () => {
    const anna = await server.as('anna');
    for (const route of FOR_MANAGERS) {
      expect([route, await ask(anna, route)]).toEqual([
        route,
        {
          status: 403,
          body: {
            success: false,
            error: 'User does not have the permissions required for this action [error-forbidden]',
            errorType: 'error-forbidden',
          },
        },
      ]);
    }
  });

  test('what is for agents is 403 for somebody without a role', async () => {
    const anna = await server.as('anna');
    server.store.transaction((tx) => {
      const user = tx.get('users', ANNA);
      if (user) tx.put('users', { ...user, roles: [] });
    });
    for (const route of FOR_AGENTS) expect([route, (await ask(anna, route)).status]).toEqual([route, 403]);
  });

  test('a manager may not read or write settings', async () => {
    const admin = await server.as('admin');
    expect((await admin.post('livechat/users/manager', { username: 'ben' })).status).toBe(200);
    const ben = await server.as('ben');
    expect((await ben.get('livechat/rooms')).status).toBe(200);
    expect((await ben.get('settings/Livechat_enabled')).status).toBe(403);
    expect((await ben.post('settings/Livechat_enabled', { value: false })).status).toBe(403);
  });
});

describe('permissions', () => {
  test.each([
    ['livechat-agent', 'view-l-room', true],
    ['livechat-agent', 'close-livechat-room', true],
    ['livechat-agent', 'close-others-livechat-room', false],
    ['livechat-agent', 'view-livechat-manager', false],
    ['livechat-agent', 'view-livechat-rooms', false],
    ['livechat-manager', 'view-livechat-manager', true],
    ['livechat-manager', 'view-livechat-webhooks', true],
    ['livechat-manager', 'edit-privileged-setting', false],
    ['admin', 'edit-privileged-setting', true],
    ['admin', 'view-l-room', true],
  ] as const)('%s, %s: %s', (role, permission, allowed) => {
    expect(can(server.store, { roles: [role] }, permission)).toBe(allowed);
  });

  test('nobody without a role may do anything', () => {
    expect(can(server.store, { roles: [] }, 'view-l-room')).toBe(false);
  });
});
