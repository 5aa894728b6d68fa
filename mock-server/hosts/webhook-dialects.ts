import type { SettingDefaults } from '../core/settings/read-setting.ts';
import type { Dialect } from '../outbox/dialect.ts';
import { DIALECT_8X } from '../outbox/dialects/8x.ts';
import { DOCUMENTED } from '../outbox/dialects/documented.ts';

/** `documented`: as the product's document has it; `8.x`: as a server of today does it. */
export type WebhookDialectName = 'documented' | '8.x';

/** A dialect, and what its switches are while nobody has touched them. */
export interface WebhookDialect {
  dialect: Dialect;
  settingDefaults: SettingDefaults;
}

export const WEBHOOK_DIALECTS: Record<WebhookDialectName, WebhookDialect> = {
  documented: { dialect: DOCUMENTED, settingDefaults: {} },
  '8.x': {
    dialect: DIALECT_8X,
    settingDefaults: { Livechat_webhook_on_close: false, Livechat_webhook_on_offline_msg: false },
  },
};
