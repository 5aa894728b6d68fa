import { createServer } from 'node:http';
import { listen } from './listen.ts';

export interface SitePage {
  /** Inside `<body>`, the snippet included. */
  body: string;
  /** Inside `<head>`. @default '' */
  head?: string;
  /** `Content-Security-Policy` of the page. @default none */
  csp?: string;
  /** `Cache-Control` of the page. @default 'no-store' */
  cache?: string;
}

export interface Site {
  /** Origin, without trailing slash: `http://127.0.0.1:<port>`. */
  url: string;
  /** Replaces what `path` shows. */
  setPage(path: string, page: SitePage): void;
  /** Adds a script or another file. */
  setFile(path: string, type: string, content: string): void;
  /** `GET /path` of each request so far. */
  requests(): string[];
  close(): Promise<void>;
}

/** The customer's site: a real HTTP server on a free port, with `page` at `/`. */
export async function startSite(page: SitePage): Promise<Site> {
  const files = new Map<string, { type: string; content: string; csp?: string; cache?: string }>();
  const requests: string[] = [];
  const setPage = (path: string, { body, head = '', csp, cache }: SitePage): void => {
    const content = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title><link rel="icon" href="data:,">${head}</head><body><h1>Shop</h1>${body}</body></html>`;
    files.set(path, {
      type: 'text/html; charset=utf-8',
      content,
      ...(csp === undefined ? {} : { csp }),
      ...(cache === undefined ? {} : { cache }),
    });
  };
  setPage('/', page);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    requests.push(`${request.method} ${path}`);
    const file = files.get(path);
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`nothing at ${path}`);
      return;
    }
    response
      .writeHead(200, {
        'Content-Type': file.type,
        'Cache-Control': file.cache ?? 'no-store',
        ...(file.csp === undefined ? {} : { 'Content-Security-Policy': file.csp }),
      })
      .end(file.content);
  });
  const { url, close } = await listen(server);
  return {
    url,
    setPage,
    setFile: (path, type, content) => files.set(path, { type, content }),
    requests: () => [...requests],
    close,
  };
}

/** The script tag of the README, for a widget served by `server`. */
export function snippet(server: string, attributes = ''): string {
  return `<script async src="${server}/porthole.js" data-server="${server}" ${attributes}></script>`;
}
