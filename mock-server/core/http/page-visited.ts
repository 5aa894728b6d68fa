import { type PageVisit, visitPage } from '../rules/page-visits.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const body = bodyOf<PageVisit>(
  strict({
    token: STRING,
    'rid?': STRING,
    pageInfo: strict({ title: STRING, change: STRING, location: strict({ href: STRING }) }),
  }),
);

/** `POST livechat/page.visited` */
export const pageVisitedRoutes: Routes = (app, { run }) => {
  app.post('/api/v1/livechat/page.visited', async (c) => {
    const visit = body(await readBody(c));
    const stored = await run((work) => visitPage(work, visit));
    if (!stored) return success();
    const { msg, navigation } = stored;
    return success({ page: { msg, navigation } });
  });
};
