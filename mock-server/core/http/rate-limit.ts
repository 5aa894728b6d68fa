import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { EpochMs } from '../../ports/clock.ts';
import { authenticate } from '../auth/authenticate.ts';
import { tooManyRequests } from '../auth/login-throttle.ts';
import { can } from '../auth/permissions.ts';
import type { CoreContext } from '../context.ts';
import type { HttpEnv } from './app.ts';
import { json } from './envelope.ts';

/** How many calls of one route an address may make within a time. */
interface Limit {
  calls: number;
  /** On the server's clock. */
  withinMs: number;
}

/** Routes that do not follow the settings. @see Rocket.Chat `api/v1/omnichannel/*.ts` `rateLimiterOptions` */
export const OWN_LIMITS: Readonly<Record<string, Limit>> = {
  'POST /api/v1/livechat/visitor': { calls: 5, withinMs: 60_000 },
  'GET /api/v1/livechat/visitor/:token': { calls: 10, withinMs: 60_000 },
  'DELETE /api/v1/livechat/visitor/:token': { calls: 5, withinMs: 60_000 },
  'GET /api/v1/livechat/room': { calls: 5, withinMs: 60_000 },
  'POST /api/v1/livechat/offline.message': { calls: 1, withinMs: 5_000 },
  'POST /api/v1/livechat/triggers/:_id/external-service/call': { calls: 10, withinMs: 60_000 },
  'POST /api/v1/livechat/transcript': { calls: 5, withinMs: 60_000 },
};

/** Addresses and routes watched at once; past it, those whose time is over are forgotten. */
const WATCHED = 10_000;

/**
 * Counts the calls of a route by an address, from the first one on until its time is over, and refuses what is too many. Whoever may
 * `api-bypass-rate-limit` (the admin) is not counted.
 * @note No `Retry-After`, as on a real server: how long to wait stands in the text, since pages of other origins see no headers.
 * @see Rocket.Chat `ApiClass.ts` `enforceRateLimit`; Meteor `rate-limit` (fixed windows)
 */
export function rateLimit(context: CoreContext): MiddlewareHandler<HttpEnv> {
  const { clock, setting } = context;
  const windows = new Map<string, { calls: number; endsAt: EpochMs }>();

  function limitOf(route: string): Limit {
    return (
      OWN_LIMITS[route] ?? {
        calls: setting('API_Enable_Rate_Limiter_Limit_Calls_Default'),
        withinMs: setting('API_Enable_Rate_Limiter_Limit_Time_Default'),
      }
    );
  }

  function count(key: string, { withinMs }: Limit): { calls: number; endsAt: EpochMs } {
    const now = clock.now();
    if (windows.size >= WATCHED) {
      for (const [one, { endsAt }] of windows) if (endsAt <= now) windows.delete(one);
    }
    const open = windows.get(key);
    const counted =
      open && open.endsAt > now ? { ...open, calls: open.calls + 1 } : { calls: 1, endsAt: now + withinMs };
    windows.set(key, counted);
    return counted;
  }

  return async (c, next) => {
    const route = routeOf(c);
    if (!route || !setting('API_Enable_Rate_Limiter') || (await mayPass(context, c))) {
      await next();
      return undefined;
    }
    const limit = limitOf(route);
    const { calls, endsAt } = count(`${route}\0${c.env?.ip ?? ''}`, limit);
    const headers = {
      'X-RateLimit-Limit': String(limit.calls),
      'X-RateLimit-Remaining': String(Math.max(0, limit.calls - calls)),
      'X-RateLimit-Reset': String(endsAt),
    };
    if (calls > limit.calls) {
      const { message, code, details } = tooManyRequests(endsAt - clock.now());
      return json(429, { success: false, error: message, errorType: code, details }, headers);
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return undefined;
  };
}

/** `GET /api/v1/livechat/room` and so on; undefined for what is no call of the API. */
function routeOf(c: Context): string | undefined {
  const found = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  return found?.path.startsWith('/api/v1/') ? `${found.method} ${found.path}` : undefined;
}

async function mayPass(context: CoreContext, c: Context): Promise<boolean> {
  const userId = c.req.header('x-user-id');
  const token = c.req.header('x-auth-token');
  const user = userId && token ? await authenticate(context, { userId, token }) : undefined;
  return user !== undefined && can(context.store, user, 'api-bypass-rate-limit');
}
