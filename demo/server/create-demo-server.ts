/**
 * The one address of the demo: the built pages, the sample CRM, and two small JSON documents that tell the pages where things are.
 *
 * ```
 * /  /site/  /agent/  /admin/   pages out of dist/demo, each with its own content security policy
 * /demo.json                    where the mock is
 * /admin/desk.json              the same with the admin's credentials, for the desk alone
 * /crm/…                        the sample CRM
 * /rd-station/…                 the sample RD Station
 * /frame/…                      the sample page beside a chat
 * /messenger/…                  the stand-in for Facebook's Messenger
 * ```
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Crm } from '../crm/create-crm.ts';
import { createFrameApp } from '../frame/create-frame-app.ts';
import type { DeskFacts } from '../kit/desk-facts.ts';
import type { Messenger } from '../messenger/create-messenger.ts';
import type { RdStation } from '../rd-station/create-rd-station.ts';
import { frameSource } from './frame-source.ts';
import { securityHeaders } from './security-headers.ts';

export interface DemoServerOptions {
  /** Folder of the built pages. */
  pages: string;
  crm: Crm;
  rdStation: RdStation;
  messenger: Messenger;
  /** Asked at each request: the ports are known only once everything listens. */
  facts(): DeskFacts;
}

/** The address in the snippet of the README; the pages carry it, and the demo puts the mock's in its place. */
export const SNIPPET_ADDRESS = 'https://chat.example.com';

export function createDemoServer({ pages, crm, rdStation, messenger, facts }: DemoServerOptions): Server {
  const frame = createFrameApp(() => facts().mock);
  const files = sirv(pages, { dev: true, etag: true });

  async function sendSite(response: ServerResponse): Promise<void> {
    const html = await readFile(join(pages, 'site/index.html'), 'utf8');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html.replaceAll(SNIPPET_ADDRESS, facts().mock));
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url}:`, error);
      if (!response.headersSent) sendJson(response, 500, { error: 'Internal server error' });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/crm/')) return crm.handle(request, response);
    if (path.startsWith('/rd-station/')) return rdStation.handle(request, response);
    if (path.startsWith('/frame/')) return frame.handle(request, response);
    if (path.startsWith('/messenger/')) return messenger.handle(request, response, askedByDesk(request));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendJson(response, 405, { error: 'only GET and HEAD here' });
    }
    const { mock } = facts();
    const isConsole = path === '/agent/' || path === '/agent/index.html';
    const frames = isConsole ? await frameSource(mock) : undefined;
    for (const [name, value] of Object.entries(securityHeaders(path, mock, frames))) {
      response.setHeader(name, value);
    }
    response.setHeader('Cache-Control', 'no-store');
    switch (path) {
      case '/demo.json': {
        const { mock, timeScale } = facts();
        return sendJson(response, 200, { mock, timeScale });
      }
      case '/admin/desk.json':
        // Another site's page, or another page of ours, has no business with the admin's password.
        if (!askedByDesk(request)) return sendJson(response, 403, { error: 'for the webhook desk only' });
        return sendJson(response, 200, facts());
      case '/site/':
      case '/site/index.html':
        return sendSite(response);
      case '/site':
      case '/agent':
      case '/admin':
        response.writeHead(302, { Location: `${path}/` });
        response.end();
        return;
      default:
        files(request, response, () => sendText(response, 404, 'Not found'));
    }
  }
}

/** @see Fetch Metadata: browsers set `Sec-Fetch-*` themselves, pages cannot. */
function askedByDesk({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return (
    site === 'same-origin' && headers['sec-fetch-dest'] === 'empty' && headers['x-porthole-desk'] === '1'
  );
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
