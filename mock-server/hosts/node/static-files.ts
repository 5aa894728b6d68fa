import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

const LOADER = '/porthole.js';
const OFFICIAL_LOADER = '/rocketchat-livechat.min.js';
/** Folders of the official snippets, today's and older ones. */
const OFFICIAL_FOLDERS = /^\/(?:livechat(?:\/\d+\.\d+\.\d+)?|packages\/rocketchat_livechat\/assets)(?=\/)/;

export type StaticFiles = (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;

/**
 * The built widget: `/porthole.js` and what lies beside it, and the same where the official snippets look for theirs. Pages of any origin
 * may load it. Files are looked up at each request, so a new build is there at once.
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
    const asOfficial = officialFile(path);
    const own = asOfficial === OFFICIAL_LOADER ? LOADER : (asOfficial ?? path);
    if (own.endsWith('/') || isHidden(own)) return next();
    incoming.url = query === undefined ? own : `${own}?${query}`;
    serve(incoming, outgoing, () => {
      incoming.url = asked;
      if (own === LOADER) return notBuilt(outgoing);
      next();
    });
  };
}

/**
 * Which file a site asks for that has an official snippet: with a slash in front, the loader by the name it has today. Undefined when the
 * path is in none of the folders of those snippets.
 */
export function officialFile(path: string): string | undefined {
  const file = path.replace(OFFICIAL_FOLDERS, '');
  if (file === path) return undefined;
  return file === '/rocket-livechat.js' ? OFFICIAL_LOADER : file;
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
