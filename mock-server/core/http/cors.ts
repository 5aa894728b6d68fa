import type { MiddlewareHandler } from 'hono';
import type { CoreContext } from '../context.ts';
import type { HttpEnv } from './app.ts';

/** No `Allow-Credentials`: cookies never cross. @see Rocket.Chat `app/api/server/middlewares/cors.ts` */
const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, HEAD, PATCH',
  'Access-Control-Allow-Headers':
    'Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token, x-visitor-token, Authorization',
};
const OPEN = { 'Access-Control-Allow-Origin': '*', ...ALLOWED, 'Access-Control-Max-Age': '600' };

/** What a real server answers to a preflight while CORS is off. */
const OFF = 'CORS not enabled. Go to "Admin > General > REST Api" to enable it.';

type Cors = MiddlewareHandler<HttpEnv>;

/**
 * Which pages may read answers, and the answers to preflight requests.
 * @note A real server sends these headers with `API_Enable_CORS` only, which is off by default (`strict` here). By default this one always
 * sends them, refusals included: the pages under test live on other origins.
 */
export function cors(context: Pick<CoreContext, 'cors' | 'setting'>): Cors {
  return context.cors === 'open' ? open : strict(context);
}

const open: Cors = async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response('OK', { headers: OPEN });
  await next();
  for (const [name, value] of Object.entries(OPEN)) c.res.headers.set(name, value);
  return undefined;
};

function strict({ setting }: Pick<CoreContext, 'setting'>): Cors {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const isPreflight = c.req.method === 'OPTIONS';
    const headers = origin === undefined ? {} : allowed(origin);
    if (headers === undefined) return new Response(null, { status: 403 });
    if (isPreflight && origin !== undefined && !setting('API_Enable_CORS')) {
      return new Response(OFF, { status: 405 });
    }
    if (isPreflight) return new Response('OK', { headers });
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return undefined;
  };

  /** The headers for a page of this origin: none while CORS is off, undefined when the page is refused. */
  function allowed(origin: string): Record<string, string> | undefined {
    if (!setting('API_Enable_CORS')) return {};
    const listed = setting('API_CORS_Origin').trim();
    if (listed === '*') return { 'Access-Control-Allow-Origin': '*', ...ALLOWED };
    const origins = listed.split(',').map((one) => one.trim().toLowerCase());
    if (!origins.includes(origin.toLowerCase())) return undefined;
    return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin', ...ALLOWED };
  }
}
