import { SETTINGS, type SettingId } from '../settings/definitions.ts';
import { isPublic } from '../settings/is-public.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readQuery } from './read-body.ts';
import { PAGING, queryOf, STRING, strict } from './validate.ts';

/** Version of Rocket.Chat whose behaviour this server follows, as far as visitors are told: without the patch number. */
const VERSION = '8.8';
const SERVER_INFO = { version: VERSION, minimumClientVersions: { desktop: '3.9.6', mobile: '4.39.0' } };

const publicQuery = queryOf<Paging & { _id?: string | null }>(strict({ ...PAGING, '_id?': STRING }));

/** `GET /api/info` and `settings.public`: what anybody may know of this server. */
export const infoRoutes: Routes = (app, { run }) => {
  for (const path of ['/api/info', '/api/v1/info']) app.get(path, () => success(SERVER_INFO));

  app.get('/api/v1/settings.public', async (c) => {
    const { _id, ...paging } = publicQuery(readQuery(c));
    const wanted = _id ? new Set(_id.split(',')) : undefined;
    const ids = (Object.keys(SETTINGS) as SettingId[]).filter(
      (id) => isPublic(id) && (wanted?.has(id) ?? true),
    );
    const all = await run((work) => ids.map((id) => ({ _id: id, value: work.setting(id) })));
    const { items, counts } = pageOf(all, paging);
    return success({ settings: items, ...counts });
  });
};
