import type { IncomingMessage } from 'node:http';

/** Headers that a proxy adds: the peer is the proxy then, and says nothing about who asks. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a request without a login may use `/db`: it comes from this machine and no web page is behind it. A page that is open in a
 * browser on this machine gives itself away by `Origin`, by `Sec-Fetch-Site`, or, when its name was re-pointed to 127.0.0.1, by `Host`.
 */
export function isLocal(
  incoming: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
): boolean {
  const { headers, socket } = incoming;
  const address = socket.remoteAddress?.replace(/^::ffff:/i, '') ?? '';
  if (!(address === '::1' || /^127\./.test(address))) return false;
  if (headers.origin !== undefined || PROXY_HEADERS.some((name) => headers[name] !== undefined)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') return false;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}
