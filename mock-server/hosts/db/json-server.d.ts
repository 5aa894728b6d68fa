/** What is used of json-server 0.17.4, which has no types of its own. */
declare module 'json-server' {
  import type { Express, Router } from 'express';

  interface JsonServerRouter extends Router {
    /** A lowdb database. */
    db: { setState(state: Record<string, readonly object[]>): unknown };
    /** Writes `res.locals.data`; the default one answers JSONP when asked. */
    render(req: import('express').Request, res: import('express').Response): void;
  }
  const jsonServer: {
    create(): Express;
    router(state: Record<string, readonly object[]>): JsonServerRouter;
  };
  export default jsonServer;
}
