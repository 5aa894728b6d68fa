/**
 * The REST door. Hono for routing: small, runs on plain Request/Response, so the same app serves Node, MSW and tests.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { CoreContext } from '../context.ts';
import type { Peer } from '../core.ts';
import { cors } from './cors.ts';
import { failure, HttpRefusal } from './envelope.ts';

/** Largest JSON body, in bytes. Uploads have a limit of their own. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Bindings of a request: who asks. */
export type HttpEnv = { Bindings: Peer };
export type HttpApp = Hono<HttpEnv>;
/** Adds the routes of one area to the app. One file an area. */
export type Routes = (app: HttpApp, context: CoreContext) => void;

export function createHttpApp(context: CoreContext): HttpApp {
  const app: HttpApp = new Hono<HttpEnv>();
  app.use(cors);
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new HttpRefusal(413, {
          error: `The body is larger than ${MAX_BODY_BYTES} bytes`,
          errorType: 'error-body-too-large',
        });
      },
    }),
  );
  app.onError((error, c) =>
    failure(error, (unexpected) => context.onFailure(unexpected, `${c.req.method} ${c.req.path}`)),
  );
  app.notFound((c) =>
    failure(new HttpRefusal(404, `Resource not found: ${c.req.method} ${c.req.path}`), () => {}),
  );
  for (const add of AREAS) add(app, context);
  return app;
}

const AREAS: Routes[] = [];
