/**
 * `Content-Security-Policy` of the widget's frame, or undefined for none. The host that asks must be in the comma separated list,
 * letter for letter; wildcards mean nothing. An empty list lets every site in.
 * @note A page that sends no `Referer` is let in too, as on a real server: the list keeps honest sites apart, it protects nothing.
 * @see Rocket.Chat `livechat/server/livechat.ts`
 */
export function frameAncestors(list: string, referer: string | undefined): string | undefined {
  const allowed = list
    .split(',')
    .map((domain) => domain.trim())
    .filter(Boolean);
  if (allowed.length === 0 || referer === undefined) return undefined;
  const page = URL.canParse(referer) ? new URL(referer) : undefined;
  return page && allowed.includes(page.host)
    ? `frame-ancestors ${page.protocol}//${page.host}`
    : "frame-ancestors 'none'";
}
