import { beforeEach, describe, expect, test } from 'vitest';
import { SETTINGS } from '../../../mock-server/core/settings/definitions.ts';
import { type Caller, startCore, type TestCore } from './start-core.ts';

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
    expect(settings.find(({ _id }) => _id === 'Livechat_secret_token')).toMatchObject({
      _id: 'Livechat_secret_token',
      value: 's3cret',
      packageValue: '',
      type: 'password',
      group: 'Omnichannel',
      section: 'CRM Integration',
      public: false,
      secret: true,
    });
    expect(settings.map((one) => ('type' in one ? one.type : ''))).toEqual([
      'boolean',
      'password',
      'int',
      'multiSelect',
      'select',
    ]);
  });

  test('one call tells an admin of every setting what it is called, what it does and what it may be', async () => {
    const { body } = await admin.get('settings?count=0');
    const settings = body.settings as Record<string, unknown>[];
    expect(settings.map(({ _id }) => _id)).toEqual(Object.keys(SETTINGS));
    expect(settings.filter(({ i18nLabel, i18nDescription }) => !i18nLabel || !i18nDescription)).toEqual([]);
    const byId = (id: string) => settings.find(({ _id }) => _id === id);
    expect(byId('Livechat_http_timeout')).toMatchObject({ type: 'int', properties: { unit: 'ms' } });
    expect(byId('Livechat_title_color')).toMatchObject({ type: 'color', editor: 'color', public: true });
    expect(byId('Livechat_widget_position')).toMatchObject({
      values: [
        { key: 'right', i18nLabel: 'bottom right' },
        { key: 'left', i18nLabel: 'bottom left' },
      ],
    });
    expect(byId('Livechat_hide_system_messages')).toMatchObject({
      type: 'multiSelect',
      values: expect.arrayContaining([{ key: 'uj', i18nLabel: 'agent joined' }]),
    });
    expect(byId('Livechat_offline_message')).toMatchObject({ type: 'string', multiline: true });
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
    ['Livechat_title_color', 'very red'],
    ['Livechat_title_color', '#12'],
    ['Livechat_offline_title_color', 'red;}'],
    ['Livechat_AllowedDomainsList', 'shop.example.com, https://blog.example.com'],
    ['Livechat_AllowedDomainsList', 'shop.example.com blog.example.com'],
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
      ['Livechat_webhook_on_start', false],
      ['Livechat_webhook_on_chat_taken', false],
      ['Livechat_webhook_on_chat_queued', false],
      ['Livechat_webhook_on_forward', false],
      ['Livechat_webhook_on_visitor_message', false],
      ['Livechat_webhook_on_agent_message', false],
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
