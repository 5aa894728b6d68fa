// Long: a flat list of facts, one or more for each endpoint of the admin.
import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SALES, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
let answer: number | undefined;
beforeEach(async () => {
  answer = 200;
  server = await startCore({ sendTestWebhook: async () => answer });
  admin = await server.as('admin');
});

describe('settings', () => {
  test('an admin reads and writes one', async () => {
    expect((await admin.get('settings/Livechat_title')).body).toEqual({
      _id: 'Livechat_title',
      value: 'Rocket.Chat',
      success: true,
    });
    expect(await admin.post('settings/Livechat_title', { value: 'Help' })).toEqual({
      status: 200,
      body: { success: true },
    });
    expect((await admin.get('settings/Livechat_title')).body.value).toBe('Help');
    expect((await server.get('livechat/config')).body.config).toMatchObject({ theme: { title: 'Help' } });
  });

  test('the list carries value, default, type and area', async () => {
    await admin.post('settings/Livechat_secret_token', { value: 's3cret' });
    const { body } = await admin.get(
      'settings?_id=Livechat_secret_token,Livechat_enabled&_id=Livechat_Routing_Method,Livechat_http_timeout,Livechat_hide_system_messages',
    );
    expect(body).toMatchObject({ count: 5, total: 5 });
    const settings = body.settings as { _id: string }[];
    expect(settings.find(({ _id }) => _id === 'Livechat_secret_token')).toEqual({
      _id: 'Livechat_secret_token',
      value: 's3cret',
      packageValue: '',
      type: 'password',
      group: 'Omnichannel',
      section: 'CRM Integration',
    });
    expect(settings.map((one) => ('type' in one ? one.type : ''))).toEqual([
      'boolean',
      'password',
      'int',
      'multiSelect',
      'select',
    ]);
  });

  test.each([
    ['Livechat_enabled', 'true'],
    ['Livechat_enabled', 1],
    ['Livechat_enabled', null],
    ['Livechat_title', 5],
    ['Livechat_title', {}],
    ['Livechat_Routing_Method', 'By_Mood'],
    ['Livechat_hide_system_messages', 'uj'],
    ['Livechat_hide_system_messages', [1]],
    ['Livechat_webhookUrl', 'ftp://crm.example.com'],
    ['Livechat_webhookUrl', 'javascript:alert(1)'],
    ['Livechat_webhookUrl', 'crm.example.com/hook'],
    ['Livechat_secret_token', 'a\nInjected: b'],
    ['Livechat_secret_token', '🔑'],
    ['Livechat_secret_token', ' padded'],
    ['Livechat_http_timeout', 0],
    ['Livechat_http_timeout', 1.5],
    ['Livechat_http_timeout', '5000'],
    ['Message_MaxAllowedSize', -1],
    ['Livechat_offline_email', 'nobody'],
  ])('%s is never %j', async (id, value) => {
    const before = (await admin.get(`settings/${id}`)).body;
    expect(await admin.post(`settings/${id}`, { value })).toMatchObject({
      status: 400,
      body: { success: false, errorType: 'error-invalid-setting-value', error: expect.stringContaining(id) },
    });
    expect((await admin.get(`settings/${id}`)).body).toEqual(before);
  });

  test.each([
    ['Livechat_webhookUrl', ''],
    ['Livechat_webhookUrl', 'https://crm.example.com/hook?a=b'],
    ['Livechat_secret_token', 'é !~'],
    ['Livechat_http_timeout', 1],
    ['Livechat_hide_system_messages', []],
    ['Livechat_offline_email', 'a@example.com, b@example.com'],
  ])('%s may be %j', async (id, value) => {
    expect((await admin.post(`settings/${id}`, { value })).status).toBe(200);
    expect((await admin.get(`settings/${id}`)).body.value).toEqual(value);
  });

  test.each([
    ['settings/Livechat_title', {}],
    ['settings/Livechat_title', { value: 'x', editor: 'y' }],
    ['settings/constructor', { value: 'x' }],
    ['settings/Unknown_setting', { value: 'x' }],
  ])('%s refuses %j', async (path, body) => {
    expect(await admin.post(path, body)).toMatchObject({ status: 400, body: { success: false } });
  });

  test('a secret never leaves to visitors', async () => {
    await admin.post('settings/Livechat_secret_token', { value: 's3cret-word' });
    const answers = [await server.get('livechat/config'), await server.get('settings.public')];
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain('s3cret-word');
  });
});

describe('integrations', () => {
  test('omnichannel/integrations writes the webhook settings, those that are given', async () => {
    const body = {
      LivechatWebhookUrl: 'http://crm.test/hook',
      LivechatSecretToken: 't',
      LivechatHttpTimeout: 100,
    };
    expect((await admin.post('omnichannel/integrations', body)).body).toEqual({ success: true });
    await admin.post('omnichannel/integrations', { LivechatWebhookOnClose: false });
    const { settings } = (await admin.get('livechat/integrations.settings')).body;
    expect((settings as { _id: string; value: unknown }[]).map(({ _id, value }) => [_id, value])).toEqual([
      ['Livechat_webhookUrl', 'http://crm.test/hook'],
      ['Livechat_secret_token', 't'],
      ['Livechat_http_timeout', 100],
      ['Livechat_webhook_on_close', false],
      ['Livechat_webhook_on_offline_msg', true],
    ]);
  });

  test.each([{ LivechatWebhookUrl: 'nonsense' }, { LivechatHttpTimeout: 'soon' }, { Webhook: 'x' }])(
    'refuses %j and keeps everything',
    async (body) => {
      const before = (await admin.get('livechat/integrations.settings')).body;
      const { status } = await admin.post('omnichannel/integrations', {
        LivechatSecretToken: 'new',
        ...body,
      });
      expect(status).toBe(400);
      expect((await admin.get('livechat/integrations.settings')).body).toEqual(before);
    },
  );

  test('webhook.test says how the receiver answered', async () => {
    expect(await admin.post('livechat/webhook.test')).toEqual({
      status: 400,
      body: { success: false, error: 'Webhook_URL_not_set' },
    });
    await server.set({ Livechat_webhookUrl: 'http://crm.test/hook' });
    expect(await admin.post('livechat/webhook.test')).toEqual({ status: 200, body: { success: true } });
    for (const status of [201, 500, undefined]) {
      answer = status;
      expect(await admin.post('livechat/webhook.test')).toMatchObject({
        status: 400,
        body: {
          success: false,
          error: 'The webhook URL responded with a status other than 200 [error-invalid-webhook-response]',
          errorType: 'error-invalid-webhook-response',
        },
      });
    }
  });
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

    expect((await admin.delete(`livechat/department/${_id}`)).body.errorType).toBe(
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
    [{ department: { ...input, colour: 'red' } }, 'invalid-params'],
    [{ department: input, agents: {} }, 'invalid-params'],
    [{}, 'invalid-params'],
  ])('%j is refused', async (body, errorType) => {
    expect(await admin.post('livechat/department', body)).toMatchObject({ status: 400, body: { errorType } });
    expect(server.store.count('departments')).toBe(2);
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
    expect((await admin.post('livechat/users/agent', { username: 'nobody' })).body.errorType).toBe(
      'error-invalid-user',
    );
    expect((await admin.delete('livechat/users/agent/none')).body.errorType).toBe('error-invalid-user');
    expect((await admin.delete(`livechat/users/manager/${ANNA}`)).status).toBe(400);
    expect((await admin.get('livechat/users/robot')).body).toEqual({ success: false, error: 'Invalid type' });
    expect((await admin.post('livechat/users/agent', { username: 'anna', role: 'admin' })).status).toBe(400);
  });
});
