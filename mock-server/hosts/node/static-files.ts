import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Where sites that keep the official snippet look for the loader. */
const OFFICIAL_LOADER = '/livechat/rocketchat-livechat.min.js';
const LOADER = '/porthole.js';

export type StaticFiles = (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;

/**
 * The built widget: `/porthole.js` and what lies beside it, and the same below `/livechat/`. Pages of any origin may load it. Files are
 * looked up at each request, so a new build is there at once.
 */
export function createStaticFiles(dir: string): StaticFiles {
  const serve = sirv(dir, {
    dev: true,
    etag: true,
    setHeaders(outgoing) {
      outgoing.setHeader('Access-Control-Allow-Origin', '*');
      outgoing.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      outgoing.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
  return (incoming, outgoing, next) => {
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return next();
    const asked = incoming.url ?? '/';
    const [path = '/', query] = asked.split('?', 2);
    const own =
      path === OFFICIAL_LOADER
        ? LOADER
        : path.startsWith('/livechat/')
          ? path.slice('/livechat'.length)
          : path;
    if (own.endsWith('/') || isHidden(own)) return next();
    incoming.url = query === undefined ? own : `${own}?${query}`;
    serve(incoming, outgoing, () => {
      incoming.url = asked;
      if (own === LOADER) return notBuilt(outgoing);
      next();
    });
  };
}

/** @note sirv looks at `dotfiles` only when it lists the folder in advance, which `dev` does not. */
function isHidden(path: string): boolean {
  try {
    return decodeURIComponent(path).includes('/.');
  } catch {
    return true;
  }
}

function notBuilt(outgoing: ServerResponse): void {
  outgoing.writeHead(404, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
  outgoing.end(JSON.stringify({ success: false, error: 'The widget is not built yet: npm run build' }));
}
