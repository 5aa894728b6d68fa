import { MeteorError } from '../meteor-error.ts';
import { settingId, writeSettings } from '../rules/settings.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, listOf, PAGING, queryOf, STRING, strict } from './validate.ts';
import { toWireSetting } from './wire-setting.ts';

const checkList = queryOf<Paging & { _id?: string[] | null }>(strict({ ...PAGING, '_id?': listOf(STRING) }));
/** The value keeps its type: `"5"` is no number here. */
const checkValue = bodyOf<{ value: unknown }>(strict({ value: {} }));

const checkMany = bodyOf<{ settings: { _id: string; value: unknown }[] }>(
  strict({
    settings: listOf(
      strict({
        _id: { ...STRING, minLength: 1 },
        value: {},
        'editor?': { type: 'string', enum: ['color', 'expression'] },
      }),
      1,
    ),
  }),
);

/** Keys of `omnichannel/integrations` and the settings they write. */
const INTEGRATIONS = {
  LivechatWebhookUrl: 'Livechat_webhookUrl',
  LivechatSecretToken: 'Livechat_secret_token',
  LivechatHttpTimeout: 'Livechat_http_timeout',
  LivechatWebhookOnClose: 'Livechat_webhook_on_close',
  LivechatWebhookOnOfflineMsg: 'Livechat_webhook_on_offline_msg',
  LivechatWebhookOnStart: 'Livechat_webhook_on_start',
  LivechatWebhookOnChatTaken: 'Livechat_webhook_on_chat_taken',
  LivechatWebhookOnChatQueued: 'Livechat_webhook_on_chat_queued',
  LivechatWebhookOnForward: 'Livechat_webhook_on_forward',
  LivechatWebhookOnVisitorMessage: 'Livechat_webhook_on_visitor_message',
  LivechatWebhookOnAgentMessage: 'Livechat_webhook_on_agent_message',
} as const satisfies Record<string, SettingId>;
type IntegrationKey = keyof typeof INTEGRATIONS;

const checkIntegrations = bodyOf<Partial<Record<IntegrationKey, SettingValue>>>({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(INTEGRATIONS).map(([key, id]) => [key, { type: typeof SETTINGS[id].default }]),
  ),
  additionalProperties: false,
});

/** Settings for admins, and the webhook for managers. @see Rocket.Chat `api/v1/settings.ts`, `api/v1/omnichannel/{integrations,webhooks}.ts` */
export const adminSettingRoutes: Routes = (app, context) => {
  const shown = (id: SettingId) => toWireSetting(context, id);

  app.get('/api/v1/settings', async (c) => {
    await signedIn(context, c, 'view-privileged-setting');
    const { _id: ids, ...paging } = checkList(readQuery(c));
    const wanted = ids?.flatMap((one) => one.split(','));
    const all = ALL_IDS.filter((id) => !wanted || wanted.includes(id)).map(shown);
    const { items, counts } = pageOf(all, paging);
    return success({ settings: items, ...counts });
  });

  app.post('/api/v1/settings', async (c) => {
    await signedIn(context, c, 'edit-privileged-setting');
    const { settings } = checkMany(await readBody(c));
    const values = Object.fromEntries(settings.map(({ _id, value }) => [_id, value]));
    await context.run((work) => writeSettings(work, values));
    return success();
  });

  app.get('/api/v1/settings/:_id', async (c) => {
    await signedIn(context, c, 'view-privileged-setting');
    const id = settingId(c.req.param('_id'));
    return success({ _id: id, value: context.setting(id) });
  });

  app.post('/api/v1/settings/:_id', async (c) => {
    await signedIn(context, c, 'edit-privileged-setting');
    const { value } = checkValue(await readBody(c));
    await context.run((work) => writeSettings(work, { [c.req.param('_id')]: value }));
    return success();
  });

  app.get('/api/v1/livechat/integrations.settings', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    return success({ settings: Object.values(INTEGRATIONS).map(shown) });
  });

  app.post('/api/v1/omnichannel/integrations', async (c) => {
    await signedIn(context, c, 'view-livechat-manager');
    const body = checkIntegrations(await readBody(c));
    const values: Partial<Record<SettingId, SettingValue>> = {};
    for (const key of Object.keys(INTEGRATIONS) as IntegrationKey[]) {
      const value = body[key];
      if (value !== undefined) values[INTEGRATIONS[key]] = value;
    }
    await context.run((work) => writeSettings(work, values));
    return success();
  });

  app.post('/api/v1/livechat/webhook.test', async (c) => {
    await signedIn(context, c, 'view-livechat-webhooks');
    if (context.setting('Livechat_webhookUrl') === '') throw new HttpRefusal(400, 'Webhook_URL_not_set');
    const status = await context.sendTestWebhook();
    if (status !== 200) {
      throw new MeteorError(
        'error-invalid-webhook-response',
        'The webhook URL responded with a status other than 200',
        status === undefined ? undefined : { status },
      );
    }
    return success();
  });
};

const ALL_IDS = Object.keys(SETTINGS) as SettingId[];
