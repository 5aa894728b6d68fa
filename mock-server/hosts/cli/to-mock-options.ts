import type { MockServerOptions } from '../mock-server-options.ts';
import type { FlagName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** Options of the server from flags and environment. @throws UsageError naming the flag and what it takes */
export function toMockOptions(
  flags: Partial<Record<FlagName, string>>,
  env: NodeJS.ProcessEnv,
): MockServerOptions {
  const options: MockServerOptions = {
    port: flags.port === undefined ? 3000 : toPort(flags.port),
    host: flags.host ?? '127.0.0.1',
    agentsOnline: flags['agents-online'] !== undefined,
  };
  const adminUser = flags['admin-user'] ?? env.ADMIN_USER;
  if (adminUser) options.adminUser = adminUser;
  if (env.ADMIN_PASS) options.adminPassword = env.ADMIN_PASS;
  if (flags.db !== undefined) options.dbFile = flags.db;
  if (flags['webhook-url'] !== undefined) options.webhookUrl = toUrl('webhook-url', flags['webhook-url']);
  if (flags['webhook-secret'] !== undefined) options.webhookSecret = flags['webhook-secret'];
  if (flags['webhook-previous-secret'] !== undefined) {
    options.webhookPreviousSecret = flags['webhook-previous-secret'];
  }
  if (flags.webhooks !== undefined)
    options.webhooks = oneOf('webhooks', flags.webhooks, ['documented', '8.x']);
  if (flags.cors !== undefined) options.cors = oneOf('cors', flags.cors, ['open', 'strict']);
  if (flags['rate-limit'] !== undefined) options.rateLimit = true;
  if (flags['time-scale'] !== undefined) options.timeScale = toScale(flags['time-scale']);
  if (flags['site-url'] !== undefined)
    options.siteUrl = toUrl('site-url', flags['site-url']).replace(/\/+$/, '');
  if (flags.widget !== undefined) options.widget = oneOf('widget', flags.widget, ['ours', 'official']);
  return options;
}

function toPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, and got ${text}`);
}

function oneOf<const T extends string>(flag: FlagName, text: string, words: readonly T[]): T {
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new UsageError(`--${flag} takes ${words.join(' or ')}, and got ${text}`);
}

function toScale(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (scale >= 0.01 && scale <= 100_000) return scale;
  throw new UsageError(`--time-scale takes a number from 0.01 to 100000, and got ${text}`);
}

function toUrl(flag: string, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`--${flag} takes an address such as http://localhost:8080/hook, and got ${text}`);
}
