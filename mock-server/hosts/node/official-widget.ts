import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { frameAncestors } from './frame-ancestors.ts';
import { officialFile, type StaticFiles } from './static-files.ts';

export interface OfficialWidgetOptions {
  /** `build/` of npm `@rocket.chat/livechat`. */
  buildDir: string;
  /** Public address of the server without trailing slash: the widget asks there. */
  siteUrl: string;
  /** Value of `Livechat_AllowedDomainsList` at the moment. */
  allowedDomains(): string;
}

/**
 * Rocket.Chat's own widget under `/livechat`, as a real server serves it: the page of the frame, told where the server is, and its
 * files, the loader among them.
 * @see Rocket.Chat `livechat/server/livechat.ts`
 */
export function createOfficialWidget({
  buildDir,
  siteUrl,
  allowedDomains,
}: OfficialWidgetOptions): StaticFiles {
  const page = withServerUrl(readFileSync(join(buildDir, 'index.html'), 'utf8'), siteUrl);
  const serve = sirv(buildDir, {
    etag: true,
    // The frame's page is not one of the files: it is made above.
    extensions: [],
    setHeaders(outgoing) {
      outgoing.setHeader('Access-Control-Allow-Origin', '*');
      outgoing.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      outgoing.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });

  function answerPage(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const csp = frameAncestors(allowedDomains(), incoming.headers.referer);
    outgoing.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      ...(csp === undefined ? {} : { 'Content-Security-Policy': csp }),
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : page);
  }

  return (incoming, outgoing, next) => {
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return next();
    const asked = incoming.url ?? '/';
    const [path = '/'] = asked.split('?', 1);
    if (path === '/livechat') return answerPage(incoming, outgoing);
    if (path === '/livechat/' || path === '/livechat/index.html') {
      // The page names its files relative to `/livechat`, and the server may live below a path of its own.
      outgoing.writeHead(302, { Location: `../livechat${asked.slice(path.length)}` }).end();
      return;
    }
    const file = officialFile(path);
    if (file === undefined) return next();
    incoming.url = file + asked.slice(path.length);
    serve(incoming, outgoing, () => {
      incoming.url = asked;
      next();
    });
  };
}

function withServerUrl(page: string, siteUrl: string): string {
  // In a script, `<` could end it.
  const text = JSON.stringify(siteUrl).replaceAll('<', '\\u003c');
  return page.replace('<body>', `<body><script>SERVER_URL = ${text};</script>`);
}
