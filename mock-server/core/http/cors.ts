import type { MiddlewareHandler } from 'hono';

/**
 * @note A real server sends these only with `API_Enable_CORS`, which is off by default. Here they are always on: the pages under test
 * live on other origins. No `Allow-Credentials`: cookies never cross.
 * @see Rocket.Chat `app/api/server/middlewares/cors.ts`
 */
const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, HEAD, PATCH',
  'Access-Control-Allow-Headers':
    'Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token, x-visitor-token, Authorization',
  'Access-Control-Max-Age': '600',
};

/** Answers preflight requests (200 `OK`) and lets pages of any origin read every answer, refusals included. */
export const cors: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response('OK', { headers: CORS_HEADERS });
  await next();
  for (const [name, value] of Object.entries(CORS_HEADERS)) c.res.headers.set(name, value);
  return undefined;
};
