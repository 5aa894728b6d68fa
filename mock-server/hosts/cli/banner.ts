import type { MockServerOptions } from '../mock-server-options.ts';

export interface BannerFacts {
  /** Where it listens; `options.siteUrl` is what others call it. */
  url: string;
  options: MockServerOptions;
  /** The address that webhooks go to now, from the flag or from the store; empty when none. */
  webhookUrl: string;
  /** Whether the store was new and got the seed with the credentials below. */
  seeded: boolean;
}

/** What the server says when it is up: addresses, credentials, and what to try. */
export function banner({ url, options, webhookUrl, seeded }: BannerFacts): string {
  const { adminUser = 'admin', adminPassword, dbFile, timeScale = 1, agentsOnline } = options;
  const site = options.siteUrl ?? url;
  const password = adminPassword === undefined ? 'admin' : '(yours)';
  const strictness = [
    ...(options.cors === 'strict' ? ['other origins only as API_Enable_CORS says'] : []),
    ...(options.rateLimit ? ['10 calls a minute of a route'] : []),
  ].join('; ');
  const rows: [string, string][] = [
    ...(site === url ? [] : [['Listens at', url] satisfies [string, string]]),
    ['REST', `${site}/api/v1/`],
    ['WebSocket', `${site.replace(/^http/, 'ws')}/websocket`],
    ['Data', `${url}/db`],
    ['Script tag', `<script async src="${site}/porthole.js" data-server="${site}"></script>`],
    [
      'Log in',
      seeded
        ? `${adminUser} / ${password}, agents anna / anna, ben / ben`
        : `as stored in ${dbFile ?? 'the store'}`,
    ],
    ['Webhooks', webhookUrl || 'none yet: --webhook-url, or the setting Livechat_webhookUrl'],
    ...(options.webhooks === '8.x'
      ? [['Dialect', '8.x: each kind of webhook has a switch, off at first'] satisfies [string, string]]
      : []),
    ['Targets', 'any address, private networks included: this is a development server'],
    ...(strictness === '' ? [] : [['Strict', strictness] satisfies [string, string]]),
    ['State', dbFile ?? 'in memory, gone at the end (--db FILE keeps it)'],
    ['Clock', timeScale === 1 ? 'real time' : `${timeScale} times as fast`],
  ];
  const next = agentsOnline
    ? 'Agents are online: paste the script tag into a page, open the pop-up and chat.'
    : 'No agent is online, so visitors get the offline form. Start with --agents-online, or log in as an agent and go available.';
  return [
    'Porthole mock server is up',
    ...rows.map(([name, text]) => `  ${name.padEnd(11)} ${text}`),
    next,
  ].join('\n');
}
