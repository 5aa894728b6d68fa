import { toLivechatConfig } from '../project/config.ts';
import { isAllowedSite } from '../rules/allowed-site.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readQuery } from './read-body.ts';
import { queryOf, STRING, strict } from './validate.ts';

interface Query {
  token?: string | null;
  department?: string | null;
  businessUnit?: string | null;
}
const query = queryOf<Query>(strict({ 'token?': STRING, 'department?': STRING, 'businessUnit?': STRING }));

/** `GET livechat/config` */
export const configRoutes: Routes = (app, { run, siteUrl }) => {
  app.get('/api/v1/livechat/config', async (c) => {
    const asked = query(readQuery(c));
    const origin = c.req.header('origin');
    const config = await run((work) =>
      isAllowedSite(work, origin, siteUrl)
        ? toLivechatConfig(work, { ...asked, siteUrl })
        : { enabled: false },
    );
    return success({ config });
  });
};
