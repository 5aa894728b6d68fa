/**
 * The sample frame app: a page as a company would make it for the setting `Omnichannel_External_Frame_URL`. The console gives it the ids
 * of agent and chat and, encrypted, the agent's token; with the key out of the settings, which somebody pastes here, it reads the chat.
 *
 * ```
 * GET  /frame/?uid&rid&t   the page            POST /frame/?…   key=<JSON Web Key>, then the page again
 * GET  /frame/style.css
 * ```
 * Key and token stay on this side: the browser gets the finished page, without any script.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decryptToken, readKey } from './decrypt-token.ts';
import { FRAME_STYLE } from './frame-style.ts';
import type { Html } from './html.ts';
import { casePage, keyPage, messagePage } from './pages.ts';
import { readCase } from './read-case.ts';

/** Longest form, in bytes. */
const MAX_FORM_BYTES = 5000;

export interface FrameApp {
  /** Answers requests below `/frame/`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** `mock`: address of the server, asked at each request. */
export function createFrameApp(mock: () => string): FrameApp {
  let key: CryptoKey | undefined;

  async function page(query: URLSearchParams): Promise<Html> {
    const [uid, rid, t] = ['uid', 'rid', 't'].map((name) => query.get(name) ?? '');
    if (!uid || !rid) return messagePage('This page stands beside a chat in the agent console.');
    if (!t) return messagePage('The console gave no token: there is no key in the settings of the server.');
    if (!key) return keyPage();
    const authToken = await decryptToken(t, key);
    if (authToken === undefined) return keyPage('The key here does not fit the token that the console gave.');
    const found = await readCase(mock(), { userId: uid, authToken }, rid);
    return typeof found === 'string' ? messagePage(found) : casePage(found);
  }

  async function takeKey(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await readForm(request));
    const read = await readKey((form.get('key') ?? '').trim());
    if (!read)
      return send(response, keyPage('That is no key: copy it out of the settings, with the braces.'));
    key = read;
    response.writeHead(303, { Location: request.url ?? '/frame/' });
    response.end();
  }

  return {
    async handle(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://frame.invalid');
      if (pathname === '/frame/style.css') {
        response.writeHead(200, { 'Content-Type': 'text/css', 'Cache-Control': 'no-store' });
        response.end(FRAME_STYLE);
      } else if (pathname !== '/frame/') {
        send(response, messagePage('There is no such page.'), 404);
      } else if (request.method === 'POST') {
        await takeKey(request, response);
      } else {
        send(response, await page(searchParams));
      }
    },
  };
}

function send(response: ServerResponse, body: Html, status = 200): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body.text);
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    if (text.length < MAX_FORM_BYTES) text += String(chunk);
  }
  return text.slice(0, MAX_FORM_BYTES);
}
