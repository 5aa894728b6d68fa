import { MeteorError } from '../meteor-error.ts';
import { settingId, writeSettings } from '../rules/settings.ts';
import { SETTINGS, type SettingId, type SettingValue } from '../settings/definitions.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { bodyOf, listOf, NUMBER, PAGING, queryOf, STRING, strict } from './validate.ts';

const checkList = queryOf<Paging & { _id?: string[] | null }>(strict({ ...PAGING, '_id?': listOf(STRING) }));
/** The value keeps its type: `"5"` is no number here. */
const checkValue = bodyOf<{ value: unknown }>(strict({ value: {} }));

/** Keys of `omnichannel/integrations` and the settings they write. */
const INTEGRATIONS = {
  LivechatWebhookUrl: 'Livechat_webhookUrl',
  LivechatSecretToken: 'Livechat_secret_token',
  LivechatHttpTimeout: 'Livechat_http_timeout',
  LivechatWebhookOnClose: 'Livechat_webhook_on_close',
  LivechatWebhookOnOfflineMsg: 'Livechat_webhook_on_offline_msg',
} as const satisfies Record<string, SettingId>;
type IntegrationKey = keyof typeof INTEGRATIONS;

const checkIntegrations = bodyOf<Partial<Record<IntegrationKey, SettingValue>>>({
  type: 'object',
  properties: {
    LivechatWebhookUrl: STRING,
    LivechatSecretToken: STRING,
    LivechatHttpTimeout: NUMBER,
    LivechatWebhookOnClose: { type: 'boolean' },
    LivechatWebhookOnOfflineMsg: { type: 'boolean' },
  },
  additionalProperties: false,
});

/** Settings for admins, and the webhook for managers. @see Rocket.Chat `api/v1/settings.ts`, `api/v1/omnichannel/{integrations,webhooks}.ts` */
export const adminSettingRoutes: Routes = (app, context) => {
  const shown = (id: SettingId) => {
    const { default: packageValue, area, ...rest }: Definition = SETTINGS[id];
    const value: SettingValue = context.setting(id);
    return {
      _id: id,
      value,
      packageValue,
      type: typeOf(rest, packageValue),
      group: 'Omnichannel',
      section: area,
    };
  };

  app.get('/api/v1/settings', async (c) => {
    await signedIn(context, c, 'view-privileged-setting');
    const { _id: ids, ...paging } = checkList(readQuery(c));
    const wanted = ids?.flatMap((one) => one.split(','));
    const all = ALL_IDS.filter((id) => !wanted || wanted.includes(id)).map(shown);
    const { items, counts } = pageOf(all, paging);
    return success({ settings: items, ...counts });
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

interface Definition {
  default: SettingValue;
  area: string;
  values?: readonly string[];
  secret?: true;
}
const ALL_IDS = Object.keys(SETTINGS) as SettingId[];

/** @see core-typings `ISetting` `type` */
function typeOf({ values, secret }: Pick<Definition, 'values' | 'secret'>, value: SettingValue): string {
  if (values) return 'select';
  if (Array.isArray(value)) return 'multiSelect';
  if (secret) return 'password';
  if (typeof value === 'number') return 'int';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
