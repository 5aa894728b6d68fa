/**
 * The form of every REST answer.
 * @see Rocket.Chat `apps/meteor/app/api/server/ApiClass.ts`
 */
import { StoreUnavailable } from '../../store/store.ts';
import { MeteorError } from '../meteor-error.ts';
import { PlainError } from '../plain-error.ts';

/** `application/json` exactly: Rocket.Chat's own tests compare the header for equality. */
const JSON_HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** An HTTP answer other than 200 that is not a `MeteorError`: 401, 403, 404, 413 … */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: string | Record<string, unknown>, headers?: Record<string, string>) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.name = 'HttpRefusal';
    this.status = status;
    this.body = typeof body === 'string' ? { error: body } : body;
    this.headers = headers ?? {};
  }
  readonly headers: Record<string, string>;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...JSON_HEADERS, ...headers } });
}

/** 200 `{...body, "success": true}` */
export function success(body: object = {}): Response {
  return json(200, { ...body, success: true });
}

/** The answer for whatever a handler threw. `report` hears of what nobody expected. */
export function failure(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof HttpRefusal)
    return json(error.status, { success: false, ...error.body }, error.headers);
  if (error instanceof MeteorError) {
    return json(400, {
      success: false,
      error: error.message,
      errorType: error.code,
      ...(error.details === undefined ? {} : { details: error.details }),
    });
  }
  if (error instanceof PlainError) return json(400, { success: false, error: error.message });
  if (error instanceof StoreUnavailable) {
    report(error);
    return json(
      503,
      {
        success: false,
        error: `${error.message}. Nothing of this request was kept; try it again.`,
        errorType: 'error-store-unavailable',
      },
      { 'Retry-After': '5' },
    );
  }
  report(error);
  return json(500, { success: false, error: 'Internal server error' });
}
