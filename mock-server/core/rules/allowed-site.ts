import type { Work } from '../work.ts';

/**
 * Whether a page of this origin may show the pop-up: the list is empty, or has its host letter for letter, or it is the server's own.
 * A request without `Origin` is let in: it comes from no page, or from one of the server's own.
 * @note On a real server `Livechat_AllowedDomainsList` is only about the frame of `/livechat`, which a pop-up without a frame never
 * loads. Here its config says that livechat is off, or the setting would mean nothing for it.
 * @see Rocket.Chat `livechat/server/livechat.ts`
 */
export function isAllowedSite(
  { setting }: Pick<Work, 'setting'>,
  origin: string | undefined,
  siteUrl: string,
): boolean {
  const hosts = setting('Livechat_AllowedDomainsList')
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);
  if (hosts.length === 0 || origin === undefined || origin === new URL(siteUrl).origin) return true;
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
