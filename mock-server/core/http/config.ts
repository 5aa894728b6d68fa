import { toLivechatConfig } from '../project/config.ts';
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
    return success({ config: await run((work) => toLivechatConfig(work, { ...asked, siteUrl })) });
  });
};
